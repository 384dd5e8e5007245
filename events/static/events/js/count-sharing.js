/** `<count-sharing>`: counts a host's tap on a button that sends the event on; the button works without being counted, too. */
import { newKey } from "../../ui/js/realtime/keys.js";

class CountSharing extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const way = event.target.closest("[data-way]")?.dataset.way;
      if (way) this.#count(way);
    });
  }

  #count(way) {
    const form = this.querySelector("form");
    const body = new FormData(form);
    body.set("way", way);
    body.set("key", newKey());
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {}); // she has sent it on, counted or not
  }
}
customElements.define("count-sharing", CountSharing);
