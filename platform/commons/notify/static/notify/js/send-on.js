/**
 * `<send-on>` around a link into her messenger and the form that says it was sent: with this script the tap on the link says so by itself.
 */
class SendOn extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => event.target.closest("[data-sends]") && this.#tell());
  }

  #tell() {
    const form = this.querySelector("form[data-sent]");
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, headers: { Accept: "text/html" } }).catch(() => {});
    this.classList.add("is-sent");
  }
}

customElements.define("send-on", SendOn);
