/** What a board asks of the server, and how it says what came of it. */

/** Send the form, with what is `said` beside; `said` of the answer is null where none came. */
export async function ask(form, said = {}) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(said)) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  return { status: answer?.status ?? 0, said: await answer?.json().catch(() => null) };
}

/** "«Cloth»: Done, 2 of 4", for those who listen. */
export function moved(pattern, said) {
  const words = { title: said.title, in: said.in, place: said.place, n: said.counts[said.column] };
  return pattern.replaceAll(/\{(\w+)\}/g, (_, name) => words[name]);
}
