/** `<own-parts>`: the number of parts of each woman, with a step more and less, and the circle they make. The server checks what comes of it. */
import { counted } from "../../ui/js/counted.js";

const [MIDDLE, RADIUS] = [80, 56];

class OwnParts extends HTMLElement {
  connectedCallback() {
    this.inputs = [...this.querySelectorAll("input[type=number]")];
    for (const button of this.querySelectorAll("[data-step]")) button.hidden = false;
    this.addEventListener("click", (event) => this.#step(event.target.closest("[data-step]")));
    this.addEventListener("input", () => this.#draw());
    this.#draw();
  }

  #step(button) {
    if (!button) return;
    const input = button.closest(".stepper").querySelector("input");
    input.value = clamp(Number(input.value) + Number(button.dataset.step), input);
    this.#draw();
  }

  #draw() {
    const parts = this.inputs.map((input) => clamp(Number(input.value), input));
    const of = parts.reduce((sum, part) => sum + part, 0);
    const slices = this.querySelectorAll(".circle__slice");
    const initials = this.querySelectorAll(".circle__initial");
    let before = 0;
    for (const [place, part] of parts.entries()) {
      const gap = part < of ? of * 0.012 : 0;
      slices[place].setAttribute("pathLength", of);
      slices[place].setAttribute("stroke-dasharray", `${part - gap} ${of - part + gap}`);
      slices[place].setAttribute("stroke-dashoffset", -before);
      const turn = (2 * Math.PI * (before + part / 2)) / of - Math.PI / 2;
      initials[place].setAttribute("x", MIDDLE + RADIUS * Math.cos(turn));
      initials[place].setAttribute("y", MIDDLE + RADIUS * Math.sin(turn));
      initials[place].toggleAttribute("hidden", part * 14 < of);
      this.#say(this.inputs[place], part, of);
      before += part;
    }
    this.querySelector(".circle__number").textContent = of;
    this.querySelector(".circle__word").textContent = counted(this.dataset.parts, of);
  }

  #say(input, part, of) {
    const row = input.closest("li");
    row.querySelector("[data-part]").textContent = this.dataset.says.replace("%(part)s", part).replace("%(of)s", of);
    row.querySelector("[data-step='-1']").disabled = part <= Number(input.min);
    row.querySelector("[data-step='1']").disabled = part >= Number(input.max);
  }
}

function clamp(number, { min, max }) {
  return Math.min(Math.max(Math.round(number) || 1, Number(min)), Number(max));
}

customElements.define("own-parts", OwnParts);
