/** `<message-menu>`: what she can do with a message, in one dialog for all of them. */
import { outbox } from "../../ui/js/realtime/outbox.js";

const TOUCH = matchMedia("(hover: none)");

class MessageMenu extends HTMLElement {
  #row = null;

  connectedCallback() {
    this.list = document.querySelector("message-list");
    this.dialog = this.querySelector("dialog");
    this.list.addEventListener("click", (event) => this.#press(event));
    this.dialog.addEventListener("click", (event) => this.#choose(event));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = event.target.closest("li[data-seq]");
    if (!row?.id) return;
    const sign = event.target.closest(".reactions button");
    if (sign) {
      this.#react(row, sign.value);
      return;
    }
    const asked = event.target.closest("[aria-haspopup=dialog]");
    const tapped = TOUCH.matches && !event.target.closest("a, button, summary, voice-player") && getSelection().isCollapsed;
    if (!asked && !tapped) return;
    event.preventDefault();
    this.#open(row);
  }

  #open(row) {
    this.#row = row;
    const mine = row.dataset.by === this.list.me;
    const removed = "removed" in row.dataset;
    this.#allow("edit", mine && !removed);
    this.#allow("remove", (mine || "moderates" in this.list.dataset) && !removed);
    this.#allow("sure", false);
    this.#allow("reply", !removed);
    this.#allow("react", !removed);
    const card = row.querySelector(":scope > .to-card");
    this.#allow("card", card);
    if (card) this.dialog.querySelector("[data-do=card]").href = card.href;
    for (const form of this.dialog.querySelectorAll("[data-do=make]")) form.hidden = removed || Boolean(card && form.elements.venture);
    for (const sign of this.dialog.querySelectorAll("[data-do=react] button")) {
      sign.setAttribute("aria-pressed", this.list.rows.isMine(idOf(row), sign.value));
    }
    this.dialog.showModal();
  }

  #allow(what, may) {
    this.dialog.querySelector(`[data-do=${what}]`).hidden = !may;
  }

  #choose(event) {
    if (event.target === this.dialog) this.dialog.close(); // the backdrop
    const button = event.target.closest("button");
    if (!button) return;
    const what = button.closest("[data-do]").dataset.do;
    if (what === "make") {
      this.#make(event, button.form);
      return;
    }
    if (what === "remove") {
      this.#allow("remove", false);
      this.#allow("sure", true);
      this.dialog.querySelector("[data-do=sure]").focus();
      return;
    }
    const row = this.#row;
    this.dialog.close();
    if (what === "react") this.#react(row, button.value);
    else if (what === "sure") this.#do("chat.remove", { id: idOf(row) });
    else if (what === "copy") this.#copy(row);
    else if (what !== "close") this.list.dispatchEvent(new CustomEvent(what, { detail: row }));
  }

  #react(row, emoji) {
    const id = idOf(row);
    const on = !this.list.rows.isMine(id, emoji);
    this.list.rows.sign(id, emoji, on);
    this.#do("chat.react", { id, emoji, on });
  }

  #do(verb, args) {
    const { member, stream, pending } = this.list;
    pending.show(outbox.add({ member, stream, verb, args }));
  }

  /** Where it is clear what comes of it she stays here; else the page that is led to asks. */
  async #make(event, form) {
    form.elements.message.value = idOf(this.#row);
    if (!form.elements.venture) return;
    event.preventDefault();
    this.dialog.close();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
    const said = answer?.ok ? null : await answer?.json().catch(() => null);
    this.list.dispatchEvent(new CustomEvent("notice", { detail: answer?.ok ? form.dataset.done : (said?.message ?? this.list.words.failed) }));
  }

  async #copy(row) {
    const { path, words } = this.list;
    const link = new URL(`${path}?at=${row.dataset.seq}#${row.id}`, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      this.list.dispatchEvent(new CustomEvent("notice", { detail: words.copied }));
    } catch {
      location.href = row.querySelector(":scope > a > time").parentElement.href; // its own page, whose address can be copied
    }
  }
}

function idOf(row) {
  return Number(row.id.slice(2));
}

customElements.define("message-menu", MessageMenu);
