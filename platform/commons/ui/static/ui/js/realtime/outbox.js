/**
 * What she has said and the server has not yet acknowledged. It survives reloads, is sent only as her, and goes with her: see forgetting.js.
 *
 * A row is `{key, member, stream, verb, args, at, path?, refused?, code?}`; what a socket doesn't take, such as files, goes as a form to `path`. Event "changed" (detail: `{row, state, seq?}`), where state is
 * "waiting", "sent" (kept by the server) or "refused" (`row.refused` is the sentence why, `row.code` the server's) or "discarded".
 */
import { newKey } from "./keys.js";
import { Refusal, socket } from "./socket.js";
import { Store } from "./store.js";

const LATER = new Set(["slow_down", "busy"]);

// The server takes 10 verbs a second of her, and 30 at once; some are left for what she does beside, and on another page.
const EVERY = 110;
const AT_ONCE = 20;

class Outbox extends EventTarget {
  #store = new Store();
  #rows = new Map();
  #sending = new Set();
  #paid = -AT_ONCE * EVERY; // the time up to which the verbs sent so far are paid for, one every EVERY
  #ready = this.#recall();

  constructor() {
    super();
    socket.addEventListener("hello", () => this.#resume());
  }

  /** What waits for this stream, oldest first. */
  async waiting(stream, member) {
    await this.#ready;
    return [...this.#rows.values()].filter((row) => row.stream === stream && row.member === member);
  }

  /** Keep it and send it, both at once. Returns its row. */
  add({ member, stream, verb, args, path, key = newKey() }) {
    const last = Math.max(0, ...Array.from(this.#rows.values(), (row) => row.at));
    const row = { key, member, stream, verb, args, path, at: Math.max(Date.now(), last + 1) };
    this.#rows.set(key, row);
    this.#store.put(row);
    this.#ready.then(() => this.#send(stream));
    return row;
  }

  /** Its fact has come, which says as much as an acknowledgement. */
  confirm(key, seq) {
    const row = this.#rows.get(key);
    if (row) this.#done(row, "sent", seq);
  }

  retry(key) {
    const row = this.#rows.get(key);
    if (!row) return;
    delete row.refused;
    delete row.code;
    this.#store.put(row);
    this.#tell(row, "waiting");
    this.#send(row.stream);
  }

  discard(key) {
    const row = this.#rows.get(key);
    if (row) this.#done(row, "discarded");
  }

  async #recall() {
    for (const row of await this.#store.all()) if (!this.#rows.has(row.key)) this.#rows.set(row.key, row);
  }

  async #resume() {
    await this.#ready;
    for (const stream of new Set(Array.from(this.#rows.values(), (row) => row.stream))) this.#send(stream);
  }

  /** One at a time within a stream: what she said first arrives first. All streams together as fast as the server takes it. */
  async #send(stream) {
    if (this.#sending.has(stream)) return;
    this.#sending.add(stream);
    for (let row = this.#next(stream); row; row = this.#next(stream)) {
      await pause(this.#turn());
      if (this.#next(stream) !== row) continue; // discarded or confirmed meanwhile, or she is another
      if (!(await this.#sent(row))) break;
    }
    this.#sending.delete(stream);
  }

  /** Milliseconds until the next verb may go. */
  #turn() {
    const now = performance.now(); // the phone's clock may be set back
    this.#paid = Math.max(this.#paid, now - AT_ONCE * EVERY) + EVERY;
    return Math.max(0, this.#paid - now);
  }

  #next(stream) {
    const mine = (row) => row.stream === stream && row.member === socket.member?.id && row.refused === undefined;
    return [...this.#rows.values()].sort((one, other) => one.at - other.at).find(mine);
  }

  /** Whether the next one may follow. */
  async #sent(row) {
    try {
      this.#done(row, "sent", await (row.path ? posted(row) : socket.do(row)));
    } catch (refusal) {
      if (refusal.code === "cut" && socket.state !== "open") return false; // the next hello goes on from here
      if (LATER.has(refusal.code) || refusal.code === "cut") await pause(1000 * (refusal.retryIn ?? 2));
      else this.#refuse(row, refusal);
    }
    return true;
  }

  #refuse(row, { code, message }) {
    if (!this.#rows.has(row.key)) return;
    row.refused = message;
    row.code = code;
    this.#store.put(row);
    this.#tell(row, "refused");
  }

  #done(row, state, seq = null) {
    if (!this.#rows.delete(row.key)) return;
    this.#store.delete(row.key);
    this.#tell(row, state, seq);
  }

  #tell(row, state, seq = null) {
    this.dispatchEvent(new CustomEvent("changed", { detail: { row, state, seq } }));
  }
}

async function posted(row) {
  const { post } = await import("./twin.js").catch(() => Promise.reject(new Refusal({ code: "cut" })));
  return post(row);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export const outbox = new Outbox();
