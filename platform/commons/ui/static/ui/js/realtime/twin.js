/** The HTTP twin of the socket: a form with the same key, which gets the same answer. */
import { Refusal } from "./socket.js";

const PATIENCE = 180_000; // a picture on a slow line

/** Resolves to the seq of the fact it made; rejects with a Refusal, as the socket does. */
export async function post({ path, key, args }) {
  const answer = await fetch(path, { method: "POST", body: formOf(key, args), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) }).catch(
    () => Promise.reject(new Refusal({ code: "cut" })),
  );
  const said = await answer.json().catch(() => ({ code: answer.status < 500 ? "invalid" : "busy" }));
  if (said.op !== "ack") throw new Refusal(said);
  return said.seq;
}

function formOf(key, args) {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  form.set("key", key);
  for (const [name, value] of Object.entries(args)) for (const one of [value].flat()) form.append(name, one);
  return form;
}
