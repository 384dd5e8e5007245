/** Signs of all who are there, as many as were given within a second; they rise and are gone. Who wants no motion reads how many. */
const MOST = 14; // at once, of each kind its part
const STAYS = 2500; // ms
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

export function float(layer, counts) {
  if (!layer || document.hidden) return;
  const all = Object.values(counts).reduce((one, other) => one + other, 0);
  const shown = Object.entries(counts).map(([sign, count]) => [sign, count, Math.max(1, Math.round(count * Math.min(1, MOST / all)))]);
  if (stillness.matches) layer.replaceChildren(...shown.map(([sign, count]) => made(`${sign} ${count}`, "floats__sum")));
  else for (const [sign, , times] of shown) for (let nth = 0; nth < times; nth++) rise(layer, sign);
  clearTimeout(layer.clearing);
  layer.clearing = setTimeout(() => layer.replaceChildren(), 2 * STAYS);
}

function rise(layer, sign) {
  const one = made(sign, "floats__one");
  one.style.insetInlineEnd = `${Math.random() * 100}%`;
  one.style.animationDelay = `${Math.random() * 900}ms`;
  one.addEventListener("animationend", () => one.remove());
  layer.append(one);
}

function made(text, name) {
  const one = document.createElement("span");
  one.className = name;
  one.textContent = text;
  return one;
}
