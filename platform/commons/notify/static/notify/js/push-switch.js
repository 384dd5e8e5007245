/**
 * `<push-switch data-key [data-on] hidden>`: whether this browser tells her, without words of what it is about.
 *
 * What belongs to a state stands in `[data-state~=…]`: off, asking, on, denied, home (an iPhone, where it must be installed first),
 * cannot, failed (beside off). She is asked by her browser only after her own tap.
 */
class PushSwitch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", this.#switch);
    this.#look().catch(() => this.#show("cannot"));
  }

  disconnectedCallback() {
    this.form.removeEventListener("submit", this.#switch);
  }

  async #look() {
    this.hidden = false;
    if (!("PushManager" in window) || !navigator.serviceWorker) return this.#show(isApple() && !isInstalled() ? "home" : "cannot");
    if (Notification.permission === "denied") return this.#show("denied");
    const kept = Notification.permission === "granted" && (await this.#manager().then((manager) => manager.getSubscription()));
    this.#show(kept && "on" in this.dataset ? "on" : "off");
  }

  #switch = async (event) => {
    event.preventDefault();
    const wasOn = event.submitter?.matches("[data-off]");
    if (!wasOn) this.#show("asking");
    try {
      await (wasOn ? this.#leave() : this.#subscribe());
    } catch (error) {
      if (Notification.permission === "denied") this.#show("denied");
      else this.#show(wasOn ? "on failed" : "off failed", error.said);
    }
  };

  async #subscribe() {
    if ((await Notification.requestPermission()) !== "granted") return this.#show(Notification.permission === "denied" ? "denied" : "off");
    const manager = await this.#manager();
    const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
    const { endpoint, keys } = made.toJSON();
    await this.#post(this.form.action, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    this.#show("on");
    this.querySelector("[data-off]").focus();
  }

  /** The browser's own subscription stays: she may be told in it as somebody else, too. */
  async #leave() {
    const made = await (await this.#manager()).getSubscription();
    if (made) await this.#post(this.form.dataset.removal, { endpoint: made.endpoint });
    this.#show("off");
    this.querySelector("button[data-state=off]").focus();
  }

  async #manager() {
    return (await navigator.serviceWorker.ready).pushManager;
  }

  async #post(address, said) {
    const body = new FormData(this.form);
    for (const [name, value] of Object.entries(said)) body.set(name, value);
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) return;
    const { message } = await answer.json().catch(() => ({}));
    throw Object.assign(new Error("not kept"), { said: message });
  }

  #show(states, why) {
    const now = states.split(" ");
    for (const part of this.querySelectorAll("[data-state]")) part.hidden = !now.includes(part.dataset.state);
    if (why) this.querySelector("[data-why]").textContent = why;
  }
}

function isApple() {
  return /iPhone|iPad/.test(navigator.userAgent);
}

function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches;
}

customElements.define("push-switch", PushSwitch);
