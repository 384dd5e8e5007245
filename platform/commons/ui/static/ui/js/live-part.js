/**
 * `<live-part>`: a part of a page, live. What happens to its thing has what is inside `[data-now]` fetched again.
 *
 * A form she is filling in is never changed under her hands: then she is told, decides herself, and keeps what she typed. data-stream and data-head (several
 * with spaces between them) and data-epoch, as the page was rendered; data-address of the part; data-facts: the names it listens
 * for, and data-about ("card:7") where only those count whose data say so; data-crowd where many look at once, who then don't all fetch at the same moment.
 */
import { LiveStream } from "./realtime/live-stream.js";
import { pause } from "./realtime/pausing.js";

const SPREAD_SECONDS = 5;

class LivePart extends HTMLElement {
  connectedCallback() {
    this.now = this.querySelector("[data-now]");
    this.notice = this.querySelector(".live-part__changed");
    this.notice?.querySelector("a")?.addEventListener("click", (event) => this.#show(event));
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
    if (this.asked || !this.#isBusy()) this.#put(html);
    else this.notice.hidden = false;
    return true;
  }

  /** She wants to see what has changed now. */
  #show(event) {
    event.preventDefault();
    this.asked = true;
    this.#look();
  }

  /** What is new, with all that she opened and typed in it. */
  #put(html) {
    const open = [...this.now.querySelectorAll("details[open][id]")].map((one) => one.id);
    const typed = [...this.#fields()].filter(isFilled).map((field) => [placeOf(field), field]);
    const focused = this.now.contains(document.activeElement) ? document.activeElement.id : "";
    this.now.innerHTML = html;
    for (const id of open) this.now.querySelector(`#${id}`)?.setAttribute("open", "");
    for (const [place, field] of typed) fill(this.now.querySelector(place), field);
    if (focused) document.getElementById(focused)?.focus();
    this.asked = false;
    if (this.notice) this.notice.hidden = true;
  }

  /** The page says why: she is signed out, or her link opens nothing any more. Once: what is heard meanwhile would begin it anew. */
  #reload() {
    this.disconnectedCallback();
    this.again = false;
    location.reload();
  }

  /** Whether she has begun to fill something in; how far a voice message is heard is no answer of hers. */
  #isBusy() {
    return [...this.#fields()].some((field) => field === document.activeElement || isFilled(field));
  }

  #fields() {
    return this.now.querySelectorAll("textarea, select, input:not([type=hidden], [type=range])");
  }
}

/** Where the same field stands among what is new: of several by one name that with the same value. */
function placeOf(field) {
  if (field.id) return `#${CSS.escape(field.id)}`;
  const action = field.form?.getAttribute("action");
  const value = /checkbox|radio/.test(field.type) ? `[value="${CSS.escape(field.value)}"]` : "";
  return `${action ? `form[action="${CSS.escape(action)}"] ` : ""}[name="${CSS.escape(field.name)}"]${value}`;
}

function fill(field, typed) {
  if (!field) return;
  if (typed.type === "file") field.files = typed.files;
  else if (/checkbox|radio/.test(typed.type)) field.checked = typed.checked;
  else field.value = typed.value;
  field.dispatchEvent(new Event(typed.type === "file" ? "change" : "input", { bubbles: true }));
}

function isFilled(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

customElements.define("live-part", LivePart);
