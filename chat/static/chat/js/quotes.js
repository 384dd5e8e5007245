/** An answer shows what it answers: from the page where that is here, else fetched; from a hidden woman, nothing. */
import { fetchMessage } from "./windows.js";

const LONGEST = 140;

export class Quotes {
  #list;
  #fetched = new Map();
  #hidden = new Set();

  constructor(list) {
    this.#list = list;
    list.addEventListener("click", (event) => this.#follow(event));
  }

  fill() {
    for (const row of this.#list.rows.list.querySelectorAll("li[data-reply]:not([data-quoted])")) {
      row.dataset.quoted = "";
      this.#quote(row);
    }
  }

  /** A message says what this row says, or without one nothing any more. Returns what the answers to it show now. */
  renew(id, row) {
    const said = row ? excerpt(row, this.#list.words) : this.#list.words.removed;
    if (row) this.#fetched.set(String(id), Promise.resolve(row));
    else this.#fetched.delete(String(id));
    for (const name of this.#list.rows.list.querySelectorAll(`[data-reply="${Number(id)}"] > .quote > b`)) name.parentElement.replaceChildren(name, said);
    return said;
  }

  /** Nothing is quoted of a woman who is not to be seen any more. */
  hide(by) {
    this.#hidden.add(by);
    this.#fetched.clear();
    for (const place of this.#list.rows.list.querySelectorAll(`[data-reply-by="${CSS.escape(by)}"] > .quote`)) place.remove();
  }

  async #quote(row) {
    const { reply: id, replyBy: by } = row.dataset;
    const place = row.querySelector(":scope > .quote");
    if (!place || place.firstChild) return;
    const answered = this.#hidden.has(by) ? null : await this.#find(id);
    if (!answered || this.#hidden.has(by)) {
      place.remove();
      return;
    }
    const name = document.createElement("b");
    name.textContent = answered.querySelector(":scope > a > b")?.textContent.trim() ?? "";
    place.replaceChildren(name, excerpt(answered, this.#list.words));
  }

  async #find(id) {
    const here = this.#list.rows.find(id);
    if (here) return here;
    if (!this.#fetched.has(id)) this.#fetched.set(id, fetchMessage(`${this.#list.path}messages/${Number(id)}/`, id));
    const asked = this.#fetched.get(id);
    const row = await asked;
    return this.#fetched.get(id) === asked ? row : this.#find(id); // else it became another on the way
  }

  async #follow(event) {
    const place = event.target.closest(".quote");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { reply } = place.closest("li").dataset;
    const answered = await this.#find(reply);
    if (answered) this.#list.show(reply, answered.dataset.seq);
  }
}

/** The first words of a row, on one line. */
export function excerpt(row, words) {
  const body = row.querySelector(":scope > p")?.cloneNode(true);
  for (const end of body?.querySelectorAll("br") ?? []) end.replaceWith(" ");
  const kind = row.querySelector("voice-player") ? words.voice : row.querySelector("picture-frame") && words.picture;
  const said = body?.textContent.replace(/\s+/g, " ").trim() || kind || words.removed;
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}
