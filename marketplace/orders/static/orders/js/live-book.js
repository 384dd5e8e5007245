/**
 * `<live-book>`: a maker's day, live. Whatever happens to one of her orders has its inside fetched again.
 *
 * data-stream, data-head and data-epoch (as the page was rendered), data-address of what is inside.
 */
import { LiveStream } from "../../ui/js/realtime/live-stream.js";
import { pause } from "../../ui/js/realtime/pausing.js";

class LiveBook extends HTMLElement {
  connectedCallback() {
    const look = () => this.#look();
    this.live = new LiveStream(this.dataset, { "marketplace.orders.changed": look, "stream-reset": look }, { refused: look, lost: look });
  }

  disconnectedCallback() {
    this.live.close();
  }

  /** One fetch at a time; what happens meanwhile is one more, and what fails is tried again. Where she was stays in focus. */
  async #look() {
    this.wanted = true;
    if (this.looking) return;
    this.looking = true;
    for (let failed = 0; this.wanted && this.isConnected; ) {
      this.wanted = false;
      if (await this.#fetch().catch(() => false)) continue;
      this.wanted = true;
      await pause(failed++);
    }
    this.looking = false;
  }

  /** Whether there is an answer. */
  async #fetch() {
    const answer = await fetch(this.dataset.address, { headers: { Accept: "text/html" } });
    if (answer.status >= 500 || answer.status === 429) return false;
    if (answer.redirected) location.reload();
    if (answer.redirected || !answer.ok) return true;
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    this.innerHTML = await answer.text();
    if (focused) document.getElementById(focused)?.focus();
    return true;
  }
}

customElements.define("live-book", LiveBook);
