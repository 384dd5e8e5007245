/**
 * `<voice-player data-seconds>` around the browser's own player: a button, the waveform to hear and to go along, and the time.
 *
 * Nothing is fetched before she plays it, and nothing ever plays by itself.
 */
import { clock, hear, playButton } from "./playing.js";

class VoicePlayer extends HTMLElement {
  #hush = () => this.#audio.pause();
  #audio;
  #button;
  #range;
  #time;

  connectedCallback() {
    if (this.#audio) return;
    this.#audio = this.querySelector("audio");
    this.#time = this.querySelector(":scope > span");
    this.#button = playButton(this.dataset);
    this.#range = this.#place();
    this.#audio.controls = false;
    this.#audio.before(this.#button);
    this.#button.addEventListener("click", () => this.#press());
    this.#range.addEventListener("input", () => this.#go(Number(this.#range.value)));
    for (const event of ["play", "pause", "ended"]) this.#audio.addEventListener(event, () => this.#turned(event));
    this.#audio.addEventListener("timeupdate", () => this.#draw());
    this.#audio.addEventListener("error", () => this.#failed());
    this.#draw();
  }

  disconnectedCallback() {
    this.#audio.pause();
  }

  get #seconds() {
    return Number(this.dataset.seconds);
  }

  /** The waveform: once as it is, once as far as it was heard, and a range over both for fingers and keys. */
  #place() {
    const wave = this.querySelector("svg");
    const place = document.createElement("div");
    const played = wave.cloneNode(true);
    const range = document.createElement("input");
    place.className = "voice__place";
    played.classList.add("wave--played");
    Object.assign(range, { type: "range", min: 0, max: this.#seconds, step: 0.1, value: 0 });
    range.setAttribute("aria-label", this.dataset.place);
    wave.replaceWith(place);
    place.append(wave, played, range);
    return range;
  }

  #press() {
    if (!this.#audio.paused) this.#audio.pause();
    else this.#audio.play().catch(() => this.#failed());
  }

  #go(seconds) {
    this.#audio.currentTime = seconds;
    this.#draw(seconds);
  }

  #turned(event) {
    if (event === "play") hear(this.#hush);
    if (event === "ended") this.#audio.currentTime = 0;
    this.#button.turn(event === "play");
    this.#draw(event === "ended" ? 0 : undefined);
  }

  #draw(now = this.#audio.currentTime) {
    const at = Math.min(now, this.#seconds);
    this.#range.value = at;
    this.#range.setAttribute("aria-valuetext", clock(at));
    this.style.setProperty("--played", at / this.#seconds);
    this.#time.textContent = clock(at || Math.max(1, this.#seconds));
  }

  #failed() {
    this.#button.turn(false);
    this.#time.textContent = this.dataset.failed;
  }
}

customElements.define("voice-player", VoicePlayer);
