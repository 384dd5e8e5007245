/** `<offline-notice hidden>`: shows itself while the phone has no network. */
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
    this.hidden = navigator.onLine;
  };
}

customElements.define("offline-notice", OfflineNotice);
