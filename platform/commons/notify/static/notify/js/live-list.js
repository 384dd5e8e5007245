/**
 * `<live-list data-facts data-address>`: its inside is fetched again when one of these facts comes to her bell.
 */
class LiveList extends HTMLElement {
  #look = () => this.#fetchAll();

  connectedCallback() {
    for (const fact of this.dataset.facts.split(" ")) document.addEventListener(fact, this.#look);
  }

  disconnectedCallback() {
    for (const fact of this.dataset.facts.split(" ")) document.removeEventListener(fact, this.#look);
  }

  /** One fetch at a time; what happens meanwhile is one more. */
  async #fetchAll() {
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
