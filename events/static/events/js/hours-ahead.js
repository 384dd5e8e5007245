/**
 * `<hours-ahead>` around the days and hours of a plan: of today the hours that are over aren't offered. data-today and data-now (HH:MM), on the clock of the labs.
 */
class HoursAhead extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.#fit());
    this.#fit();
  }

  #fit() {
    const isToday = this.querySelector("[name=day]:checked")?.value === this.dataset.today;
    for (const hour of this.querySelectorAll("[name=hour]")) {
      const isOver = isToday && hour.value <= this.dataset.now;
      hour.closest("li").hidden = hour.disabled = isOver;
      if (isOver) hour.checked = false;
    }
  }
}

customElements.define("hours-ahead", HoursAhead);
