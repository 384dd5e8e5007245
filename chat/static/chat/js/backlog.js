/** History, scrolled both ways in windows; the list holds some 300 rows, whichever part she reads. */
import { fetchWindow } from "./windows.js";

const MOST = 300;
const MISSED = 200;

export class Backlog {
  #list;
  #older;
  #newer;
  #loading = null;
  #missed = [];

  constructor(list) {
    this.#list = list;
    this.#older = list.querySelector("[data-older]");
    this.#newer = list.querySelector("[data-newer]");
    const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#reach(), { root: list.log, rootMargin: "600px 0px" });
    for (const link of [this.#older, this.#newer]) {
      near.observe(link);
      link.addEventListener("click", (event) => this.#press(event, link));
    }
    list.log.addEventListener("scroll", () => this.#reach(), { passive: true });
  }

  /** Whether the newest message is in the list: only then do live ones follow it. */
  get atEnd() {
    return this.#newer.hidden;
  }

  /** Whether nothing was said before what is in the list. */
  get atStart() {
    return this.#older.hidden;
  }

  /** A message that came while she reads further back. */
  missed(fact) {
    this.#missed.push(fact);
    if (this.#missed.length > MISSED) this.#missed.shift();
  }

  /** One of those was changed or removed meanwhile. */
  amend(data) {
    for (const fact of this.#missed) if (fact.data.id === data.id) Object.assign(fact.data, data);
  }

  /** She is not to be seen any more. */
  forget(by) {
    this.#missed = this.#missed.filter((fact) => fact.by !== by);
  }

  /** The window around this seq, or the newest one, in place of what is shown. */
  async jump(seq = null) {
    await this.#loading;
    return this.#alone(async () => {
      const found = await fetchWindow(this.#list.path, seq ? { at: seq } : { newest: "" });
      this.#replace(found);
      return found;
    });
  }

  /** The same part of the conversation, read afresh. */
  async again() {
    const seq = this.atEnd ? null : this.#list.reading.firstSeen();
    const found = await this.jump(seq);
    if (seq) this.#list.rows.list.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: "start" });
    return found;
  }

  #press(event, link) {
    event.preventDefault();
    this.#load(link);
  }

  #reach() {
    if (this.#loading) return;
    const { top, bottom } = this.#list.log.getBoundingClientRect();
    if (!this.#older.hidden && this.#older.getBoundingClientRect().bottom > top - 600) this.#load(this.#older);
    else if (!this.#newer.hidden && this.#newer.getBoundingClientRect().top < bottom + 600) this.#load(this.#newer);
  }

  async #load(link) {
    const { rows, path } = this.#list;
    const back = link === this.#older;
    const edge = (back ? rows.first : rows.last)?.dataset.seq;
    if (this.#loading || !edge) return;
    try {
      await this.#alone(async () => this.#extend(back, await fetchWindow(path, { [back ? "before" : "after"]: edge })));
    } catch {
      link.classList.add("again"); // the link stays; pressing it asks once more
    }
  }

  #extend(back, found) {
    const { rows } = this.#list;
    const held = hold(this.#list.log, back ? rows.first : rows.last);
    this.#learn(found);
    for (const row of found.rows) rows.put(row);
    if (back) {
      this.#older.hidden = !found.older;
      const gone = rows.trim("end", MOST);
      if (gone.length) this.#newer.hidden = false;
      this.#list.reading.leave(gone);
    } else {
      this.#newer.hidden = !found.newer;
      if (rows.trim("start", MOST).length) this.#older.hidden = false;
      this.#list.reading.later = found.later;
      this.#caughtUp();
    }
    this.#list.changed();
    held();
  }

  #replace(found) {
    const { rows } = this.#list;
    this.#learn(found);
    rows.replace(found.rows);
    this.#older.hidden = !found.older;
    this.#newer.hidden = !found.newer;
    this.#list.reading.later = found.later;
    this.#caughtUp();
    this.#list.changed();
  }

  #learn({ days, signs }) {
    this.#list.rows.learnDays(days);
    this.#list.rows.learnSigns(signs);
  }

  #caughtUp() {
    if (!this.atEnd) return;
    this.#list.catchUp(this.#missed);
    this.#missed = [];
  }

  async #alone(work) {
    const working = work();
    this.#loading = working.catch(() => null);
    try {
      return await working;
    } finally {
      this.#loading = null;
    }
  }
}

/** What she looks at stays where it is while rows come and go around it. */
function hold(log, row) {
  const before = row?.getBoundingClientRect().top;
  return () => row?.isConnected && log.scrollBy(0, row.getBoundingClientRect().top - before);
}
