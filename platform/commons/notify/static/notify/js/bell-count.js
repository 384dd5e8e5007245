/**
 * `<bell-count data-stream data-head>`: how much she hasn't looked at, live while the page is in sight.
 *
 * What comes to her bell is told on the document under the fact's name, for what else on the page follows it.
 */
import { LiveStream } from "../../ui/js/realtime/live-stream.js";

const FACTS = ["notify.notice.made", "notify.notice.seen", "notify.list.changed"];

class BellCount extends HTMLElement {
  #seen = () => (document.visibilityState === "visible" ? this.#listen() : this.#hush());

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#seen);
    this.#seen();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#seen);
    this.#hush();
  }

  #listen() {
    const hears = FACTS.map((fact) => [fact, (event) => this.#told(fact, JSON.parse(event.data))]);
    const { epoch } = document.documentElement.dataset;
    this.live ??= new LiveStream({ ...this.dataset, epoch }, Object.fromEntries(hears));
  }

  #hush() {
    this.live?.close();
    this.live = null;
  }

  #told(fact, { unseen }) {
    if (unseen !== undefined) this.#show(unseen);
    document.dispatchEvent(new CustomEvent(fact));
  }

  #show(n) {
    const count = this.querySelector("[data-count]");
    count.textContent = n;
    count.hidden = n === 0;
  }
}

customElements.define("bell-count", BellCount);
