/**
 * `<picture-picker data-most>` around a file input: pictures are made small before they travel, shown, and taken back one by one.
 *
 * Its `[data-pick]` opens the camera or the gallery; `ul.picked` shows what was chosen. What stands in the input is what is sent, with or
 * without this script; a form that is sent while they are made small waits for them. `files()` resolves to the small ones; fires
 * "picked", which bubbles, when they became others.
 */
import { shrunk, thumbnail } from "./shrinking.js";

const SIDE = 144;

class PicturePicker extends HTMLElement {
  #files = [];
  #working = Promise.resolve();
  #waits = false;

  connectedCallback() {
    if (this.input) return;
    const template = this.querySelector("template");
    template?.replaceWith(template.content);
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector(".picked");
    this.input.classList.add("sr-only");
    this.input.tabIndex = -1;
    this.querySelector("[data-pick]")?.addEventListener("click", (event) => this.#open(event));
    this.input.addEventListener("change", () => this.#take([...this.input.files]));
    if (this.input.autofocus) this.querySelector("[data-pick]")?.focus(); // it is what is wrong
    this.list.addEventListener("click", (event) => this.#remove(event.target.closest("button")));
    this.input.form?.addEventListener("reset", () => this.clear());
    this.input.form?.addEventListener("submit", (event) => this.#sent(event), { capture: true }); // before whoever reads the input
    if (this.input.files.length) this.#take([...this.input.files]);
  }

  #open(event) {
    event.preventDefault(); // where it stands on a fold, for pages without script
    this.input.click();
  }

  get most() {
    return Number(this.dataset.most ?? 1);
  }

  /** The chosen ones, as soon as they are small. */
  async files() {
    await this.#working;
    return [...this.#files];
  }

  clear() {
    this.#empty();
    this.#tell();
  }

  #empty() {
    this.#files = [];
    this.list.replaceChildren();
  }

  /** New ones join those that are there; where there may be but one it takes its place. */
  #take(chosen) {
    this.#show(true);
    const work = this.#working.then(async () => {
      for (const file of chosen) {
        if (this.most > 1 && this.#files.length >= this.most) break;
        const small = await shrunk(file);
        const shown = await thumbnail(small, SIDE);
        if (this.most === 1) this.#empty();
        this.#files.push(small);
        this.list.append(this.#item(small, shown));
      }
      if (this.#working === work) this.#show(false);
      this.#tell();
    });
    this.#working = work;
  }

  async #sent(event) {
    if (!this.hasAttribute("aria-busy")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#waits) return;
    this.#waits = true;
    await this.files();
    this.#waits = false;
    event.target.requestSubmit(event.submitter);
  }

  #show(busy) {
    if (busy) this.setAttribute("aria-busy", "true");
    else this.removeAttribute("aria-busy");
    this.querySelector(".picker__busy")?.toggleAttribute("hidden", !busy);
  }

  #item(file, canvas) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", this.list.dataset.remove);
    const cross = document.createElement("span");
    cross.textContent = "×";
    button.append(cross);
    canvas?.setAttribute("role", "img");
    canvas?.setAttribute("aria-label", this.list.dataset.picked.replace("%n", this.#files.length));
    item.append(canvas ?? file.name, button);
    return item;
  }

  #remove(button) {
    const place = [...this.list.children].indexOf(button?.parentElement);
    if (place < 0) return;
    this.#files.splice(place, 1);
    this.list.children[place].remove();
    this.#tell();
    (this.list.querySelector("button") ?? this.querySelector("[data-pick]"))?.focus();
  }

  #tell() {
    const all = new DataTransfer();
    for (const file of this.#files) all.items.add(file);
    this.input.files = all.files;
    const pick = this.querySelector("[data-pick]");
    if (pick?.matches("button")) pick.hidden = this.most > 1 && this.#files.length >= this.most;
    this.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
  }
}

customElements.define("picture-picker", PicturePicker);
