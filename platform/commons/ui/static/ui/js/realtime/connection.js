/**
 * One WebSocket that keeps coming back.
 *
 * Events: "open", "frame" (detail: the parsed frame with its length), "cut" (it will try again) and "over" (detail: why; it won't).
 */
const SILENCE = 45_000; // the server's pulse comes every 20–25 s; two missed ones mean the line is dead
const LONGEST = 30_000;
const FINAL = new Set(["signed_out", "suspended"]);

export class Connection extends EventTarget {
  #url;
  #line = null;
  #tries = 0;
  #timer = 0;
  #watchdog = 0;
  #heard = 0;
  #notBefore = 0;
  #over = false;

  constructor(url) {
    super();
    this.#url = url;
    addEventListener("online", () => this.#hurry());
    addEventListener("offline", () => this.#drop());
    addEventListener("pagehide", () => this.#drop());
    addEventListener("pageshow", (event) => event.persisted && this.#hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#wake());
  }

  get isOpen() {
    return this.#line?.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#over || this.#line) return;
    const line = (this.#line = new WebSocket(this.#url));
    this.#expect(line);
    line.onopen = () => this.dispatchEvent(new Event("open"));
    line.onmessage = (event) => this.#hear(line, event.data);
    line.onclose = (event) => this.#closed(line, event.code);
  }

  /** Returns whether the frame went out; nothing is kept for later. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#line.send(JSON.stringify(frame));
    return true;
  }

  /** The conversation has begun: the next cut starts again with a short wait. */
  settle() {
    this.#tries = 0;
  }

  #hear(line, text) {
    if (line !== this.#line) return;
    this.#expect(line);
    const frame = { ...JSON.parse(text), characters: text.length };
    if (frame.op === "bye") this.#farewell(frame);
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  #expect(line) {
    this.#heard = Date.now();
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => line === this.#line && this.#drop(), SILENCE);
  }

  #farewell({ code, retry_in: seconds }) {
    if (FINAL.has(code)) this.#end(code);
    else if (seconds) this.#notBefore = Date.now() + seconds * 1000;
  }

  #closed(line, code) {
    if (line !== this.#line) return;
    if (code === 4403) this.#end("signed_out");
    this.#drop();
  }

  #end(code) {
    if (this.#over) return;
    this.#over = true;
    this.dispatchEvent(new CustomEvent("over", { detail: code }));
  }

  #drop() {
    const line = this.#line;
    if (!line) return;
    this.#line = null;
    clearTimeout(this.#watchdog);
    line.onopen = line.onmessage = line.onclose = null;
    line.close();
    this.dispatchEvent(new Event("cut"));
    if (!this.#over) this.#retry(this.#wait());
  }

  #retry(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), milliseconds);
  }

  /** 1–2 s the first time, then twice as long each time up to 30 s; always jittered, so that a village doesn't return as one. */
  #wait() {
    const longest = Math.min(LONGEST, 2000 * 2 ** this.#tries++);
    const asked = Math.max(0, this.#notBefore - Date.now());
    return asked + longest * (0.5 + Math.random() / 2);
  }

  #hurry() {
    if (!this.#line) this.#retry(Math.random() * 500);
  }

  #wake() {
    if (this.#line && Date.now() - this.#heard > SILENCE) this.#drop();
    this.#hurry();
  }
}
