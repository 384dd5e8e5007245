/** `<room-list>`: her rooms, the last spoken in first; a row that changed is fetched again. */
import { socket } from "../../ui/js/realtime/socket.js";
import { fetchPage } from "./windows.js";

class RoomList extends HTMLElement {
  #entered = false;

  connectedCallback() {
    const { stream } = this.dataset;
    socket.watch(stream, { on: { facts: () => {}, hint: (hint) => this.#changed(hint), entered: () => this.#again() } });
  }

  disconnectedCallback() {
    socket.leave(this.dataset.stream);
  }

  #changed(hint) {
    if (hint.kind !== "changed") return;
    const room = Number(hint.of?.split(":")[1]);
    if (room) this.#refresh(room);
    else this.#all();
  }

  /** After a cut nobody knows what changed: all rows are fetched again. */
  #again() {
    if (this.#entered) this.#all();
    this.#entered = true;
  }

  async #refresh(id) {
    try {
      this.#put((await fetchPage(`/chats/${Number(id)}/row/${new URL(this.dataset.path, location.href).search}`)).querySelector("li[data-room]"), id);
    } catch {
      this.#all();
    }
  }

  async #all() {
    try {
      const fresh = [...(await fetchPage(this.dataset.path)).querySelector("room-list ol").children];
      const current = this.querySelector("a[aria-current]")?.closest("li").dataset.room;
      for (const row of fresh) if (row.dataset.room === current) row.querySelector("a").setAttribute("aria-current", "page");
      this.querySelector("ol").replaceChildren(...fresh);
    } catch {
      // it is asked again with the next change
    }
  }

  #put(row, id) {
    const there = this.querySelector(`li[data-room="${Number(id)}"]`);
    if (!row) {
      there?.remove();
      return;
    }
    const link = there?.querySelector("a[aria-current]");
    if (link) row.querySelector("a").setAttribute("aria-current", "page");
    const list = this.querySelector("ol");
    const first = list.firstElementChild;
    if (there && (there === first || row.dataset.seq === there.dataset.seq)) there.replaceWith(row);
    else {
      there?.remove();
      list.prepend(row);
    }
  }
}

customElements.define("room-list", RoomList);
