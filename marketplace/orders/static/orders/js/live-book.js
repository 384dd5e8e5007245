/**
 * `<live-book>`: a maker's day, live. Whatever happens to one of her orders has its inside fetched again.
 *
 * data-stream, data-head and data-epoch (as the page was rendered), data-address of what is inside.
 */
class LiveBook extends HTMLElement {
  connectedCallback() {
    const { stream, head, epoch } = this.dataset;
    const reached = `${encodeURIComponent(stream)}:${head}.${epoch}`;
    this.source = new EventSource(`/live/?${new URLSearchParams({ stream, lastEventId: reached })}`);
    const look = () => this.#look();
    this.source.addEventListener("marketplace.orders.changed", look);
    this.source.addEventListener("stream-reset", look);
  }

  disconnectedCallback() {
    this.source.close();
  }

  /** One fetch at a time; what happens meanwhile is one more. Where she was stays in focus. */
  async #look() {
    this.wanted = true;
    if (this.looking) return;
    this.looking = true;
    while (this.wanted) {
      this.wanted = false;
      await this.#fetch().catch(() => {}); // the next fact, or a reload, shows it
    }
    this.looking = false;
  }

  async #fetch() {
    const answer = await fetch(this.dataset.address, { headers: { Accept: "text/html" } });
    if (answer.redirected) return location.reload();
    if (!answer.ok) return;
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    this.innerHTML = await answer.text();
    if (focused) document.getElementById(focused)?.focus();
  }
}

customElements.define("live-book", LiveBook);
