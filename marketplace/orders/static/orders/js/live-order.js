/**
 * `<live-order>`: an order's page, live. What happens to the order has the part inside `[data-now]` fetched again.
 *
 * A form she is filling in is never taken from her: then she is told, and decides herself. data-stream, data-head and
 * data-epoch (as the page was rendered), data-address of the part, data-facts: the names it listens for.
 */
class LiveOrder extends HTMLElement {
  connectedCallback() {
    this.now = this.querySelector("[data-now]");
    const { stream, head, epoch, facts } = this.dataset;
    const reached = `${encodeURIComponent(stream)}:${head}.${epoch}`;
    this.source = new EventSource(`/live/?${new URLSearchParams({ stream, lastEventId: reached })}`);
    const look = () => this.#look();
    this.returned = () => !document.hidden && this.missed && look();
    document.addEventListener("visibilitychange", this.returned);
    for (const fact of facts.split(" ")) this.source.addEventListener(fact, look);
    this.source.addEventListener("stream-reset", look);
  }

  disconnectedCallback() {
    this.source.close();
    document.removeEventListener("visibilitychange", this.returned);
  }

  /** One fetch at a time; what happens meanwhile is one more. What she isn't looking at waits, since what is fetched counts as seen. */
  async #look() {
    this.missed = document.hidden;
    if (this.missed) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    do {
      this.again = false;
      await this.#fetch().catch(() => {}); // the next fact, or a reload, shows it
    } while (this.again);
    this.looking = false;
  }

  async #fetch() {
    const answer = await fetch(this.dataset.address, { headers: { Accept: "text/html" } });
    if (answer.status === 403) return location.reload();
    if (!answer.ok) return;
    const html = await answer.text();
    if (this.#isBusy()) {
      this.querySelector(".live-order__changed").hidden = false;
      return;
    }
    const open = [...this.now.querySelectorAll("details[open][id]")].map((one) => one.id);
    this.now.innerHTML = html;
    for (const id of open) this.now.querySelector(`#${id}`)?.setAttribute("open", "");
  }

  /** Whether she has begun to fill something in; how far a voice message is heard is no answer of hers. */
  #isBusy() {
    const fields = this.now.querySelectorAll("textarea, select, input:not([type=hidden], [type=range])");
    return [...fields].some((field) => field === document.activeElement || isFilled(field));
  }
}

function isFilled(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

customElements.define("live-order", LiveOrder);
