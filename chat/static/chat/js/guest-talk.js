/**
 * `<guest-talk>`: a guest's side of a conversation, live by server-sent events and sent by its form.
 *
 * data-stream, data-head and data-epoch (as the page was rendered), data-me, and its words as data-word-….
 */
import { newKey } from "../../ui/js/realtime/keys.js";
import { LiveStream } from "../../ui/js/realtime/live-stream.js";

const NEAR = 60; // px from the bottom that still count as being there
const EVERY = 2000; // so that a lively talk is told as read in one go

class GuestTalk extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".said");
    this.form = this.querySelector("form.composer");
    this.error = this.querySelector("[role=alert]");
    for (const row of this.list.querySelectorAll("li[data-seq]")) this.#dress(row);
    this.form.addEventListener("submit", (event) => this.#submit(event));
    if ("live" in this.dataset) this.#listen();
  }

  disconnectedCallback() {
    this.live?.close();
    clearTimeout(this.telling);
    document.removeEventListener("visibilitychange", this.#look);
  }

  #listen() {
    const put = (event) => this.#put(JSON.parse(event.data));
    const hears = {
      "chat.message.posted": put,
      "chat.line.noted": put,
      "chat.message.edited": (event) => this.#put(JSON.parse(event.data), true),
      "chat.message.removed": (event) => this.#remove(JSON.parse(event.data).id),
      "stream-reset": () => location.reload(),
    };
    this.live = new LiveStream(this.dataset, hears, { refused: () => location.reload(), lost: () => this.#ask() });
    this.told = Number(this.dataset.head);
    this.log = this.querySelector(".log");
    this.log.addEventListener("scroll", this.#look, { passive: true });
    document.addEventListener("visibilitychange", this.#look);
  }

  /** Whether her link opens anything any more; the page says what it is. What came before the first message counts as nothing read. */
  async #ask() {
    const answer = await fetch(`${location.pathname}?before=0`, { method: "HEAD" }).catch(() => null);
    if (answer?.status === 403) location.reload();
  }

  /** Put a row where it stands, or at the end; one that was changed (`renews`) and isn't on the page stays where it is. */
  #put({ id, html, removed }, renews = false) {
    if (removed) this.#remove(id);
    if (!html) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    const row = template.content.firstElementChild;
    this.#dress(row);
    const there = document.getElementById(row.id) ?? this.list.querySelector(`[data-sent="${CSS.escape(row.dataset.seq)}"]`);
    if (there) there.replaceWith(row);
    else if (!renews) this.list.append(row);
    this.querySelector("[data-empty]").hidden = true;
    this.#look();
  }

  /** What stands at the bottom is before her eyes: she needn't be told of it by the maker's hand. The log's bottom is scrollTop 0. */
  #look = () => {
    if (!("live" in this.dataset) || document.visibilityState !== "visible" || this.log.scrollTop < -NEAR || this.#last <= this.told) return;
    this.telling ??= setTimeout(() => this.#tell(), EVERY);
  };

  get #last() {
    return Number([...this.list.querySelectorAll(":scope > li[data-seq]")].at(-1)?.dataset.seq ?? 0);
  }

  async #tell() {
    const upto = this.#last;
    const said = new URLSearchParams({ upto, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(`${this.form.action}read/`, { method: "POST", body: said, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) this.told = upto;
    this.telling = null;
    if (answer?.ok) this.#look(); // what came meanwhile
  }

  /** What was taken stands there at once, until its frame comes. */
  #show(body, seq) {
    if (this.list.querySelector(`li[data-seq="${Number(seq)}"]`)) return;
    const row = document.createElement("li");
    row.className = "mine";
    row.dataset.sent = seq;
    const words = document.createElement("p");
    words.textContent = body;
    row.append(words);
    this.list.append(row);
    this.querySelector("[data-empty]").hidden = true;
  }

  #remove(id) {
    const row = document.getElementById(`m-${Number(id)}`);
    if (!row) return;
    row.dataset.removed = "";
    row.querySelector(":scope > p").textContent = this.dataset.wordRemoved;
    for (const more of row.querySelectorAll(".quote, .album, .veil, voice-player")) more.remove();
  }

  /** Frames are the same for everybody: hers are marked here, and what leads to members' pages leads nowhere. */
  #dress(row) {
    row.classList.toggle("mine", row.dataset.by === this.dataset.me && !row.matches(".quiet"));
    for (const link of row.querySelectorAll(":scope > a")) link.removeAttribute("href");
    if (row.matches(".mine")) row.querySelector(".veil")?.setAttribute("open", "");
  }

  async #submit(event) {
    event.preventDefault();
    const field = this.form.elements.body;
    if (this.sending || !(field.value.trim() || this.#encloses)) return;
    this.sending = true;
    const refusal = await this.#send();
    this.sending = false;
    this.error.hidden = !refusal;
    this.error.textContent = refusal ?? "";
    field.focus();
    if (refusal) return;
    this.form.reset();
    field.value = "";
    this.form.elements.key.value = newKey();
  }

  get #encloses() {
    return this.form.elements.picture.files.length + this.form.elements.voice.files.length > 0;
  }

  /** Nothing where it was taken, else why it wasn't; sent again, it goes under the same key. */
  async #send() {
    const body = this.form.elements.body.value.trim();
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } });
      if (answer.status === 413) return this.dataset.wordLong;
      const { op, seq, message } = await answer.json();
      if (op !== "ack") return message ?? this.dataset.wordFailed;
      if ("live" in this.dataset) this.#show(body || "…", seq);
      else location.assign(this.form.action);
      return null;
    } catch {
      return this.dataset.wordFailed;
    }
  }
}

customElements.define("guest-talk", GuestTalk);
