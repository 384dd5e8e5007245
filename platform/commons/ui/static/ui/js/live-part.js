const SPREAD_SECONDS = 5;

/**
 * `<live-part>`: a part of a page, live. What happens to its thing has what is inside `[data-now]` fetched again.
 *
 * A form she is filling in is never taken from her: then she is told, and decides herself. data-stream and data-head (several
 * with spaces between them) and data-epoch, as the page was rendered; data-address of the part; data-facts: the names it listens
 * for; data-crowd where many look at once, who then don't all fetch at the same moment.
 */
class LivePart extends HTMLElement {
  connectedCallback() {
    this.now = this.querySelector("[data-now]");
    const { stream, head, epoch, facts } = this.dataset;
    const heads = head.split(" ");
    const streams = stream.split(" ");
    const asked = new URLSearchParams(streams.map((one) => ["stream", one]));
    asked.set("lastEventId", streams.map((one, at) => `${encodeURIComponent(one)}:${heads[at]}.${epoch}`).join(","));
    this.source = new EventSource(`/live/?${asked}`);
    const look = () => this.#lookSoon();
    this.returned = () => !document.hidden && this.missed && look();
    document.addEventListener("visibilitychange", this.returned);
    for (const fact of facts.split(" ")) this.source.addEventListener(fact, look);
    this.source.addEventListener("stream-reset", look);
  }

  disconnectedCallback() {
    this.source.close();
    clearTimeout(this.soon);
    document.removeEventListener("visibilitychange", this.returned);
  }

  #lookSoon() {
    if (!("crowd" in this.dataset)) return this.#look();
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.#look();
    }, Math.random() * SPREAD_SECONDS * 1000);
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
      this.querySelector(".live-part__changed").hidden = false;
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

customElements.define("live-part", LivePart);
