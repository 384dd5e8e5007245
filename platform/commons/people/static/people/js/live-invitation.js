// The invitation on her screen: sees who came, and renews itself so that what is scanned has time left.
const LOOKS_EVERY = 5_000;
const RENEWS_AFTER = 5 * 60_000;

class LiveInvitation extends HTMLElement {
  #timer;
  #shownAt = Date.now();

  connectedCallback() {
    this.#timer = setInterval(() => this.#look(), LOOKS_EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    if (document.hidden || !this.firstElementChild) return;
    const { now, renew } = this.firstElementChild.dataset;
    try {
      if (renew && Date.now() - this.#shownAt > RENEWS_AFTER) await this.#renew(renew);
      else await this.#show(await fetch(now));
    } catch {
      // no network just now: the next look is in five seconds
    }
  }

  /** Led elsewhere, she was signed out: the sign-in leads back here. */
  async #show(response) {
    if (response.redirected) location.reload();
    else if (response.status === 200) this.innerHTML = await response.text();
  }

  async #renew(address) {
    const body = new FormData(this.querySelector(`form[action="${address}"]`));
    const response = await fetch(address, { method: "POST", body });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("live-invitation");
    if (!fresh) return;
    this.replaceChildren(...fresh.children);
    this.#shownAt = Date.now();
    history.replaceState(null, "", response.url);
  }
}
customElements.define("live-invitation", LiveInvitation);
