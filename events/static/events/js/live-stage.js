/**
 * `<live-stage>`: the host's page sends its forms without leaving it; what they do is shown by the part that is live. What is refused, such as
 * what another host did at the same moment, is said above all. What stands outside that part, since she may be writing in it, is there while its
 * `data-when` is how the gathering stands, or (`data-checks`) once its hosts check in who comes. data-word-failed.
 */
import { sendForm } from "./sending.js";

class LiveStage extends HTMLElement {
  connectedCallback() {
    this.refused = this.querySelector(".stage__refused");
    this.addEventListener("submit", this.#submit);
    this.watch = new MutationObserver(() => this.#fit());
    this.watch.observe(this.querySelector("[data-now]"), { childList: true });
  }

  disconnectedCallback() {
    this.watch.disconnect();
    this.removeEventListener("submit", this.#submit);
  }

  #fit() {
    const { stands, checksIn } = this.querySelector("[data-stands]").dataset;
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== stands;
    for (const link of this.querySelectorAll("[data-checks]")) link.hidden = checksIn === undefined;
  }

  #submit = async (event) => {
    if (!event.target.dataset.does) return;
    event.preventDefault();
    const refusal = await sendForm(event.target, event.submitter, this.dataset.wordFailed);
    this.refused.hidden = !refusal;
    this.refused.textContent = refusal ?? "";
    if (refusal) this.refused.scrollIntoView({ block: "nearest" });
    else if (event.target.closest("#asks")) event.target.closest("details").open = false;
  };
}

customElements.define("live-stage", LiveStage);
