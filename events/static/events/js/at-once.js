/** `<at-once>`: the one thing to press here is pressed for her: she has scanned what hangs in the room. */
class AtOnce extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").requestSubmit(this.querySelector("button"));
  }
}

customElements.define("at-once", AtOnce);
