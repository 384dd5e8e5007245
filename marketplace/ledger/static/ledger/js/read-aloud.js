/**
 * `<read-aloud>`: its `[data-words]`, spoken by the phone, where it has a voice for data-lang. For Kyrgyz and Uzbek in Cyrillic letters few phones have one:
 * a Russian voice reads the same letters, and is better than none.
 */
const NEAR = { ky: ["ky", "ru"], "uz-cyrl": ["uz-Cyrl", "ru"], ru: ["ru"], en: ["en"] };

class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.#press());
    this.offer = () => (this.button.hidden = !this.#voice());
    globalThis.speechSynthesis?.addEventListener?.("voiceschanged", this.offer);
    if (globalThis.speechSynthesis) this.offer();
  }

  disconnectedCallback() {
    globalThis.speechSynthesis?.removeEventListener?.("voiceschanged", this.offer);
    if (this.speaks) speechSynthesis.cancel();
  }

  #voice() {
    const voices = speechSynthesis.getVoices();
    const languages = NEAR[this.dataset.lang] ?? [this.dataset.lang];
    return languages.map((language) => voices.find((voice) => voice.lang.toLowerCase().startsWith(language.toLowerCase()))).find(Boolean);
  }

  /** Pressed again it is silent. */
  #press() {
    const spoke = this.speaks;
    speechSynthesis.cancel();
    this.#show(false);
    if (spoke) return;
    const words = new SpeechSynthesisUtterance(this.querySelector("[data-words]").textContent);
    words.voice = this.#voice();
    words.lang = words.voice.lang;
    words.rate = 0.9;
    words.onend = words.onerror = () => this.#show(false);
    this.#show(true);
    speechSynthesis.speak(words);
  }

  #show(speaks) {
    this.speaks = speaks;
    this.button.setAttribute("aria-pressed", String(speaks));
  }
}

customElements.define("read-aloud", ReadAloud);
