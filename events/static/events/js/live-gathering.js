/**
 * `<live-gathering>`: a gathering's live page, and its page on the big screen. Frames carry all that is shown, so nothing is fetched.
 *
 * data-stream, data-head and data-epoch (as the page was rendered), data-state of the gathering and data-asks, what becomes of questions, data-pace of the chat (empty: none), its words as data-word-…. What stands on
 * the page once a `<template data-of>` says how a new one looks. What she voted for and has answered is kept here, and in no frame.
 */
import { attend } from "./attending.js";
import { Chat } from "./chatting.js";
import { float } from "./floating.js";
import { sendForm } from "./sending.js";

const MOST = 100; // questions, as the server shows them
const NEW = 20_000; // ms
const REST = 2000; // ms between two signs of hers
const SPREAD = 5000; // ms within which all pages ask anew for what they missed

class LiveGathering extends HTMLElement {
  connectedCallback() {
    this.questions = this.querySelector("[data-questions]");
    this.polls = this.querySelector("[data-polls]");
    if (this.querySelector("[data-remarks]")) this.chat = new Chat(this, (name) => this.#made(name));
    const hears = {
      "events.gathering.said": ({ text }) => this.#say(text),
      "events.gathering.called": ({ text }) => this.#call(text),
      "events.question.shown": (question) => this.#put(question),
      "events.question.hidden": (question) => this.#put(question),
      "events.room.changed": (room) => this.#arrange(room),
      "events.remark.made": (remark) => this.chat?.put(remark),
      "events.remark.removed": (removed) => this.chat?.remove(removed),
      "events.poll.changed": (poll) => this.#poll(poll),
      "events.votes.counted": (counted) => this.#count(counted),
      signs: ({ counts }) => float(this.querySelector(".floats"), counts),
    };
    for (const name of ["changed", "moved", "cancelled", "begun", "ended"]) hears[`events.gathering.${name}`] = (gathering) => this.#stand(gathering);
    this.line = attend(this.dataset, hears, { refused: () => location.reload(), renew: () => this.#renew() });
    this.addEventListener("submit", this.#submit);
  }

  disconnectedCallback() {
    this.line.then((line) => line.close());
    this.removeEventListener("submit", this.#submit);
  }

  /** It is announced, live, ended or cancelled. */
  #stand({ state, coming, asks, pace }) {
    if (!state) return;
    this.dataset.state = state;
    this.#arrange({ asks, pace });
    for (const button of this.querySelectorAll("button.question__vote")) this.#allow(button);
    for (const word of this.querySelectorAll("[data-coming]")) word.textContent = coming;
    for (const sign of document.querySelectorAll("[data-on-air]")) sign.hidden = state !== "live";
  }

  /** What can be done here now. */
  #arrange({ asks, pace }) {
    this.dataset.asks = asks;
    this.dataset.pace = pace ?? "";
    this.#fit();
  }

  /** A part is there while its gathering stands so, and what is asked goes that way. */
  #fit() {
    const { state, asks, pace } = this.dataset;
    for (const part of this.querySelectorAll("[data-when], [data-asks]")) {
      const { when = state, asks: ways = asks } = part.dataset;
      part.hidden = !when.split(" ").includes(state) || !ways.split(" ").includes(asks) || ("chat" in part.dataset && pace === "");
    }
    const slow = this.querySelector("[data-pace-word]");
    if (slow) Object.assign(slow, { hidden: !Number(pace), textContent: slow.dataset.paceWord.replace("{n}", pace) });
    const forHosts = this.querySelector("[data-for-hosts]");
    if (forHosts) forHosts.disabled = asks !== "to_host";
    this.#say(this.querySelector("[data-said]").textContent);
    this.#call(this.querySelector("[data-called]").textContent);
  }

  #say(text) {
    const words = this.querySelector("[data-said]");
    if (words.textContent !== text) words.textContent = text;
    words.closest("section").hidden = !text || this.dataset.state !== "live";
  }

  /** A host's line to everybody: large while it is new. */
  #call(text) {
    const words = this.querySelector("[data-called]");
    const section = words.closest("section");
    section.hidden = !text || this.dataset.state !== "live";
    if (words.textContent === text) return;
    words.textContent = text;
    section.classList.add("is-new");
    clearTimeout(this.calling);
    this.calling = setTimeout(() => section.classList.remove("is-new"), NEW);
  }

