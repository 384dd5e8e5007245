/**
 * `<live-list data-stream data-head data-epoch data-facts data-address>`: its inside is fetched again at each of these facts.
 */
class LiveList extends HTMLElement {
  connectedCallback() {
    const { stream, head, epoch, facts } = this.dataset;
    const reached = `${encodeURIComponent(stream)}:${head}.${epoch}`;
    this.source = new EventSource(`/live/?${new URLSearchParams({ stream, lastEventId: reached })}`);
    for (const fact of [...facts.split(" "), "stream-reset"]) this.source.addEventListener(fact, () => this.#look());
  }

  disconnectedCallback() {
    this.source.close();
  }

  /** One fetch at a time; what happens meanwhile is one more. */
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
    if (answer.ok) this.innerHTML = await answer.text();
  }
}

customElements.define("live-list", LiveList);
