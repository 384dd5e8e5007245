/** `<room-life>`: who is writing, how many are here and in the room, and what could not be done; outside the log, and gone by itself. */
import { counted } from "../../ui/js/counted.js";

const TYPES_FOR = 5000;
const HINTS_LATER = 1500; // hints are gathered on the way, and may come after the words they announce
const NOTICE_FOR = 6000;

class RoomLife extends HTMLElement {
  #typing = new Map();
  #spoken = new Map();
  #notice = "";
  #timer = 0;

  connectedCallback() {
    const list = document.querySelector("message-list");
    this.list = list;
    this.here = document.querySelector("[data-here]");
    this.women = document.querySelector("[data-women]");
    list.addEventListener("typing", (event) => this.#types(event.detail.who));
    list.addEventListener("spoke", (event) => this.#spoke(event.detail));
    list.addEventListener("hidden", (event) => this.#stops(event.detail));
    list.addEventListener("here", (event) => this.#counts(event.detail.n));
    list.addEventListener("women", (event) => this.#peoples(event.detail));
    list.addEventListener("refused", () => this.#ends());
    list.addEventListener("notice", (event) => this.#tells(event.detail));
  }

  #types(who) {
    if (who === this.list.me || Date.now() - (this.#spoken.get(who) ?? 0) < HINTS_LATER) return;
    this.#stops(who);
    this.#typing.set(who, setTimeout(() => this.#stops(who), TYPES_FOR));
    this.#draw();
  }

  #spoke(who) {
    this.#spoken.set(who, Date.now());
    this.#stops(who);
  }

  #stops(who) {
    clearTimeout(this.#typing.get(who));
    this.#typing.delete(who);
    this.#draw();
  }

  /** She isn't in the room any more: nobody is here for her, and nobody writes. */
  #ends() {
    for (const who of this.#typing.keys()) this.#stops(who);
    this.#counts(0);
    this.here = null;
  }

  #counts(n) {
    if (!this.here) return;
    this.here.hidden = n < 2;
    this.here.textContent = this.here.dataset.here.replace("%n", n);
  }

  #peoples(n) {
    if (this.women) this.women.textContent = counted(this.women.dataset.women, n);
  }

  #tells(sentence) {
    this.#notice = sentence;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tells(""), NOTICE_FOR);
    this.#draw();
  }

  #draw() {
    const names = Array.from(this.#typing.keys(), (who) => this.list.nameOf(who)).filter(Boolean);
    const typing = names.length ? this.dataset.typing.replace("%s", names.slice(0, 2).join(", ")) : this.dataset.someone;
    this.textContent = this.#notice || (this.#typing.size ? typing : "");
  }
}

customElements.define("room-life", RoomLife);
