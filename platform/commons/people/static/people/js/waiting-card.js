/** `<waiting-card data-stream>`: once someone says "I know her" the page becomes the one on which everything is open. */
import { socket } from "../../ui/js/realtime/socket.js";

class WaitingCard extends HTMLElement {
  connectedCallback() {
    const look = () => this.#look();
    socket.watch(this.dataset.stream, { on: { facts: look, entered: look } });
  }

  disconnectedCallback() {
    socket.leave(this.dataset.stream);
  }

  /** Her stream says only that something is different; the page says what. */
  async #look() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (this.isConnected && !page.querySelector("waiting-card")) document.querySelector("main").replaceWith(page.querySelector("main"));
    } catch {
      // it is looked at again when the line stands again
    }
  }
}

customElements.define("waiting-card", WaitingCard);
