/**
 * `<gathering-door>`: a host's page at the door. Once it is open it needs no network: the list is in the page, and what she does waits in the
 * outbox of this phone, under a key and with the hour, until the server has taken it.
 *
 * data-stream and data-head of the desk, data-list (where the list is fetched again), data-member, data-zone, its words as data-word-…; the list
 * in a script of the id "list".
 */
import "../../ui/js/realtime/connection-state.js";
import { outbox } from "../../ui/js/realtime/outbox.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { Camera } from "./door-camera.js";
import { DoorRows } from "./door-rows.js";
import { codeOf, Register } from "./door-register.js";

const LENGTH = 6; // of a code
const SOON = 700; // ms: what several hosts do at once is fetched once

class GatheringDoor extends HTMLElement {
  connectedCallback() {
    const { stream, head, member } = this.dataset;
    const list = JSON.parse(this.querySelector("#list").textContent);
    Object.assign(this, { stream, member: Number(member), register: new Register(list), shown: Number(this.dataset.seat) || null });
    this.rows = new DoorRows(this, list.parties);
    outbox.addEventListener("changed", this.#changed);
    outbox.waiting(stream, this.member).then((rows) => (rows.forEach((row) => this.register.wait(row)), this.#draw()));
    socket.watch(stream, { after: Number(head), on: { facts: () => this.#fetchSoon(), refused: () => location.reload(), reset: () => this.#fetch() } });
    this.addEventListener("submit", this.#submit);
    this.addEventListener("click", this.#press);
    this.addEventListener("input", this.#look);
    this.#offerCamera();
    this.#draw();
  }

  disconnectedCallback() {
    outbox.removeEventListener("changed", this.#changed);
    socket.leave(this.stream);
    clearTimeout(this.soon);
    this.camera?.close();
  }

  #do(verb, args) {
    this.#say("");
    this.register.wait(outbox.add({ member: this.member, stream: this.stream, verb: `events.${verb}`, args }));
    this.#draw();
  }

  #changed = ({ detail: { row, state } }) => {
    if (row.stream !== this.stream) return;
    if (state === "waiting" || state === "refused") this.register.wait(row);
    else this.register.settle(row, state === "sent");
    this.#draw();
  };

  #come(id) {
    const seat = this.register.get(id);
    this.again = seat.came > 0;
    this.shown = id;
    if (this.again) this.#draw();
    else this.#do("check_in", { seat: id, at: Date.now() });
  }

  /** A code, typed or scanned: whose it is is said at once. One that is new since the page was opened is asked for. */
  async #read(typed) {
    this.#say("");
    if (codeOf(typed).length !== LENGTH) return this.#say(this.dataset.wordNoCode);
    if (!this.register.find(typed)) await this.#fetch().catch(() => {});
    const seat = this.register.find(typed);
    if (!seat) return this.#say(navigator.onLine ? this.dataset.wordNobody : this.dataset.wordNobodyYet);
    this.querySelector("#door-code").value = "";
    this.#come(seat.id);
  }

  #say(words) {
    const place = this.querySelector("[data-refused]");
    place.hidden = !words;
    place.lastElementChild.textContent = words;
  }

  #draw = () => this.rows.draw(this.register, { shown: this.shown, again: this.again, words: this.querySelector("[name=q]").value });

  #fetchSoon() {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.#fetch().catch(() => {});
    }, SOON);
  }

  async #fetch() {
    const answer = await fetch(this.dataset.list, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const list = await answer.json();
    this.register.take(list);
    this.#draw();
    return { after: list.head, epoch: list.epoch };
  }

  #submit = (event) => {
    const { target: form, submitter } = event;
    const { does } = form.dataset;
    if (!does) return;
    event.preventDefault();
    if (does === "code") this.#read(form.elements.code.value);
    else if (does === "visitor") this.#do("count", { on: submitter.value === "one more" });
    else if (does === "seat" && submitter.value === "recount") this.#do("recount", { seat: this.shown, came: Number(form.elements.came.value) });
    else if (does === "seat") this.#do("uncount", { seat: this.shown });
  };

  #press = ({ target }) => {
    const button = target.closest("button[data-does]");
    const id = Number(button?.value);
    if (button?.dataset.does === "come") this.#come(id);
    else if (button?.dataset.does === "discard") outbox.discard(button.value);
    else if (button?.dataset.does === "open") {
      Object.assign(this, { shown: id, again: false });
      this.#draw();
      this.querySelector("[data-seat]").scrollIntoView({ block: "center" });
    }
  };

  #look = ({ target }) => {
    if (target.name === "q") this.#draw();
  };

  async #offerCamera() {
    if (!(await Camera.works())) return;
    const [video, button] = this.querySelectorAll("[data-camera]");
    this.camera = new Camera(video, (text) => this.#read(text));
    button.hidden = false;
    this.querySelector("[data-photo]").hidden = true;
    button.addEventListener("click", async () => {
      if (this.camera.isOpen) this.camera.close();
      else await this.camera.open().catch(() => this.#say(this.dataset.wordNoCamera));
      video.hidden = !this.camera.isOpen;
      button.setAttribute("aria-pressed", this.camera.isOpen);
    });
  }
}

customElements.define("gathering-door", GatheringDoor);
