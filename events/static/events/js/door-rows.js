/** How the door looks: how many are there, whom she has just checked in, the list, and what this phone hasn't sent yet. */
const MOST = 60; // rows at once: the name is typed for the others

export class DoorRows {
  /** `parties`: the words for one person, two, … */
  constructor(door, parties) {
    Object.assign(this, { door, parties });
    this.collator = new Intl.Collator(document.documentElement.lang);
    this.clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: door.dataset.zone });
  }

  draw(register, { shown, again, words }) {
    this.#count(register);
    this.#card(shown && register.get(shown), again);
    this.#list(register.all, words.trim().toLowerCase());
    this.#refusals(register);
  }

  #part(name) {
    return this.door.querySelector(`[data-${name}]`);
  }

  #made(name) {
    return this.door.querySelector(`template[data-of=${name}]`).content.firstElementChild.cloneNode(true);
  }

  #count({ here, coming, nameless, unsent }) {
    this.#part("here").textContent = here;
    this.#part("of").textContent = this.door.dataset.wordOf.replace("999", coming);
    Object.assign(this.door.querySelector(".taken__bar"), { max: coming || 1, value: here });
    this.#part("nameless").textContent = nameless;
    for (const part of this.door.querySelectorAll(".taken__nameless, .taken__nameless form")) part.hidden = nameless < 1;
    this.#part("unsent").textContent = unsent;
    this.#part("unsent").parentElement.hidden = !unsent;
  }

  #card(seat, again) {
    const place = this.#part("seat");
    const state = JSON.stringify([seat, again]);
    if (place.dataset.state === state) return;
    place.dataset.state = state;
    if (!seat) return place.replaceChildren();
    const card = this.#made(seat.came ? "seat" : "absent");
    card.querySelector("bdi").textContent = seat.name;
    card.querySelector("[data-party]").textContent = this.parties[seat.party - 1];
    const { wordSince, wordAgain } = this.door.dataset;
    if (seat.came) {
      card.querySelector(".turn__whose").textContent = (again ? wordAgain : wordSince).replace("99:99", this.clock.format(seat.at));
      card.querySelector(`[name=came][value="${seat.came}"]`).checked = true;
    } else card.querySelector("button").value = seat.id;
    place.replaceChildren(card);
  }

  #list(seats, words) {
    const found = seats.filter(({ name }) => name.toLowerCase().includes(words));
    found.sort((one, other) => this.collator.compare(one.name, other.name) || one.id - other.id);
    const list = this.#part("rows");
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren(...found.slice(0, MOST).map((seat) => this.#row(seat)));
    if (focused) list.querySelector(`button[value="${focused}"]:not([hidden])`)?.focus({ preventScroll: true });
    this.#part("none").hidden = found.length > 0;
  }

  #row({ id, name, party, came, at, waits }) {
    const row = this.#made("row");
    const face = row.querySelector(".face");
    face.classList.add(`face--${(id % 10) % 4}`);
    face.textContent = [...name][0].toUpperCase();
    row.querySelector("bdi").textContent = name;
    row.querySelector("p").textContent = this.parties[(came || party) - 1];
    for (const button of row.querySelectorAll("button")) {
      button.value = id;
      button.hidden = (button.dataset.does === "come") === came > 0;
      button.querySelector(".sr-only").textContent = ` · ${name}`;
    }
    if (came) row.querySelector("[data-at]").textContent = this.clock.format(at);
    row.querySelector("[data-does=open]").classList.toggle("chip--wait", waits);
    return row;
  }

  #refusals(register) {
    const rows = register.refused.map((row) => {
      const line = this.#made("refusal");
      line.querySelector("bdi").textContent = register.get(row.args.seat)?.name ?? "";
      line.querySelector("[data-why]").textContent = row.refused;
      line.querySelector("button").value = row.key;
      return line;
    });
    this.#part("refusals").replaceChildren(...rows);
  }
}
