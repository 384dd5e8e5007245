/** Pictures and voice messages with what she says: loaded when she reaches for them, or where some of them wait. */
import "../../media/js/media.js";
import "../../ui/js/realtime/twin.js";
import { clock, wave } from "../../media/js/playing.js";
import { thumbnail } from "../../media/js/shrinking.js";

const SIDE = 240;
const SVG = "http://www.w3.org/2000/svg";

/** Give the composer its `enclosed`, once. With `press` she reached for the microphone; `holds` if her finger is still on it. */
export function enclose(composer, press) {
  composer.enclosed ??= new Enclosed(composer);
  if (press) composer.enclosed.speak(press.holds);
}

class Enclosed {
  #taken = false;

  constructor(composer) {
    this.picker = composer.querySelector("picture-picker");
    this.recorder = composer.querySelector("voice-recorder");
  }

  /** Whether there is something beside words. */
  get holds() {
    return !this.#taken && (this.recorder.voice !== null || this.picker.input.files.length > 0);
  }

  speak(holds) {
    this.recorder.reach(holds);
  }

  /** Resolves to the arguments it adds to what she says; nothing of it is left here. A voice message goes alone. */
  async take() {
    this.#taken = true;
    try {
      const { voice } = this.recorder;
      if (voice) return { voice: voice.file, peaks: voice.peaks.join(","), seconds: voice.seconds };
      return { picture: await this.picker.files() };
    } finally {
      this.recorder.discard();
      this.picker.clear();
      this.#taken = false;
    }
  }
}

/** What waits to be sent, in its bubble: small, and by drawing, since no page of ours shows what isn't of its own house. */
export async function preview(bubble, { picture = [], voice, peaks, seconds }) {
  const words = bubble.querySelector("p");
  if (voice) words.before(heard(peaks, seconds));
  if (!picture.length) return;
  const album = document.createElement("div");
  album.className = `album album--${picture.length}`;
  words.before(album);
  for (const file of picture) album.append((await thumbnail(file, SIDE)) ?? file.name);
}

function heard(peaks, seconds) {
  const row = document.createElement("div");
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const { d, viewBox } = wave(peaks.split(",").map(Number));
  row.className = "album album--voice";
  drawing.setAttribute("class", "wave");
  drawing.setAttribute("viewBox", viewBox);
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", d);
  drawing.append(path);
  row.append("🎤", drawing, clock(seconds));
  return row;
}
