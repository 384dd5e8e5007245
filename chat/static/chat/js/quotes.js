/** An answer shows what it answers: from the page where that is here, else fetched; from a hidden woman, nothing. */
import { fetchMessage } from "./windows.js";

const LONGEST = 140;

export class Quotes {
  #list;
  #fetched = new Map();

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

  async #quote(row) {
    const id = row.dataset.reply;
    const place = row.querySelector(":scope > .quote");
    if (!place || place.firstChild) return;
    const answered = this.#list.rows.find(id) ?? (await this.#fetch(id));
    if (!answered) {
      place.remove();
      return;
    }
    const name = document.createElement("b");
    name.textContent = answered.querySelector(":scope > a > b")?.textContent.trim() ?? "";
    place.replaceChildren(name, excerpt(answered, this.#list.words));
  }

  #fetch(id) {
    if (!this.#fetched.has(id)) this.#fetched.set(id, fetchMessage(`${this.#list.path}messages/${Number(id)}/`, id));
    return this.#fetched.get(id);
  }

  async #follow(event) {
    const place = event.target.closest(".quote");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { reply } = place.closest("li").dataset;
    const answered = this.#list.rows.find(reply) ?? (await this.#fetch(reply));
    if (answered) this.#list.show(reply, answered.dataset.seq);
  }
}

/** The first words of a row, on one line. */
export function excerpt(row, words) {
  const said = row.querySelector(":scope > p")?.textContent.trim() || words.removed;
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}
