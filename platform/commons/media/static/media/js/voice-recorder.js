/**
 * `<voice-recorder data-longest>` around a file input and a hidden one for its peaks: hold to record, or tap, speak and tap again.
 *
 * What it recorded stands in the input, as if she had chosen a file. `data-state` is "idle", "starting", "recording" or "recorded"; each
 * change fires "spoken", which bubbles. Where nothing can be recorded its button opens the plain choice of files.
 */
import { clock, hear, playButton, wave } from "./playing.js";
import { kind, Recording } from "./recording.js";

const A_TAP = 400; // ms: what is shorter is a tap, and it goes on until the next one
const SHORTEST = 0.7; // s

class VoiceRecorder extends HTMLElement {
  #recording = null;
  #pressed = 0;
  #holds = false;
  #began = false; // by the press whose click is still to come
  #voice = null;
  #sounding = null;
  #hide = () => document.visibilityState === "hidden" && this.#end();

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#hide);
    if (this.input) return;
    const template = this.querySelector("template");
    template?.replaceWith(template.content);
    [this.input, this.peaks] = [this.querySelector("input[type=file]"), this.querySelector("input[type=hidden]")];
    [this.button, this.why] = [this.querySelector("[data-press]"), this.querySelector(".recorder__why")];
    [this.now, this.done] = [this.querySelector(".recorder__now"), this.querySelector(".recorder__done")];
    this.play = playButton(this.done.dataset);
    this.done.prepend(this.play);
    this.input.classList.add("sr-only");
    this.input.tabIndex = -1;
    if (this.input.autofocus) this.button.focus(); // it is what is wrong
    this.button.addEventListener("pointerdown", (event) => event.button === 0 && this.#down());
    this.button.addEventListener("click", () => this.#click());
    this.button.addEventListener("contextmenu", (event) => event.preventDefault());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.discard());
    this.input.addEventListener("change", () => this.#chose());
    this.input.form?.addEventListener("reset", () => this.discard());
    this.input.form?.addEventListener("submit", (event) => this.#sent(event));
    this.play.addEventListener("click", () => this.#listen());
    for (const button of this.querySelectorAll("[data-discard]")) button.addEventListener("click", () => this.discard(true));
    this.#become("idle");
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#hide);
    this.discard();
  }

  /** What was recorded or chosen: `{file, peaks, seconds}`, or null. */
  get voice() {
    return this.#voice;
  }

  /** She pressed its button before this script had come; `holds` if she still does. */
  reach(holds) {
    this.#began = holds;
    if (this.dataset.state === "idle") this.#press(holds);
  }

  /** Begin, while it is held or until the next tap. */
  async begin(holds = false) {
    if (!kind) {
      this.input.click();
      return;
    }
    this.#say("");
    this.#holds = holds;
    this.#become("starting");
    try {
      const recording = await Recording.begin((level, seconds) => this.#told(level, seconds));
      if (this.dataset.state !== "starting") return recording.release();
      this.#recording = recording;
      this.#become("recording");
    } catch (error) {
      this.#become("idle");
      this.#say(error.name === "NotAllowedError" ? this.why.dataset.denied : this.why.dataset.missing);
    }
  }

  /** Nothing of it is left. */
  discard(focuses = false) {
    this.#recording?.release();
    this.#sounding?.();
    this.#began = false;
    this.#recording = this.#voice = null;
    this.#fill();
    this.#become("idle");
    if (focuses) this.button.focus();
  }

  #down() {
    if (this.dataset.state !== "idle") return;
    this.#began = true;
    this.#press(true);
  }

  /** Her finger may wander: wherever she lifts it she lets go. */
  #press(holds) {
    this.#pressed = performance.now();
    for (const up of ["pointerup", "pointercancel"]) addEventListener(up, this.#up, { once: true });
    this.begin(holds);
  }

  #up = (event) => {
    if (!this.#holds) return;
    this.#holds = false;
    const long = performance.now() - this.#pressed >= A_TAP;
    if (event.type === "pointerup" && long && this.#recording) this.#end();
    else this.#hint();
  };

  /** By key or a second tap: only once the finger is up again, or it would come down on what takes the button's place. */
  #click() {
    const began = this.#began;
    this.#began = false;
    if (began || this.dataset.state === "recorded") return;
    if (this.dataset.state === "idle") this.begin();
    else this.#end();
  }

  #told(level, seconds) {
    this.now.style.setProperty("--level", level);
    this.now.querySelector(".recorder__time").textContent = clock(seconds);
    if (seconds >= Number(this.dataset.longest)) this.#end();
  }

  /** A form that is sent while she speaks waits for what she has said. */
  async #sent(event) {
    if (!this.#recording) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.#end();
    if (this.#voice) event.target.requestSubmit(event.submitter);
  }

  async #end() {
    const recording = this.#recording;
    this.#recording = null;
    if (!recording) return this.dataset.state === "starting" && this.discard();
    const voice = await recording.end();
    if (voice.seconds < SHORTEST) {
      this.discard();
      this.#say(this.why.dataset.short);
      return;
    }
    this.#voice = voice;
    this.#began = false;
    this.#fill();
    this.#become("recorded");
  }

  /** A file of hers, chosen where nothing can be recorded: how it sounds, the server finds out. */
  #chose() {
    const [file] = this.input.files;
    this.#voice = file ? { file, peaks: [], seconds: 0 } : null;
    this.peaks.value = "";
    this.#become(file ? "recorded" : "idle");
  }

  #fill() {
    const all = new DataTransfer();
    if (this.#voice) all.items.add(this.#voice.file);
    this.input.files = all.files;
    this.peaks.value = this.#voice?.peaks.join(",") ?? "";
  }

  #become(state) {
    const records = state === "recording" || state === "starting";
    const before = this.dataset.state;
    this.dataset.state = state;
    this.now.hidden = !records;
    this.done.hidden = state !== "recorded";
    this.button.hidden = state === "recorded";
    this.button.setAttribute("aria-pressed", records);
    if (state === "starting") this.#told(0, 0);
    if (records) this.#hint();
    if (state === "recorded") this.#show();
    if (before && state !== before) this.dispatchEvent(new CustomEvent("spoken", { bubbles: true }));
    if (state === "recorded") this.play.focus({ preventScroll: true });
  }

