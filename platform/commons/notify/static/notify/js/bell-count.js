/**
 * `<bell-count data-stream data-head>`: how much she hasn't looked at, live while the page is in sight.
 */
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
    const { stream, head } = this.dataset;
    const reached = `${encodeURIComponent(stream)}:${head}.${document.documentElement.dataset.epoch}`;
    this.source ??= new EventSource(`/live/?${new URLSearchParams({ stream, lastEventId: reached })}`);
    for (const fact of ["notify.notice.made", "notify.notice.seen"]) {
      this.source.addEventListener(fact, (event) => this.#show(JSON.parse(event.data).unseen));
    }
  }

  #hush() {
    this.source?.close();
    this.source = null;
  }

  #show(n) {
    const count = this.querySelector("[data-count]");
    count.textContent = n;
    count.hidden = n === 0;
  }
}

customElements.define("bell-count", BellCount);
