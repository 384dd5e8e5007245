/** How far she has read, what is new, and how many have seen what she said last. */
import { newKey } from "../../ui/js/realtime/keys.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { counted } from "./counted.js";

const NEAR = 60; // px from the bottom that still count as being there
const EVERY = 1500;

export class Reading {
  #list;
  #button;
  #fresh = 0;
  #read;
  #told;
  #timer = 0;
  #seen = { of: null, n: 0 };

  constructor(list) {
    this.#list = list;
    this.#button = list.querySelector("[data-newest]");
    this.#read = this.#told = Number(list.dataset.read ?? list.dataset.head);
    this.#keep({ upto: Number(list.dataset.seenUpto ?? 0), n: Number(list.dataset.seenBy ?? 0) });
    list.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#button.addEventListener("click", () => this.toEnd());
    document.addEventListener("visibilitychange", () => this.#later());
    this.#later();
  }

  /** The log grows upwards from its bottom (column-reverse), so its bottom is scrollTop 0. */
  get atBottom() {
    return this.#list.log.scrollTop > -NEAR && this.#list.backlog.atEnd;
  }

  /** Messages of others that have just come; `stays` if she was at the bottom before them. */
  arrived(fresh, stays) {
    const looks = document.visibilityState === "visible";
    if (fresh.length && !(stays && looks) && this.#list.backlog.atEnd) this.#since(fresh[0].data.id);
    if (stays) this.#list.log.scrollTop = 0;
    else this.#fresh += fresh.length;
    this.#draw();
    this.#later();
  }

  async toEnd() {
    if (!this.#list.backlog.atEnd) await this.#list.backlog.jump();
    this.#list.log.scrollTop = 0;
    this.#scrolled();
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

  /** Tell the server how far she has read: at once after a reconnect, else now and then. */
  async tell() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const upto = Math.max(this.#read, this.#lastRead());
    if (upto <= this.#told) return;
    try {
      await socket.do({ verb: "chat.read", stream: this.#list.stream, key: newKey(), args: { upto } });
      this.#told = Math.max(this.#told, upto);
    } catch {
      // told again with the next message, or once the line stands
    }
  }

  /** The line before what is new to her, unless one stands before things she hasn't read yet. */
  #since(id) {
    const { rows, words } = this.#list;
    const there = rows.list.querySelector(".since");
    if (there && Number(there.nextElementSibling?.dataset.seq) > this.#told) return;
    there?.remove();
    const line = document.createElement("li");
    line.className = "since";
    line.textContent = words.new;
    rows.find(id)?.before(line);
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

  #scrolled() {
    if (this.atBottom) this.#fresh = 0;
    this.#draw();
    this.#later();
  }

  #draw() {
    const { words, backlog } = this.#list;
    this.#button.hidden = this.atBottom || (backlog.atEnd && !this.#fresh && this.#list.log.scrollTop > -600);
    this.#button.querySelector("span").textContent = this.#fresh ? counted(words.fresh, this.#fresh) : words.newest;
    this.#button.classList.toggle("fresh", this.#fresh > 0);
  }

  #later() {
    this.#timer ||= setTimeout(() => this.tell(), EVERY);
  }

  /** The seq of the last thing she can see, or 0 while she doesn't look. */
  #lastRead() {
    if (document.visibilityState !== "visible" || !document.hasFocus()) return 0;
    if (this.atBottom) return this.#list.watch.seq;
    const { bottom } = this.#list.log.getBoundingClientRect();
    const shown = [...this.#list.rows.said].reverse().find((row) => row.getBoundingClientRect().top < bottom);
    return Number(shown?.dataset.seq ?? 0);
  }
}
