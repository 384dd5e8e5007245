/** `<connection-state>`: hidden while all is well; its parts say when the line is cut or she has been signed out. */
import { socket } from "./socket.js";

const PATIENCE = 2500; // a short cut is nobody's business

class ConnectionState extends HTMLElement {
  #timer = 0;
  #show = () => this.#draw();

  connectedCallback() {
    socket.addEventListener("state", this.#show);
    addEventListener("offline", this.#show);
    this.#draw();
  }

  disconnectedCallback() {
    socket.removeEventListener("state", this.#show);
    removeEventListener("offline", this.#show);
    clearTimeout(this.#timer);
  }

  #draw() {
    clearTimeout(this.#timer);
    const { state } = socket;
    const wait = state === "open" || state === "signed_out" || state === "suspended" || !navigator.onLine ? 0 : PATIENCE;
    this.#timer = setTimeout(() => this.#say(state), wait);
  }

  #say(state) {
    document.documentElement.dataset.line = state;
    this.hidden = state === "open";
    const wanted = state === "signed_out" || state === "suspended" ? state : "cut";
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== wanted;
  }
}

customElements.define("connection-state", ConnectionState);
