/**
 * One stream, followed from where the page stands: every fact once, in order, without gaps.
 *
 * `on` has `facts(list)`, and may have `hint(hint)`, `entered()`, `caughtUp()`, `refused(code)` and
 * `reset()`, which fetches the page again and resolves to `{after, epoch}`.
 */
const SEEN_EVERY = 2000; // at most: a whole room heard the same thing at once, and shouldn't answer at once
const SEEN_CHARACTERS = 64 * 1024; // at most half of what the server lets be on its way, where letters take two bytes
const PATIENCE = 1500; // how long a head may be ahead of us before we ask for what is missing

export class Watch {
  #send;
  #on;
  #epoch;
  #state = "out";
  #unseen = 0;
  #seenTimer = 0;
  #gapTimer = 0;

  constructor(send, stream, { after = null, epoch, on }) {
    this.#send = send;
    this.#on = on;
    this.#epoch = epoch;
    this.stream = stream;
    this.seq = after;
  }

  enter() {
    if (this.#state === "refused" || this.#state === "resetting") return;
    clearTimeout(this.#gapTimer);
    this.#state = this.#send({ op: "enter", stream: this.stream, after: this.seq, epoch: this.#epoch }) ? "entering" : "out";
  }

  /** The line was cut: nothing arrives until we enter again. */
  cut() {
    if (this.#state !== "refused" && this.#state !== "resetting") this.#state = "out";
  }

  stop() {
    clearTimeout(this.#gapTimer);
    clearTimeout(this.#seenTimer);
    this.#send({ op: "leave", stream: this.stream });
    this.#state = "refused";
  }

  hear(frame) {
    this[`_${frame.op}`]?.(frame);
  }

  /** A head told from elsewhere (the pulse): if it stays ahead of us, the last facts were lost on the way. */
  notice(head) {
    if (this.#state !== "in" || head <= this.seq) return;
    clearTimeout(this.#gapTimer);
    this.#gapTimer = setTimeout(() => this.#state === "in" && head > this.seq && this.enter(), PATIENCE);
  }

  _entered({ head }) {
    if (this.#state !== "entering") return;
    this.#state = "in";
    this.seq ??= head;
    this.#on.entered?.();
  }

  _facts({ facts, characters }) {
    if (this.#state !== "in") return;
    const fresh = [];
    for (const fact of facts) {
      const next = this.seq + fresh.length + 1;
      if (fact.seq < next) continue;
      if (fact.seq > next) {
        this.#take(fresh, characters);
        this.enter();
        return;
      }
      fresh.push(fact);
    }
    this.#take(fresh, characters);
  }

  _caught_up({ head }) {
    this.notice(head);
    this.#on.caughtUp?.();
  }

  _hint(hint) {
    this.#on.hint?.(hint);
  }

  _lagging() {
    this.#tellSeen();
    this.#state = "out";
    this.enter();
  }

  _refused({ code }) {
    this.#state = "refused";
    this.#on.refused?.(code);
  }

  async _reset() {
    if (this.#state === "resetting") return;
    this.#state = "resetting";
    for (let wait = 1000; this.#state === "resetting"; wait = Math.min(wait * 2, 30_000)) {
      await new Promise((resolve) => setTimeout(resolve, wait * Math.random()));
      try {
        const { after, epoch } = (await this.#on.reset?.()) ?? { after: null, epoch: null };
        [this.seq, this.#epoch, this.#state] = [after, epoch, "out"];
        this.enter();
      } catch {
        // the page didn't come either: once more, later
      }
    }
  }

  #take(fresh, characters) {
    if (!fresh.length) return;
    this.seq += fresh.length;
    this.#unseen += characters;
    if (this.#unseen >= SEEN_CHARACTERS) this.#tellSeen();
    else this.#seenTimer ||= setTimeout(() => this.#tellSeen(), SEEN_EVERY * (0.5 + Math.random() / 2));
    this.#on.facts(fresh);
  }

  #tellSeen() {
    clearTimeout(this.#seenTimer);
    this.#seenTimer = this.#unseen = 0;
    this.#send({ op: "seen", stream: this.stream, seq: this.seq });
  }
}
