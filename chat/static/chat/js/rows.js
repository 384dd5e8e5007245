/** The rows of a conversation: one `<li>` a message, ordered by seq, dressed for her who looks. */
const NEW = "li[data-seq]:not(.mine, .quiet, [data-removed])"; // what may be new to her
const TOGETHER = 10 * 60_000; // one woman's messages within ten minutes stand as one

export class Rows {
  since = null; // the seq after which something is new to her
  #days = new Map();
  #signs = new Set();

  constructor(list, { me, words, zone, dataset }) {
    this.list = list;
    this.me = me;
    this.words = words;
    this.zone = zone;
    if (dataset.since !== undefined) this.since = Number(dataset.since);
    this.learnDays(list.querySelectorAll("[data-day]"));
  }

  /** How the server calls the days, for the lines between rows that come later. */
  learnDays(lines) {
    for (const line of lines) this.#days.set(line.dataset.day, line.textContent.trim());
  }

  get said() {
    return this.list.querySelectorAll("li[data-seq]");
  }

  get first() {
    return this.list.querySelector("li[data-seq]");
  }

  get last() {
    return [...this.said].at(-1) ?? null;
  }

  /** The first at or after this seq. */
  at(seq) {
    return [...this.said].find((row) => Number(row.dataset.seq) >= seq);
  }

  /** Those that are new after this seq. */
  newAfter(seq, among = this.said) {
    return [...among].filter((row) => Number(row.dataset.seq) > seq && row.matches(NEW));
  }

  find(id) {
    return this.list.querySelector(`#m-${Number(id)}`);
  }

  /** Put the `<li>` where its seq says; one that is there already takes its content. Returns the row. */
  put(row) {
    const there = row.id && this.list.querySelector(`#${CSS.escape(row.id)}`);
    this.dress(row);
    if (there) {
      there.replaceWith(row);
    } else {
      const seq = Number(row.dataset.seq);
      let earlier = this.list.lastElementChild; // most come last; days, lines and what waits have no seq and are passed over
      while (earlier && !(Number(earlier.dataset.seq) < seq)) earlier = earlier.previousElementSibling;
      if (earlier) earlier.after(row);
      else this.list.prepend(row);
    }
    return row;
  }

  /** Put a message as a frame has it: without its signs, which are told apart and stay where there are any. */
  renew(row) {
    const signs = this.find(row.id.slice(2))?.querySelector(".reactions");
    if (signs) row.append(signs);
    return this.put(row);
  }

  /** Its words are gone; that something stood here, whose and when, stays. */
  remove(id, { seq, by } = {}) {
    const there = this.find(id);
    if (!there && seq === undefined) return;
    const row = document.createElement("li");
    row.id = `m-${Number(id)}`;
    Object.assign(row.dataset, there ? keptOf(there.dataset) : { seq, by: by ?? "" }, { removed: "" });
    const words = document.createElement("p");
    words.textContent = this.words.removed;
    row.append(...(there?.querySelectorAll(":scope > a:first-child:not(.quote)") ?? []), words);
    row.append(...(there?.querySelectorAll(":scope > p + a") ?? []));
    row.querySelector("p + a > i")?.remove();
    this.put(row);
  }

  react(id, counts) {
    const row = this.find(id);
    if (!row) return;
    row.querySelector(".reactions")?.remove();
    const signs = Object.entries(counts).filter(([, count]) => count > 0);
    if (!signs.length) return;
    const shelf = document.createElement("ul");
    shelf.className = "reactions";
    for (const [emoji, count] of signs) shelf.append(sign(emoji, count, this.isMine(id, emoji)));
    row.append(shelf);
  }

  /** Her own signs: frames are the same for everybody and cannot tell. */
  isMine(id, emoji) {
    return this.#signs.has(`${id} ${emoji}`);
  }

  /** As the page writes them: "7 👍,9 🌸". */
  learnSigns(text) {
    for (const one of text.split(",")) if (one) this.#signs.add(one);
  }

  /** Remember that she gave this sign, or took it back. */
  sign(id, emoji, on) {
    this.#signs[on ? "add" : "delete"](`${id} ${emoji}`);
  }

