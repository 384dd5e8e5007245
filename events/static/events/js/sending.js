import { newKey } from "../../ui/js/realtime/keys.js";

/**
 * Send a form as it is, without leaving the page; its `[role=alert]` says what was refused. Null where it was taken, else the refusal.
 * What was sent is gone then, and its key is a new one; where she has written on meanwhile, that stays, and so does what she ticked: she may
 * ask this one without her name, too. What failed goes under the same key when it is sent again. `post` may be another way to send it.
 */
export async function sendForm(form, button, failed, post = postForm) {
  const pressed = button?.name ? button : form; // one form may hold many: a second vote goes while the first is under way
  if (pressed.dataset.sending) return "";
  pressed.dataset.sending = "yes";
  const fields = [...form.querySelectorAll("textarea, input[name=body]")];
  const sent = fields.map((field) => field.value);
  const refusal = await post(form, button, failed);
  delete pressed.dataset.sending;
  const alert = form.querySelector("[role=alert]");
  if (alert) {
    alert.hidden = !refusal;
    alert.textContent = refusal ?? "";
  }
  if (refusal === null && form.elements.key) {
    if (fields.every((field, nth) => !field.value || field.value === sent[nth])) {
      form.reset();
      for (const field of fields) field.value = "";
    }
    form.elements.key.value = newKey();
  }
  return refusal;
}

export async function postForm(form, button, failed) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
    const { op, message } = await answer.json();
    return op === "ack" ? null : (message ?? failed);
  } catch {
    return failed;
  }
}