  /** A question as it is now; who looked at it or pressed its button is there still when it moves. */
  #put({ id, state, text, name, votes, pinned, answer }) {
    const known = this.querySelector(`#q-${Number(id)}`);
    if (state !== "open" && state !== "answered") return known?.remove();
    const row = known ?? this.#made("question");
    row.id = `q-${Number(id)}`;
    Object.assign(row.dataset, { id, state });
    row.toggleAttribute("data-pinned", pinned);
    row.querySelector("[data-text]").textContent = text;
    row.querySelector("[data-name]").textContent = name || this.dataset.wordNameless;
    row.querySelector("[data-votes]").textContent = votes;
    Object.assign(row.querySelector("[data-answer]"), { textContent: answer, hidden: !answer });
    const button = row.querySelector("button");
    if (button) {
      button.value = id;
      this.#allow(button);
    }
    if (!known) this.questions.append(row);
    this.#sort();
  }

  #allow(button) {
    button.disabled = this.dataset.state !== "live" || button.closest("li").dataset.state !== "open";
  }

  #sort() {
    const rows = [...this.questions.children];
    const weight = (row) => (row.hasAttribute("data-pinned") ? 0 : row.dataset.state === "open" ? 1 : 2);
    const votes = (row) => Number(row.querySelector("[data-votes]").textContent);
    const sorted = [...rows].sort((a, b) => weight(a) - weight(b) || votes(b) - votes(a) || a.dataset.id - b.dataset.id);
    for (const row of sorted.slice(MOST)) row.remove();
    if (sorted.every((row, nth) => row === rows[nth])) return;
    const focused = this.questions.contains(document.activeElement) ? document.activeElement : null;
    this.questions.append(...sorted.slice(0, MOST));
    focused?.focus({ preventScroll: true });
  }

  #poll({ id, text, options, is_multiple, is_open, shows_results, counts }) {
    let card = this.querySelector(`#p-${Number(id)}`);
    if (!card) {
      card = this.#made("poll");
      card.id = `p-${Number(id)}`;
      card.dataset.id = id;
      for (const word of card.querySelectorAll("[data-text]")) word.textContent = text;
      for (const { id: option, text: said } of options) {
        card.querySelector("[data-bars]").append(this.#bar(option, said));
        card.querySelector("[data-choices]")?.append(this.#choice(option, said, is_multiple));
      }
      const form = card.querySelector("form");
      if (form) form.elements.poll.value = id;
      this.polls.prepend(card);
    }
    card.toggleAttribute("data-open", is_open);
    card.toggleAttribute("data-shown", shows_results);
    this.#tally(card, counts);
  }

  #bar(id, text) {
    const bar = this.#made("bar");
    bar.dataset.option = id;
    bar.querySelector(".grow").textContent = text;
    bar.querySelector("progress").setAttribute("aria-label", text);
    return bar;
  }

  #choice(id, text, isMultiple) {
    const choice = this.#made("choice");
    Object.assign(choice.querySelector("input"), { type: isMultiple ? "checkbox" : "radio", value: id });
    choice.querySelector("span").textContent = text;
    return choice;
  }

  /** How it stands; what isn't shown isn't told. */
  #tally(card, { ballots, options }) {
    card.querySelector("[data-ballots]").textContent = ballots;
    for (const bar of card.querySelectorAll("[data-option]")) {
      const votes = options[bar.dataset.option] ?? 0;
      Object.assign(bar.querySelector("progress"), { max: ballots || 1, value: votes });
      bar.querySelector("[data-votes]").textContent = votes;
      bar.querySelector("[data-percent]").textContent = `${ballots ? Math.round((100 * votes) / ballots) : 0} %`;
    }
  }

  #count({ questions, polls }) {
    for (const [id, votes] of Object.entries(questions)) {
      const row = this.querySelector(`#q-${Number(id)}`);
      if (row) row.querySelector("[data-votes]").textContent = votes;
    }
    for (const [id, counts] of Object.entries(polls)) {
      const card = this.querySelector(`#p-${Number(id)}`);
      if (card) this.#tally(card, counts);
    }
    this.#sort();
  }

  #made(name) {
    return this.querySelector(`template[data-of=${name}]`).content.firstElementChild.cloneNode(true);
  }

  /** Too much was missed: what everyone sees is taken from the page as it is now; what she writes stays. Not all pages ask at once. */
  async #renew() {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD));
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of this.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part=${part.dataset.part}]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
    const fresh = page.querySelector("live-gathering");
    this.#stand({ ...fresh.dataset, coming: page.querySelector("[data-coming]")?.textContent });
    return fresh;
  }

  #submit = async (event) => {
    const { does } = event.target.dataset;
    if (!does) return;
    event.preventDefault();
    const button = event.submitter;
    if (does === "sign") return this.#sign(event.target, button);
    const { post } = await this.line;
    const refusal = await sendForm(event.target, button, this.dataset.wordFailed, post);
    if (refusal === null) this.#did(does, event.target, button);
  };

  /** What comes too soon after another is let go; she needn't know. */
  async #sign(form, button) {
    sendForm(form, button, "", (await this.line).post);
    button.classList.add("is-given");
    setTimeout(() => button.classList.remove("is-given"), REST);
  }

  /** How many did is told to all within a second. */
  #did(what, form, button) {
    if (what === "vote") {
      const voted = button.name === "vote";
      button.name = voted ? "unvote" : "vote";
      button.setAttribute("aria-pressed", voted);
    } else if (what === "answer") form.closest("article").setAttribute("data-answered", "");
    else if (what === "ask") {
      const sent = form.querySelector(".asks__sent");
      sent.hidden = false;
      setTimeout(() => (sent.hidden = true), 6000);
    }
  }
}

customElements.define("live-gathering", LiveGathering);
