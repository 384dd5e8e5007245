/** What she has said and the server hasn't yet: bubbles at the end of the list, each with its state. */
const CHANGES = new Set(["chat.edit", "chat.remove", "chat.react"]);

export class Pending {
  #list;
  #outbox;
  #template;

  constructor(list, outbox) {
    this.#list = list;
    this.#outbox = outbox;
    this.#template = list.querySelector("template[data-pending]").content.firstElementChild;
    outbox.addEventListener("changed", (event) => this.#changed(event.detail));
    outbox.waiting(list.stream, list.member).then((rows) => rows.forEach((row) => this.show(row)));
    list.addEventListener("click", (event) => this.#press(event));
  }

  /** Show a row of the outbox: a new bubble, or the message it would change, dimmed. */
  show(row) {
    if (CHANGES.has(row.verb)) {
      this.#list.rows.find(row.args.id)?.classList.toggle("waiting", row.refused === undefined);
      return;
    }
    if (this.#find(row.key)) return;
    const bubble = this.#template.cloneNode(true);
    Object.assign(bubble.dataset, { key: row.key, by: this.#list.me, at: new Date().toISOString() });
    bubble.querySelector("p").textContent = row.args.body;
    if (row.path) import("./enclosing.js").then(({ preview }) => preview(bubble, row.args), () => {});
    if (row.args.reply_to) this.#answers(bubble, row.args.reply_to);
    this.#list.rows.list.append(bubble);
    this.#list.changed();
    if (row.refused !== undefined) this.#refused(bubble, row);
  }

  #answers(bubble, id) {
    const quote = document.createElement("a");
    quote.className = "quote";
    quote.href = `${this.#list.path}messages/${id}/`;
    bubble.dataset.reply = id;
    bubble.dataset.replyBy = this.#list.rows.find(id)?.dataset.by ?? "";
    bubble.prepend(quote);
  }

  /** Its fact has come and takes the bubble's place. */
  replaced(key) {
    this.#find(key)?.remove();
  }

  #changed({ row, state, seq }) {
    if (row.stream !== this.#list.stream) return;
    if (CHANGES.has(row.verb)) this.#settled(row, state);
    else this.#moved(row, state, seq);
  }

  #moved(row, state, seq) {
    const bubble = this.#find(row.key);
    if (!bubble) return;
    if (state === "discarded" || (state === "sent" && this.#isShown(seq))) {
      bubble.remove();
      this.#list.changed();
    } else if (state === "sent") bubble.classList.replace("waiting", "sent");
    else if (state === "refused") this.#refused(bubble, row);
    else this.#waits(bubble);
  }

  /** After a reload the page may hold the message already: then its acknowledgement is all that comes. */
  #isShown(seq) {
    return this.#list.rows.list.querySelector(`li[data-seq="${Number(seq)}"]`) !== null || !this.#list.backlog.atEnd;
  }

  #settled(row, state) {
    this.#list.rows.find(row.args.id)?.classList.remove("waiting");
    if (state !== "refused") return;
    this.#list.dispatchEvent(new CustomEvent("notice", { detail: row.refused }));
    this.#outbox.discard(row.key);
  }

  #refused(bubble, row) {
    bubble.classList.remove("waiting");
    bubble.classList.add("refused");
    bubble.querySelector(".refusal").hidden = false;
    bubble.querySelector(".refusal span").textContent = row.refused || this.#list.words.failed;
    if (row.code === "invalid" && row.args.reply_to) this.#stands(bubble, row);
  }

  /** What it answers is gone: sent again, it stands by itself. */
  #stands(bubble, row) {
    delete row.args.reply_to;
    delete bubble.dataset.reply;
    bubble.querySelector(".quote")?.remove();
  }

  #waits(bubble) {
    bubble.classList.remove("refused");
    bubble.classList.add("waiting");
    bubble.querySelector(".refusal").hidden = true;
  }

  #press(event) {
    const { key } = event.target.closest("li[data-key]")?.dataset ?? {};
    if (!key) return;
    if (event.target.closest("[data-again]")) this.#outbox.retry(key);
    if (event.target.closest("[data-discard]")) this.#outbox.discard(key);
  }

  #find(key) {
    return key && this.#list.rows.list.querySelector(`li[data-key="${CSS.escape(key)}"]`);
  }
}
