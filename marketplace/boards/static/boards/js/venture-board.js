/**
 * `<venture-board>`: a board that follows what others do to it. What a card is and where it stands the server says alone: after each
 * fact that card is fetched and put there. What she types is never touched, for it stands outside of what is put anew.
 */
import { LiveStream } from "../../ui/js/realtime/live-stream.js";
import { pause } from "../../ui/js/realtime/pausing.js";
import { CardDragging } from "./card-dragging.js";
import { ask, moved } from "./board-asking.js";

const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "next", ArrowLeft: "back" };
const WIDE = matchMedia("(width >= 56.25rem)");

class VentureBoard extends HTMLElement {
  #own = new Set(); // what this page did itself: its echo is ignored
  #wanted = new Set();
  #held = 0;

  connectedCallback() {
    this.form = this.querySelector("#moves");
    this.addEventListener("submit", (event) => this.#submit(event));
    this.addEventListener("click", (event) => this.#click(event));
    if ("writes" in this.dataset) {
      this.addEventListener("keydown", (event) => this.#key(event));
      this.dragging = new CardDragging(this);
    }
    const hears = this.dataset.facts.split(" ").map((fact) => [fact, (event) => this.#hear(fact, JSON.parse(event.data))]);
    const again = () => this.#reload();
    this.live = new LiveStream(this.dataset, { ...Object.fromEntries(hears), "stream-reset": again }, { refused: () => location.reload() });
    this.widened = () => WIDE.matches && this.#loadAll();
    WIDE.addEventListener("change", this.widened);
    this.widened();
  }

  disconnectedCallback() {
    this.live.close();
    WIDE.removeEventListener("change", this.widened);
  }

  /** Whatever is heard waits meanwhile: a card in her hand isn't taken out of it. */
  hold() {
    this.#held += 1;
  }

  release() {
    this.#held -= 1;
    this.#fetchWanted();
  }

  /** Ask the server to move it, and put it where the server says; `back` undoes what was shown before. Told where another was first. */
  async move(tile, where, back = () => {}) {
    const { card, version } = tile.dataset;
    this.hold();
    tile.setAttribute("aria-busy", "true");
    const { status, said } = await ask(this.form, { move: `${card}.${version}.${where}` });
    tile.removeAttribute("aria-busy");
    if (said?.card) {
      if (status === 200) this.#own.add(`marketplace.card.moved ${said.card} ${said.version}`);
      this.put(said);
      this.#say(status === 200 ? moved(this.dataset.moved, said) : said.message);
    } else back();
    this.#tell(status === 200 ? "" : (said?.message ?? this.dataset.failed));
    this.release();
  }

  /** One card where it stands, in place of what was shown of it; the sums of all columns. */
  put({ card, html, column, after, sums, counts }) {
    for (const [id, text] of Object.entries(sums)) this.#show(id, "[data-sums]", (place) => (place.innerHTML = text));
    for (const [id, n] of Object.entries(counts)) this.#show(id, "[data-count]", (place) => (place.textContent = n));
    const old = this.querySelector(`[data-card="${card}"]`);
    const focused = old?.contains(document.activeElement) ? document.activeElement.tagName.toLowerCase() : "";
    const isOpen = old?.querySelector("details[open]");
    const list = html && this.querySelector(`[data-column="${column}"] [data-list]`);
    const before = after && list?.querySelector(`[data-card="${after}"]`);
    old?.remove();
    if (list && (before || !after || !list.querySelector("[data-more]"))) {
      const tile = elementOf(html);
      if (before) before.after(tile);
      else if (after) list.append(tile);
      else list.prepend(tile);
      tile.classList.add("is-new");
      if (isOpen) tile.querySelector("details").open = true;
      if (focused) tile.querySelector(focused === "summary" ? "summary" : "a").focus();
    } else if (focused) this.querySelector(`[data-tab="${column}"]`)?.focus();
  }

  #show(column, what, write) {
    for (const place of this.querySelectorAll(`:is([data-column="${column}"], [data-tab="${column}"]) ${what}`)) write(place);
  }

  #hear(fact, { type, card, version }) {
    if (type === "column") this.#reload();
    else if (!this.#own.delete(`${fact} ${card} ${version}`)) {
      this.#wanted.add(`${fact} ${card} ${version}`);
      this.#fetchWanted();
    }
  }

  /** One after the other, and each card once, however much happened to it; what fails is asked for again, less and less often. */
  async #fetchWanted() {
    if (this.fetching || this.#held) return;
    this.fetching = true;
    for (let failed = 0; this.#wanted.size && !this.#held; ) {
      const cards = new Set([...this.#wanted].filter((heard) => !this.#own.delete(heard)).map((heard) => heard.split(" ")[1]));
      this.#wanted.clear();
      let missed = false;
      for (const card of cards) {
        const answer = await fetch(`${this.dataset.cards}${card}/tile/`, { headers: { Accept: "application/json" } }).catch(() => null);
        if (answer?.status === 403) return location.reload();
        if (answer?.ok && !this.#held) this.put(await answer.json());
        else this.#wanted.add(` ${card} `);
        missed ||= !answer?.ok;
      }
      failed = missed ? failed + 1 : 0;
      if (missed && !this.#held) await pause(failed - 1);
    }
    this.fetching = false;
  }

  #submit(event) {
    const form = event.target;
    const tile = event.submitter?.closest(".tile");
    if (form === this.form && tile) {
      event.preventDefault();
      tile.querySelector("details").open = false;
      tile.querySelector("summary").focus();
      this.move(tile, event.submitter.value.split(".").slice(2).join("."));
    } else if ("adds" in form.dataset) {
      event.preventDefault();
      this.#add(form);
    }
  }

  async #add(form) {
    if (form.ariaBusy) return;
    form.ariaBusy = "true";
    this.hold();
    const { status, said } = await ask(form);
    form.ariaBusy = null;
    if (said?.card) {
      this.#own.add(`marketplace.card.made ${said.card} ${said.version}`);
      this.put(said);
      form.elements.title.value = "";
      form.elements.key.value = said.key;
      form.elements.title.focus();
    }
    this.#tell(status === 200 ? "" : (said?.message ?? this.dataset.failed));
    this.release();
  }

  async #click(event) {
    const more = event.target.closest("[data-more]");
    if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const answer = await fetch(more.dataset.more, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return this.#tell(this.dataset.failed);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const fresh = [...holder.content.children].filter((one) => !one.id || !document.getElementById(one.id));
    more.closest("li").replaceWith(...fresh);
    fresh[0]?.querySelector("a")?.focus();
  }

  #key(event) {
    const tile = event.target.closest(".tile__link")?.closest(".tile");
    const where = event.shiftKey && !event.ctrlKey && !event.altKey && KEYS[event.key];
    if (!tile || !where) return;
    event.preventDefault();
    if (!tile.hasAttribute("aria-busy")) this.move(tile, where);
  }

  async #loadAll() {
    if (!this.querySelector("[data-column]:not(:has([data-list]))")) return;
    const answer = await fetch(this.dataset.all, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    for (const one of holder.content.querySelectorAll("[data-column]")) {
      const shell = this.querySelector(`[data-column="${one.dataset.column}"]:not(:has([data-list]))`);
      shell?.replaceWith(one);
    }
  }

  /** Where columns have changed the whole is shown anew; but never over what she is typing. */
  #reload() {
    const typed = [...this.querySelectorAll("input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
    if (typed || this.#held) this.querySelector(".board__changed").hidden = false;
    else location.reload();
  }

  #tell(text) {
    const place = this.querySelector(".board__told");
    place.hidden = !text;
    place.querySelector("[data-told]").textContent = text;
  }

  #say(text) {
    this.querySelector("[data-says]").textContent = text;
  }
}

function elementOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

customElements.define("venture-board", VentureBoard);
