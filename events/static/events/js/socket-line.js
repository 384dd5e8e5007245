/** A member's line to her live page: the page's socket, which follows its streams and does what she presses. */
import { newKey } from "../../ui/js/realtime/keys.js";
import { socket } from "../../ui/js/realtime/socket.js";
import { postForm } from "./sending.js";

const OVER = new Set(["signed_out", "suspended"]);
const BY_FORM = new Set(["cut", "busy"]); // nothing here is kept and sent later by itself

// what each form, by its data-does, is as a verb
const VERBS = {
  ask: ({ elements }) => ["events.ask", { body: elements.body.value, is_anonymous: elements.is_anonymous.checked, is_for_hosts: !elements.is_for_hosts.disabled }],
  vote: (form, button) => ["events.vote", { question: Number(button.value), on: button.name === "vote" }],
  answer: (form) => ["events.answer", { poll: Number(form.elements.poll.value), options: new FormData(form).getAll("option").map(Number) }],
  say: ({ elements }) => ["events.say", { body: elements.body.value }],
  sign: (form, button) => ["events.sign", { sign: button.value }],
};

export class SocketLine {
  #refused;

  constructor({ stream, head, epoch }, hears, { refused, renew }) {
    const heads = head.split(" ");
    this.#refused = refused;
    this.streams = stream.split(" ");
    this.streams.forEach((one, place) => {
      const on = {
        facts: (facts) => facts.forEach(({ fact, data }) => hears[fact]?.(data)), // of whom she doesn't meet there is only its place
        hint: ({ kind, ...hint }) => hears[kind]?.(hint),
        refused,
        reset: async () => placeIn((await renew()).dataset, one),
      };
      socket.watch(one, { after: Number(heads[place]), epoch, on });
    });
    socket.addEventListener("state", this.#look);
  }

  close() {
    socket.removeEventListener("state", this.#look);
    for (const one of this.streams) socket.leave(one);
  }

  /** As `postForm` does, which is asked where the socket is cut, or its server busy: the key is the same, so that twice is once. */
  post = async (form, button, failed) => {
    const [verb, args] = VERBS[form.dataset.does](form, button);
    const stream = this.streams.find((one) => one.startsWith("events.live:"));
    try {
      await socket.do({ verb, stream, key: form.elements.key?.value ?? newKey(), args });
      return null;
    } catch ({ code, message }) {
      return BY_FORM.has(code) ? postForm(form, button, failed) : message || failed;
    }
  };

  #look = () => OVER.has(socket.state) && this.#refused();
}

function placeIn({ stream, head, epoch }, one) {
  return { after: Number(head.split(" ")[stream.split(" ").indexOf(one)]), epoch };
}