  #hint() {
    const hint = this.querySelector(".recorder__hint");
    hint.textContent = this.#holds ? hint.dataset.hold : hint.dataset.tap;
  }

  #show() {
    const { d, viewBox } = wave(this.#voice.peaks);
    this.done.querySelector("svg.wave").setAttribute("viewBox", viewBox);
    this.done.querySelector("svg.wave path").setAttribute("d", d);
    this.done.querySelector(".recorder__time").textContent = this.#voice.seconds ? clock(Math.max(1, this.#voice.seconds)) : this.#voice.file.name;
  }

  /** Heard once more before it goes: decoded here, since no page of ours plays what isn't of its own house. */
  async #listen() {
    if (this.#sounding) return this.#sounding();
    const context = new AudioContext();
    const source = context.createBufferSource();
    const hush = (this.#sounding = () => {
      this.#sounding = null;
      this.play.turn(false);
      context.close();
    });
    hear(() => this.#sounding === hush && hush());
    this.play.turn(true);
    try {
      source.buffer = await context.decodeAudioData(await this.#voice.file.arrayBuffer());
      source.connect(context.destination);
      source.onended = () => this.#sounding === hush && hush();
      source.start();
    } catch {
      if (this.#sounding === hush) hush();
    }
  }

  #say(sentence) {
    this.why.textContent = sentence;
    this.why.hidden = !sentence;
  }
}

customElements.define("voice-recorder", VoiceRecorder);
