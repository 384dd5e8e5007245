/** Who came and who went: facts name them by number only, so the quiet line is fetched, a while later, for all that came meanwhile. */
import { fetchWindow } from "./windows.js";

const SOON = 2000;

export class Lines {
  #list;
  #first = null;

  constructor(list) {
    this.#list = list;
  }

  /** A line with this seq is to be shown. */
  after(seq) {
    if (this.#first === null) setTimeout(() => this.#fetch(), SOON * Math.random());
    this.#first ??= seq;
  }

  async #fetch() {
    const first = this.#first;
    this.#first = null;
    try {
      const { rows } = await fetchWindow(this.#list.path, { after: first - 1 });
      if (!this.#list.backlog.atEnd) return;
      for (const row of rows) if (row.matches(".line")) this.#list.rows.put(row);
      this.#list.changed();
    } catch {
      // a line less
    }
  }
}
