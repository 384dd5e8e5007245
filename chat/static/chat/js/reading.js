/** How far she has read, what is new, and how many have seen what she said last. */
import { newKey } from "../../ui/js/realtime/keys.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { counted } from "../../ui/js/counted.js";

const NEAR = 60; // px from the bottom that still count as being there
const EVERY = 1500; // ms between two tellings, and before the first: what is in sight settles meanwhile

export class Reading {
  #list;
  #button;
  #read;
  #told;
  #timer = 0;
  #next = performance.now() + EVERY;
  #seen = { of: null, n: 0 };
  later; // how many new ones follow after the rows

  constructor(list) {
    const { read, since, later, head } = list.dataset;
    this.#list = list;
    this.#button = list.querySelector("[data-newest]");
    this.#told = Number(read);
    this.#read = Number(since ?? head);
    this.later = Number(later ?? 0);
    this.#keep({ upto: Number(list.dataset.seenUpto ?? 0), n: Number(list.dataset.seenBy ?? 0) });
    list.log.addEventListener("scroll", () => this.look(), { passive: true });
    this.#button.addEventListener("click", (event) => this.#press(event));
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.look() : this.tell()));
    addEventListener("beforeunload", () => this.tell()); // the line still stands
    addEventListener("pagehide", () => this.#leave());
    addEventListener("focus", () => this.look());
  }

  /** The log grows upwards from its bottom (column-reverse), so its bottom is scrollTop 0. */
  get atBottom() {
    return this.#list.log.scrollTop > -NEAR && this.#list.backlog.atEnd;
  }

  /** Messages of others that have just come; `stays` if she was at the bottom before them. */
  arrived(fresh, stays) {
    const looks = document.visibilityState === "visible";
    if (fresh.length && !(stays && looks)) this.#since(fresh[0].seq);
    if (!this.#list.backlog.atEnd) this.later += fresh.length;
    if (stays) this.#list.log.scrollTop = 0;
    this.look();
  }

  /** These are not among the rows any more; she may not have seen them. */
  leave(rows) {
    this.later += this.#list.rows.newAfter(this.#read, rows).length;
  }

  async toEnd() {
    if (!this.#list.backlog.atEnd) await this.#list.backlog.jump();
    this.#list.log.scrollTop = 0;
    this.look();
  }

  /** What is in sight now is seen. */
  look() {
    this.#read = Math.max(this.#read, this.#lastRead());
    this.#draw();
    this.#timer ||= setTimeout(() => this.tell(), Math.max(0, this.#next - performance.now()));
  }

  firstSeen() {
    const { top } = this.#list.log.getBoundingClientRect();
    return [...this.#list.rows.said].find((row) => row.getBoundingClientRect().bottom > top)?.dataset.seq;
  }

  /** `n` others have read up to `upto`. */
  seen(hint) {
    this.#keep(hint);
    this.mark();
  }

  /** The small words under her own last message. */
  mark() {
    const { rows, words } = this.#list;
    for (const old of rows.list.querySelectorAll("li[data-seq] > .state")) old.remove();
    const last = this.#lastOfHers();
    const link = last?.querySelector(":scope > a > time")?.parentElement;
    if (!link) return;
    const state = document.createElement("small");
    state.className = "state";
    state.setAttribute("aria-live", "off");
    const { of, n } = this.#seen;
    state.textContent = n && of === last.dataset.seq ? words.seen.replace("%n", n) : `✓ ${words.sent}`;
    link.after(state);
  }

  /** Tell the server how far she has read: at once after a reconnect or when she leaves, else now and then. */
  async tell() {
    this.look();
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#next = performance.now() + EVERY;
    const upto = this.#read;
    if (upto <= this.#told) return;
    try {
      await socket.do({ verb: "chat.read", stream: this.#list.stream, key: newKey(), args: { upto } });
      this.#told = Math.max(this.#told, upto);
    } catch {
      // told again with the next message, or once the line stands
    }
  }

  /** She goes elsewhere, and the line is gone: for browsers that don't say before. On a busy phone some of what is sent now is lost. */
  #leave() {
    this.look();
    const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!csrfmiddlewaretoken || this.#read <= this.#told) return;
    const body = new URLSearchParams({ csrfmiddlewaretoken, upto: this.#read });
    navigator.sendBeacon(`${this.#list.path}read/`, body);
  }

  /** The line stands before what is new to her from this seq on, unless there is more before it that she hasn't read yet. */
  #since(seq) {
    const { rows } = this.#list;
    if (!this.later && !rows.newAfter(this.#read).some((row) => Number(row.dataset.seq) < seq)) rows.since = seq - 1;
  }

  /** Who has read what came later has read hers: of several counts the largest holds. */
  #keep({ upto, n }) {
    const of = this.#lastOfHers()?.dataset.seq;
    if (!of || upto < Number(of)) return;
    this.#seen = { of, n: this.#seen.of === of ? Math.max(n, this.#seen.n) : n };
  }

  #lastOfHers() {
    return [...this.#list.rows.list.querySelectorAll("li.mine[data-seq]:not([data-removed])")].at(-1);
  }

  /** The way to the newest, and how many new ones are below what she has seen. */
  #draw() {
    const { words, backlog, rows, log } = this.#list;
    const fresh = this.later + rows.newAfter(this.#read).length;
    this.#button.hidden = this.atBottom || (backlog.atEnd && !fresh && log.scrollTop > -600);
    this.#button.querySelector("span").textContent = fresh ? counted(words.fresh, fresh) : words.newest;
    this.#button.classList.toggle("fresh", fresh > 0);
  }

  #press(event) {
    event.preventDefault();
    this.toEnd();
  }

  /** The seq of the last thing she can see; at the end, of all there is. 0 while she doesn't look, or looks beyond what she hasn't read. */
  #lastRead() {
    const { rows, backlog, watch, log } = this.#list;
    if (document.visibilityState !== "visible" || !document.hasFocus()) return 0;
    if (this.atBottom) return watch.seq;
    if (!backlog.atStart && Number(rows.first?.dataset.seq) > this.#read) return 0;
    const { bottom } = log.getBoundingClientRect();
    const shown = [...rows.said].reverse().find((row) => row.getBoundingClientRect().top < bottom);
    return Number(shown?.dataset.seq ?? 0);
  }
}
