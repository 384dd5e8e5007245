/** `<offline-notice hidden>`: shows itself while the phone has no network, and on a page that was kept from before (service-worker.js). */
class OfflineNotice extends HTMLElement {
  connectedCallback() {
    addEventListener("online", this.#show);
    addEventListener("offline", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("online", this.#show);
    removeEventListener("offline", this.#show);
  }

  #show = () => {
    this.hidden = navigator.onLine && !document.documentElement.hasAttribute("data-kept");
  };
}

customElements.define("offline-notice", OfflineNotice);
