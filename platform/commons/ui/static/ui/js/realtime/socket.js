/** The page's one connection: many streams to watch, verbs to do. */
import { Connection } from "./connection.js";
import { Watch } from "./watch.js";

const PATIENCE = 20_000; // without an answer for so long, the question is asked again

/** Why a verb was not done; `code` is the server's, or "cut" when nobody answered. */
export class Refusal extends Error {
  constructor({ code, message = "", retry_in: retryIn = null }) {
    super(message);
    this.code = code;
    this.retryIn = retryIn;
  }
}

/** Events: "hello" once a connection stands, and "state" whenever `state` has become another. */
class Socket extends EventTarget {
  #connection;
  #watches = new Map();
  #asked = new Map();

  state = "connecting"; // then "open", "cut", "signed_out" or "suspended"
  member = null;
  limits = { body: 4000 };

  constructor(url) {
    super();
    this.#connection = new Connection(url);
    this.#connection.addEventListener("frame", (event) => this.#hear(event.detail));
    this.#connection.addEventListener("cut", () => this.#cut());
    this.#connection.addEventListener("over", (event) => this.#become(event.detail));
    this.#connection.open();
  }

  /** Follow a stream from `after` (null: from now) as the page was rendered in `epoch`. See Watch for `on`. */
  watch(stream, { after = null, epoch = document.documentElement.dataset.epoch, on }) {
    const watch = new Watch((frame) => this.#connection.send(frame), stream, { after, epoch, on });
    this.#watches.set(stream, watch);
    if (this.state === "open") watch.enter();
    return watch;
  }

  leave(stream) {
    this.#watches.get(stream)?.stop();
    this.#watches.delete(stream);
  }

  /** Resolves to the seq of the fact it made (null without one); rejects with a Refusal. */
  do({ verb, stream, key, args }) {
    return new Promise((resolve, reject) => {
      if (this.state !== "open" || !this.#connection.send({ op: "do", verb, stream, key, args })) {
        reject(new Refusal({ code: "cut" }));
        return;
      }
      const timer = setTimeout(() => this.#answer(key)?.reject(new Refusal({ code: "cut" })), PATIENCE);
      this.#asked.set(key, { resolve, reject, timer });
    });
  }

  hint(stream, kind) {
    this.#connection.send({ op: "hint", stream, kind });
  }

  #hear(frame) {
    if (frame.op === "hello") this.#greet(frame);
    else if (frame.op === "ack") this.#answer(frame.key)?.resolve(frame.seq);
    else if (frame.op === "nack") this.#answer(frame.key)?.reject(new Refusal(frame));
    else if (frame.op === "pulse") for (const [stream, head] of Object.entries(frame.heads)) this.#watches.get(stream)?.notice(head);
    else this.#watches.get(frame.stream)?.hear(frame);
  }

  #greet({ member, limits }) {
    this.member = member;
    this.limits = limits;
    this.#connection.settle();
    if (!isHerPage(member)) return this.#become("signed_out");
    this.#become("open");
    for (const watch of this.#watches.values()) watch.enter();
    this.dispatchEvent(new Event("hello"));
  }

  #answer(key) {
    const asked = this.#asked.get(key);
    this.#asked.delete(key);
    clearTimeout(asked?.timer);
    return asked;
  }

  #cut() {
    for (const watch of this.#watches.values()) watch.cut();
    for (const key of [...this.#asked.keys()]) this.#answer(key).reject(new Refusal({ code: "cut" }));
    this.#become("cut");
  }

  #become(state) {
    if (state === this.state || this.state === "signed_out" || this.state === "suspended") return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}

/** The page was made for the one who is connected: not for one whose session ended, or who left the phone to another. */
function isHerPage(member) {
  const { member: actor } = document.documentElement.dataset;
  return !actor || actor === `member:${member?.id}`;
}

export const socket = new Socket(`${location.protocol.replace("http", "ws")}//${location.host}/ws/`);
