/** `<words-offer hidden>`: her way back from another phone, offered once her first message has been taken. */
import { outbox } from "../../ui/js/realtime/outbox.js";

class WordsOffer extends HTMLElement {
  #heard = ({ detail: { row, state } }) => {
    if (row.verb === "chat.post" && state === "sent") this.hidden = false;
  };

  connectedCallback() {
    outbox.addEventListener("changed", this.#heard);
    this.querySelector("[data-later]").addEventListener("submit", (event) => this.#putOff(event));
  }

  disconnectedCallback() {
    outbox.removeEventListener("changed", this.#heard);
  }

  /** She stays where she was writing; should it not arrive, she is asked once more with the next page. */
  #putOff(event) {
    event.preventDefault();
    const form = event.target;
    fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => {});
    this.remove();
  }
}

customElements.define("words-offer", WordsOffer);
