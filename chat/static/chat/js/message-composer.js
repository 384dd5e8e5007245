/**
 * `<message-composer>`: the form that posts without JavaScript, made to grow, to answer, to edit and to keep what is written.
 *
 * It is never disabled: what can't be sent now waits in the outbox.
 */
import { newKey } from "../../ui/js/realtime/keys.js";
import { outbox } from "../../ui/js/realtime/outbox.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { excerpt } from "./quotes.js";

const TYPING_EVERY = 3000;
const NOTHING = /^[\s\p{Cc}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufff0-\uffff\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]*$/u; // no letter is seen
const KEYBOARD = matchMedia("(hover: hover) and (pointer: fine)");

class MessageComposer extends HTMLElement {
  #typed = 0;
  #answers = null;
  #gone = null; // the id of what she was answering when it was removed
  #edits = null;

  connectedCallback() {
    this.list = document.querySelector("message-list");
    this.form = this.querySelector("form");
    this.field = this.form.elements.body;
    this.quote = this.querySelector(".composer__quote");
    this.error = this.querySelector(".composer__error");
    this.form.addEventListener("submit", (event) => this.#submit(event));
    for (const part of this.querySelectorAll("picture-picker, voice-recorder")) {
      for (const touch of ["pointerdown", "focusin"]) part.addEventListener(touch, (event) => this.#enclose(event), { once: true });
    }
    this.querySelector("summary").addEventListener("click", (event) => this.#choose(event));
    this.field.addEventListener("keydown", (event) => this.#press(event));
    this.field.addEventListener("input", () => this.#wrote());
    this.quote.querySelector("a").addEventListener("click", (event) => this.#forget(event));
    this.list.addEventListener("reply", (event) => this.#reply(event.detail));
    this.list.addEventListener("edit", (event) => this.#edit(event.detail));
    this.list.addEventListener("renewed", (event) => this.#renew(event.detail));
    this.list.addEventListener("hidden", (event) => this.#hide(event.detail));
    this.list.addEventListener("refused", () => (this.hidden = true));
    this.#answers = Number(this.form.elements.reply_to.value) || null;
    if (!this.field.value) this.field.value = sessionStorage.getItem(this.#draft) ?? "";
    this.#grow();
    if (KEYBOARD.matches) this.field.focus({ preventScroll: true });
  }

  get #draft() {
    return `draft ${this.list.me} ${this.list.stream}`;
  }

  #press(event) {
    if (event.key === "Escape" && (this.#answers || this.#edits)) this.#clear();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !KEYBOARD.matches) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #submit(event) {
    event.preventDefault();
    const body = this.field.value.trim();
    const more = this.enclosed?.holds;
    if (!more) this.field.focus();
    if ((!more && this.#isNothing(body)) || this.#isTooLong(body) || this.#isAnswerLost()) return;
    const args = this.#answers ? { body, reply_to: this.#answers } : { body };
    if (more) this.enclosed.take().then((enclosed) => this.#send("chat.post", { ...args, ...enclosed }, this.form.action));
    else if (this.#edits) this.#send("chat.edit", { id: this.#edits, body });
    else this.#send("chat.post", args);
    this.field.value = "";
    this.#typed = 0;
    this.#clear();
    this.#keep();
  }

  /** What pictures and voice messages need comes when she reaches for it; a finger that is there already is told of. */
  #enclose({ target, type }) {
    let holds = type === "pointerdown";
    const presses = holds && target.closest("[data-press]");
    for (const up of ["pointerup", "pointercancel"]) addEventListener(up, () => (holds = false), { once: true });
    import("./enclosing.js").then(({ enclose }) => enclose(this, presses ? { holds } : null), () => {});
  }

  #choose(event) {
    if (customElements.get("picture-picker")) return;
    event.preventDefault();
    this.form.elements.picture.click();
  }

  async #send(verb, args, path) {
    const { member, stream, pending, reading } = this.list;
    const row = outbox.add({ member, stream, verb, args, path, key: newKey() });
    if (verb === "chat.post") await reading.toEnd();
    pending.show(row);
  }

  #wrote() {
    this.#grow();
    this.#keep();
    this.#isTooLong(this.field.value.trim());
    if (Date.now() - this.#typed < TYPING_EVERY || !this.field.value || this.#edits) return;
    this.#typed = Date.now();
    socket.hint(this.list.stream, "typing");
  }

  /** What has no letter that is seen is taken out of the field, and it is said; also where she was to put a message better. */
  #isNothing(body) {
    const nothing = NOTHING.test(body);
    if (nothing && (this.field.value || this.#edits)) {
      this.field.value = "";
      this.#grow();
      this.#keep();
      this.#tell(this.error.dataset.nothing);
    }
    return nothing;
  }

  /** Nothing of hers is cut off: it is said, and she makes it shorter or two of it. */
  #isTooLong(body) {
    const over = body.length > socket.limits.body && [...body].length > socket.limits.body;
    if (over === this.error.hidden) this.#tell(over ? this.error.dataset.long : "");
    return over;
  }

  /** What she answers was removed meanwhile: it is said, and her words stay, to be sent without it. */
  #isAnswerLost() {
    const lost = this.#answers !== null && this.#answers === this.#gone;
    if (lost) {
      this.#clear();
      this.#tell(this.error.dataset.gone);
    }
    return lost;
  }

  #tell(sentence) {
    this.error.hidden = !sentence;
    this.error.textContent = sentence;
  }

  /** What is half written survives a reload, in this tab alone. */
  #keep() {
    if (this.#edits) return;
    if (this.field.value) sessionStorage.setItem(this.#draft, this.field.value);
    else sessionStorage.removeItem(this.#draft);
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  #reply(row) {
    this.#clear();
    this.#answers = idOf(row);
    this.#preview(row, this.quote.dataset.reply);
  }

  #edit(row) {
    this.#clear();
    this.#edits = idOf(row);
    this.#preview(row, this.quote.dataset.edit);
    this.field.value = wordsOf(row.querySelector(":scope > p"));
    this.#grow();
  }

  #forget(event) {
    event.preventDefault();
    this.#clear();
    this.field.focus();
  }

  #preview(row, what) {
    this.quote.hidden = false;
    this.quote.querySelector("b").textContent = what.replace("%s", this.list.nameOf(row.dataset.by));
    this.quote.querySelector("span").textContent = excerpt(row, this.list.words);
    this.field.focus();
  }

  /** What she answers says something else now. */
  #renew({ id, said, gone }) {
    if (id !== this.#answers) return;
    this.quote.querySelector("span").textContent = said;
    if (gone) this.#gone = id;
  }

  /** She blocked the woman whom she was answering. */
  #hide(by) {
    if (this.#answers && this.list.rows.find(this.#answers)?.dataset.by === by) this.#clear();
  }

  #clear() {
    if (this.#edits) this.field.value = sessionStorage.getItem(this.#draft) ?? "";
    this.#answers = this.#edits = null;
    this.quote.hidden = true;
    this.#grow();
  }
}

function idOf(row) {
  return Number(row.id.slice(2));
}

function wordsOf(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
  return copy.textContent;
}

customElements.define("message-composer", MessageComposer);
