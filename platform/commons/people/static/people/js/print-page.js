// Shows its button where the browser can print.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = !window.print;
    this.firstElementChild.addEventListener("click", () => window.print());
  }
}
customElements.define("print-page", PrintPage);
