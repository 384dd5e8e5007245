/** What everything that plays has in common: its round button, its time, and that only one of them is heard at once. */
const PLAY = "M8 5.5v13l10.5-6.5z";
const PAUSE = "M7 5.5h3.5v13H7zM13.5 5.5H17v13h-3.5z";
const SVG = "http://www.w3.org/2000/svg";

let heard = null;

/** A button that says and shows whether it would play or pause: `button.turn(on)`. */
export function playButton({ play, pause }) {
  const button = document.createElement("button");
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  button.type = "button";
  button.className = "play";
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(path);
  button.append(drawing);
  button.turn = (on) => {
    path.setAttribute("d", on ? PAUSE : PLAY);
    button.setAttribute("aria-label", on ? pause : play);
  };
  button.turn(false);
  return button;
}

/** From now on this one is heard; whoever was before falls silent. `hush` silences it. */
export function hear(hush) {
  if (heard !== hush) heard?.();
  heard = hush;
}

/** Seconds as 0:24. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The path of a waveform, and the box it stands in: as templatetags/media.py draws it. */
export function wave(peaks) {
  const bars = peaks.map((peak, place) => `M${3 * place + 1} ${(32 - Math.max(1, peak)) / 2}v${Math.max(1, peak)}`);
  return { d: bars.join(""), viewBox: `0 0 ${3 * peaks.length} 32` };
}
