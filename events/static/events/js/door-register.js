/** Who is to come and who is there: as the server knows it, and as this phone has done since. It holds names and codes while the page is open. */
const AS_TYPED = { А: "A", В: "B", С: "C", Е: "E", Н: "H", К: "K", М: "M", Р: "P", Т: "T", Х: "X", У: "Y" }; // as the server reads codes, too

export class Register {
  #known = new Map();
  #waiting = new Map();

  constructor(list) {
    this.take(list);
  }

  /** The list as the server has it by now. */
  take({ seats, here, coming, nameless }) {
    this.#known = new Map(seats.map((seat) => [seat.id, seat]));
    Object.assign(this, { known: { here, nameless }, coming });
  }

  /** A row of the outbox: not taken by the server yet. */
  wait(row) {
    this.#waiting.set(row.key, row);
  }

  /** It has been taken, which the next list says too; or it never will be. */
  settle(row, isTaken) {
    if (!this.#waiting.delete(row.key) || !isTaken) return;
    const seat = this.#known.get(row.args.seat);
    if (seat) {
      const after = done(seat, row);
      this.known.here += after.came - seat.came;
      this.#known.set(seat.id, after);
    } else if (row.verb === "events.count") this.known.nameless += row.args.on ? 1 : -1;
  }

  get(id) {
    const rows = this.#rows.filter((row) => row.args.seat === id);
    const seat = this.#known.get(id);
    return seat && { ...rows.reduce(done, seat), waits: rows.length > 0 };
  }

  find(typed) {
    const code = codeOf(typed);
    return this.all.find((seat) => seat.code === code);
  }

  get all() {
    return [...this.#known.keys()].map((id) => this.get(id));
  }

  get unsent() {
    return this.#rows.length;
  }

  /** What the server has refused for good, with the sentence why. */
  get refused() {
    return [...this.#waiting.values()].filter((row) => row.refused !== undefined);
  }

  get here() {
    return this.all.reduce((sum, seat) => sum + seat.came - this.#known.get(seat.id).came, this.known.here);
  }

  get nameless() {
    const counted = this.#rows.filter((row) => row.verb === "events.count");
    return counted.reduce((sum, row) => sum + (row.args.on ? 1 : -1), this.known.nameless);
  }

  get #rows() {
    return [...this.#waiting.values()].filter((row) => row.refused === undefined).sort((one, other) => one.at - other.at);
  }
}

/** A code as it is meant: capitals, Latin letters, nothing between them. */
export function codeOf(typed) {
  const letters = [...typed.toUpperCase()].map((letter) => AS_TYPED[letter] ?? letter);
  return letters.filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join("");
}

/** The seat after this. */
function done(seat, { verb, args }) {
  if (verb === "events.check_in") return seat.came ? seat : { ...seat, came: seat.party, at: args.at };
  if (verb === "events.recount") return seat.came ? { ...seat, came: args.came } : seat;
  return verb === "events.uncount" ? { ...seat, came: 0, at: null } : seat;
}
