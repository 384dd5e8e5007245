/**
 * `<live-part>`: a part of a page, live. What happens to its thing has what is inside `[data-now]` fetched again.
 *
 * A form she is filling in is never taken from her: then she is told, and decides herself. data-stream and data-head (several
 * with spaces between them) and data-epoch, as the page was rendered; data-address of the part; data-facts: the names it listens
 * for, and data-about ("card:7") where only those count whose data say so; data-crowd where many look at once, who then don't all fetch at the same moment.
 */
import { LiveStream } from "./realtime/live-stream.js";
import { pause } from "./realtime/pausing.js";

const SPREAD_SECONDS = 5;

class LivePart extends HTMLElement {
  connectedCallback() {
    this.now = this.querySelector("[data-now]");
    const look = () => this.#lookSoon();
    this.returned = () => !document.hidden && this.missed && look();
    document.addEventListener("visibilitychange", this.returned);
    const hear = (event) => this.#isAbout(event) && look();
    const hears = this.dataset.facts.split(" ").map((fact) => [fact, hear]);
    this.live = new LiveStream(this.dataset, { ...Object.fromEntries(hears), "stream-reset": look }, { refused: look, lost: look }); // what is fetched says why
  }

  disconnectedCallback() {
    this.live.close();
    clearTimeout(this.soon);
    document.removeEventListener("visibilitychange", this.returned);
  }

  #isAbout(event) {
    const [what, id] = (this.dataset.about ?? "").split(":");
    return !what || String(JSON.parse(event.data)[what]) === id;
  }

  #lookSoon() {
    if (!("crowd" in this.dataset)) return this.#look();
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.#look();
    }, Math.random() * SPREAD_SECONDS * 1000);
  }

  /** One fetch at a time; what happens meanwhile is one more, and what fails is tried again. What she isn't looking at waits, since what is fetched counts as seen. */
  async #look() {
    this.missed = document.hidden;
    if (this.missed) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = true;
    for (let failed = 0, done = false; !done || this.again; ) {
      this.again = false;
      done = await this.#fetch().catch(() => false);
      if (!done) await pause(failed++);
      this.missed = document.hidden && !done;
      if (this.missed || !this.isConnected) break;
    }
    this.looking = false;
  }

  /** Whether there is an answer. */
  async #fetch() {
    const answer = await fetch(this.dataset.address, { headers: { Accept: "text/html" } });
    if (answer.status >= 500 || answer.status === 429) return false;
    if (answer.redirected || answer.status === 403) this.#reload();
    if (answer.redirected || !answer.ok) return true;
    const html = await answer.text();
    if (this.#isBusy()) {
      this.querySelector(".live-part__changed").hidden = false;
      return true;
    }
    const open = [...this.now.querySelectorAll("details[open][id]")].map((one) => one.id);
    const focused = this.now.contains(document.activeElement) ? document.activeElement.id : "";
    this.now.innerHTML = html;
    for (const id of open) this.now.querySelector(`#${id}`)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus();
    return true;
  }

  /** The page says why: she is signed out, or her link opens nothing any more. Once: what is heard meanwhile would begin it anew. */
  #reload() {
    this.disconnectedCallback();
    this.again = false;
    location.reload();
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
