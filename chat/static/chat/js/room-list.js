/**
 * `<room-list>`: her rooms, the last spoken in first, as a reload would show them.
 *
 * data-stream, data-path (of the list itself), data-seen (a mark of what it shows: while it is the same nothing is sent again).
 */
import { socket } from "../../ui/js/realtime/socket.js";
import { fetchPage } from "./windows.js";

class RoomList extends HTMLElement {
  #changed = new Set();
  #working = null;
  #start = () => (this.#working ??= this.#work().finally(() => (this.#working = null)));

  connectedCallback() {
    const { stream } = this.dataset;
    // What is hinted before the line stands, or while it is cut, nobody hears: so each time the list is asked for.
    socket.watch(stream, { on: { facts: () => {}, hint: (hint) => this.#hinted(hint), entered: () => this.#ask() } });
    addEventListener("resize", this.#start);
  }

  disconnectedCallback() {
    removeEventListener("resize", this.#start);
    socket.leave(this.dataset.stream);
  }

  #hinted(hint) {
    if (hint.kind === "changed") this.#ask(Number(hint.of?.split(":")[1]));
  }

  /** One answer after the other, so that no older one comes last. */
  #ask(room = 0) {
    this.#changed.add(room || 0);
    this.#start();
  }

  /** Beside a room on a phone it isn't shown: then nothing is asked for until there is space for it. */
  async #work() {
    while (this.#changed.size && this.getClientRects().length) {
      const rooms = [...this.#changed];
      this.#changed.clear();
      try {
        if (rooms.every((room) => this.#find(room)) && !this.querySelector("nav")) for (const room of rooms) await this.#row(room);
        else await this.#all();
      } catch {
        // it is asked again with the next change
      }
    }
  }

  #find(room) {
    return this.querySelector(`li[data-room="${room}"]`);
  }

  /** A row that is here, on a list of one page: it goes where it belongs, or away. */
  async #row(room) {
    const { pathname, search } = new URL(this.dataset.path, location.href);
    const row = (await fetchPage(`${pathname}${room}/row/${search}`)).querySelector("li[data-room]");
    this.#show(() => {
      this.#find(room)?.remove();
      if (row) this.querySelector("ol").insertBefore(row, this.#rows.find((other) => isBefore(row, other)) ?? null);
    });
    if (!this.#rows.length) await this.#all();
  }

  /** The list as it is now: where a room is new to it, or other pages have a share in it. */
  async #all() {
    const fresh = (await fetchPage(this.dataset.path, { fragment: 1, seen: this.dataset.seen })).querySelector("room-list");
    if (!fresh) return;
    this.#show(() => this.replaceChildren(...fresh.children));
    this.dataset.seen = fresh.dataset.seen;
  }

  get #rows() {
    return [...this.querySelectorAll("li[data-room]")];
  }

  /** Whoever goes through the list by keys stays where she is. */
  #show(change) {
    const room = this.contains(document.activeElement) && document.activeElement.closest("li")?.dataset.room;
    change();
    this.dataset.seen = "";
    if (room) this.#find(room)?.querySelector("a").focus({ preventScroll: true });
  }
}

/** As the server orders them: by when something was said last, then the younger room first. */
function isBefore({ dataset: one }, { dataset: other }) {
  const by = one.spoken === other.spoken ? "room" : "spoken";
  return Number(one[by]) > Number(other[by]);
}

customElements.define("room-list", RoomList);
