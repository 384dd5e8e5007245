/**
 * `<message-list>`: a room's conversation, live.
 *
 * data-stream, data-head (read before its rows), data-me, data-path, data-zone, data-signs, data-moderates, data-read (how far she had read),
 * data-since (after which something is new), data-later (how many new ones follow after the rows), and its words as data-word-…. Fires "typing", "here", "women", "spoke", "renewed", "hidden", "notice" and "refused" for its neighbours.
 */
import { outbox } from "../../ui/js/realtime/outbox.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { Backlog } from "./backlog.js";
import { Pending } from "./pending.js";
import { Quotes } from "./quotes.js";
import { Reading } from "./reading.js";
import { Rows } from "./rows.js";

const MEDIA = "voice-player:not(:defined), picture-frame:not(:defined)";
const LINES = new Set(["chat.member.joined", "chat.member.left", "chat.member.removed", "chat.line.noted"]);

class MessageList extends HTMLElement {
  connectedCallback() {
    const { stream, head, me, path } = this.dataset;
    this.me = me;
    this.path = path;
    this.zone = this.dataset.zone;
    this.words = wordsOf(this.dataset);
    this.log = this.querySelector("[role=log]");
    this.rows = new Rows(this.log.querySelector("ol"), this);
    this.pending = new Pending(this, outbox);
    this.quotes = new Quotes(this);
    this.reading = new Reading(this);
    this.backlog = new Backlog(this);
    this.rows.learnSigns(this.dataset.signs ?? "");
    for (const row of this.rows.said) this.rows.dress(row);
    this.changed();
    this.watch = socket.watch(stream, {
      after: Number(head),
      on: {
        facts: (facts) => this.#take(facts),
        hint: (hint) => this.#hinted(hint),
        entered: () => this.reading.tell(),
        refused: () => this.#refused(),
        reset: () => this.#reset(),
      },
    });
    this.about = socket.watch(`people.${me}`, { on: { facts: (facts) => this.#aboutHer(facts) } });
    this.#open();
  }

  disconnectedCallback() {
    socket.leave(this.watch.stream);
    socket.leave(this.about.stream);
  }

  get stream() {
    return this.dataset.stream;
  }

  get member() {
    return Number(this.me.split(":")[1]);
  }

  /** The rows became others: days, quotes, and what stands under her own last one. */
  changed() {
    this.rows.tidy(this.backlog.atStart);
    this.querySelector("[data-empty]").hidden = this.rows.list.querySelector("li:is([id^=m-], [data-key])") !== null;
    this.quotes.fill();
    this.reading.mark();
    if (this.querySelector(MEDIA)) import("../../media/js/showing.js").catch(() => {});
  }

  nameOf(actor) {
    return this.rows.list.querySelector(`li[data-by="${CSS.escape(actor)}"] > a > b`)?.textContent.trim() ?? "";
  }

  /** Show a message that may be far back, and point at it. */
  async show(id, seq) {
    if (!this.rows.find(id) && seq) await this.backlog.jump(seq);
    this.#point(this.rows.find(id));
  }

  /** Where the address points; else where the new begins, below a little of what she knows; else at the end. */
  #open() {
    const seq = new URLSearchParams(location.search).get("at");
    const linked = location.hash.startsWith("#m-") && this.rows.find(location.hash.slice(3));
    if (linked || seq) this.#point(linked || this.rows.at(Number(seq)));
    else this.rows.list.querySelector(".since")?.scrollIntoView({ block: "start" });
    this.reading.look();
  }

  #point(row) {
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    row.classList.add("pointed");
    setTimeout(() => row.classList.remove("pointed"), 2500);
  }

  #take(facts) {
    const stays = this.reading.atBottom;
    const fresh = facts.filter((fact) => fact.fact && this.#show(fact));
    this.reading.arrived(fresh, stays);
    this.changed();
    if (stays && document.visibilityState !== "visible") this.rows.list.querySelector(".since")?.scrollIntoView({ block: "nearest" });
  }

  /** Facts come once and in order, and are kept by id. Returns whether something new was said by another. */
  #show({ seq, fact, by, data }) {
    if (fact === "chat.message.posted") return this.#posted(seq, by, data);
    if (fact === "chat.message.edited") this.#upsert(data);
    else if (fact === "chat.message.removed") this.#upsert({ id: data.id, removed: true });
    else if (fact === "chat.message.reacted") this.#counted(data);
    else if (LINES.has(fact)) this.#moved(data);
    return false;
  }

