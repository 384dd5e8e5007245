/** `<copy-text data-text data-done>` around a button: copies the text, and says so for a moment in the button's own `<span>`. */
class CopyText extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.hidden = !navigator.clipboard;
    this.addEventListener("click", this.#copy);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#copy);
    clearTimeout(this.#timer);
  }

  #copy = async () => {
    await navigator.clipboard.writeText(this.dataset.text);
    const words = this.querySelector("button span");
    this.dataset.word ??= words.textContent;
    words.textContent = this.dataset.done;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (words.textContent = this.dataset.word), 2000);
  };
}

customElements.define("copy-text", CopyText);