  /** All of one woman's rows, when she is not to be seen any more. */
  hide(by) {
    for (const row of this.list.querySelectorAll(`li[data-by="${CSS.escape(by)}"]`)) row.remove();
  }

  /** Others in place of all that was said. */
  replace(rows) {
    for (const row of this.list.querySelectorAll("[data-seq], [data-day]")) row.remove();
    for (const row of rows) this.put(row);
  }

  /** Keep at most `most`, dropping at the end away from where she reads. Returns those that went. */
  trim(from, most) {
    const said = [...this.said];
    const spare = Math.max(said.length - most, 0);
    const gone = from === "start" ? said.slice(0, spare) : said.slice(said.length - spare);
    for (const row of gone) row.remove();
    return gone;
  }

  /** Days between rows, who goes on speaking, and the line before what is new. One pass, after every change. */
  tidy(isStart) {
    const firstNew = this.#firstNew(isStart);
    let day = null;
    let before = null;
    for (const row of [...this.list.children]) {
      if (row.dataset.day) {
        const empty = row.dataset.day === day || !row.nextElementSibling || row.nextElementSibling.dataset.day;
        if (empty) row.remove();
        else [day, before] = [row.dataset.day, null];
        continue;
      }
      if (!row.dataset.by) continue;
      if (row === firstNew) before = null;
      const its = dayOf(momentOf(row), this.zone);
      if (its && its !== day) {
        row.before(this.#dayLine(its));
        [day, before] = [its, null];
      }
      row.classList.toggle("goes-on", goesOn(before, row));
      before = row;
    }
    this.#divide(firstNew);
  }

  dress(row) {
    row.classList.toggle("mine", row.dataset.by === this.me && !row.matches(".quiet"));
    const trigger = row.querySelector(":scope > a > time")?.parentElement;
    trigger?.setAttribute("aria-haspopup", "dialog");
    trigger?.setAttribute("aria-label", `${trigger.textContent.trim()}. ${this.words.menu}`);
    for (const told of row.querySelectorAll(".reactions > li")) {
      if (told.firstElementChild) continue;
      const [emoji, count] = told.textContent.trim().split(" ");
      told.replaceWith(sign(emoji, count, this.isMine(Number(row.id.slice(2)), emoji)));
    }
  }

  /** The first that is new, if what stands before it is what she knows: of a window further on nobody can tell. */
  #firstNew(isStart) {
    if (this.since === null || !(isStart || Number(this.first?.dataset.seq) <= this.since)) return null;
    return this.newAfter(this.since)[0] ?? null;
  }

  #divide(firstNew) {
    const there = this.list.querySelector(".since");
    if (!firstNew) there?.remove();
    else if (firstNew.previousElementSibling !== there || !there) firstNew.before(there ?? this.#sinceLine());
  }

  #sinceLine() {
    const line = document.createElement("li");
    line.className = line.id = "since";
    line.textContent = this.words.new;
    return line;
  }

  #dayLine(day) {
    const line = document.createElement("li");
    line.dataset.day = day;
    line.className = "day";
    const today = dayOf(Date.now(), this.zone);
    line.textContent = this.#days.get(day) ?? (day === today ? this.words.today : day.split("-").reverse().join("."));
    return line;
  }
}

function keptOf({ seq, by, face }) {
  return face ? { seq, by, face } : { seq, by };
}

function sign(emoji, count, mine) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.value = emoji;
  button.setAttribute("aria-pressed", mine);
  button.textContent = `${emoji} ${count}`;
  item.append(button);
  return item;
}

/** The day where the labs are, as 2026-11-23. */
function dayOf(moment, zone) {
  return moment && new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(moment));
}

function momentOf(row) {
  return row.querySelector(":scope > a > time")?.getAttribute("datetime") ?? row.dataset.at ?? "";
}

function goesOn(before, row) {
  if (!before || before.dataset.by !== row.dataset.by || !row.dataset.by || before.matches(".quiet") || row.matches(".quiet")) return false;
  return Date.parse(momentOf(row)) - Date.parse(momentOf(before)) < TOGETHER;
}