  #posted(seq, by, data) {
    if (data.key) outbox.confirm(data.key, seq);
    if (!this.backlog.atEnd) {
      this.backlog.missed({ seq, by, data });
    } else if (data.removed) {
      this.rows.remove(data.id, { seq, by });
    } else {
      this.pending.replaced(data.key);
      this.rows.renew(parse(data.html));
    }
    this.dispatchEvent(new CustomEvent("spoke", { detail: by }));
    return by !== this.me && !data.removed;
  }

  /** She came or went, and how many they are now, or something happened to what they talk about: a quiet line says it. */
  #moved({ html, counts }) {
    if (html && this.backlog.atEnd) this.rows.put(parse(html));
    if (counts) this.dispatchEvent(new CustomEvent("women", { detail: counts.women ?? 0 }));
  }

  /** It says something else now, or nothing any more: so do the answers to it. */
  #upsert({ id, html, removed }) {
    const row = removed ? null : parse(html);
    if (!row) this.rows.remove(id);
    else if (this.rows.find(id)) this.rows.renew(row);
    this.backlog.amend({ id, html, removed });
    this.dispatchEvent(new CustomEvent("renewed", { detail: { id, said: this.quotes.renew(id, row), gone: !row } }));
  }

  #counted({ id, counts }) {
    this.rows.react(id, counts);
    this.backlog.amend({ id, counts });
  }

  /** What came while she looked further back; called once the list reaches its end again. */
  catchUp(missed) {
    for (const { seq, by, data } of missed) {
      if (this.rows.find(data.id)) continue;
      if (data.removed) this.rows.remove(data.id, { seq, by });
      else this.rows.renew(parse(data.html));
      if (data.counts) this.rows.react(data.id, data.counts);
    }
  }

  #hinted(hint) {
    if (hint.kind === "read") this.reading.seen(hint);
    else this.dispatchEvent(new CustomEvent(hint.kind, { detail: hint }));
  }

  #aboutHer(facts) {
    for (const { fact, data } of facts) {
      if (fact === "people.member.blocked") this.#hide(`member:${data.member}`);
      if (fact === "people.membership.ended" && data.stream === this.stream) this.#refused();
    }
    this.changed();
  }

  /** Nothing of hers stays on this page. What is fetched then has the counts without her, or, where a block ended, has her again. */
  #hide(by) {
    this.dispatchEvent(new CustomEvent("hidden", { detail: by }));
    this.rows.hide(by);
    this.quotes.hide(by);
    this.backlog.forget(by);
    this.backlog.again().catch(() => null);
  }

  /** Too far behind, or another history: what the page shows is fetched again. */
  async #reset() {
    const { head, epoch } = await this.backlog.again();
    document.documentElement.dataset.epoch = epoch;
    return { after: head, epoch };
  }

  /** She may not be here any more: nothing of the room stays on her screen. */
  #refused() {
    this.rows.list.replaceChildren();
    this.querySelector("[data-empty]").hidden = true;
    this.querySelector("[data-refused]").hidden = false;
    this.dispatchEvent(new Event("refused"));
  }
}

/** `data-word-sent="…"` as `words.sent`. */
function wordsOf(dataset) {
  const words = Object.entries(dataset).filter(([name]) => name.startsWith("word"));
  return Object.fromEntries(words.map(([name, text]) => [name.slice(4).toLowerCase(), text]));
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

customElements.define("message-list", MessageList);
