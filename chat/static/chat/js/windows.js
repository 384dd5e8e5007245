/** Pieces of pages, fetched and read. */

/** A window of a room's history. Throws when the server doesn't give it. */
export async function fetchWindow(path, query = {}) {
  const page = await fetchPage(path, { ...query, fragment: 1 });
  const list = page.querySelector("[data-head]");
  return {
    rows: [...page.querySelectorAll("li[data-seq]")],
    days: page.querySelectorAll("li[data-day]"),
    signs: list.dataset.signs ?? "",
    later: Number(list.dataset.later ?? 0),
    older: "older" in list.dataset,
    newer: "newer" in list.dataset,
    head: Number(list.dataset.head),
    epoch: list.dataset.epoch,
  };
}

/** The message's `<li>`, or null when it is hidden from her or gone. */
export async function fetchMessage(path, id) {
  try {
    return (await fetchPage(path, { fragment: 1 })).getElementById(`m-${id}`);
  } catch {
    return null;
  }
}

export async function fetchPage(path, query = {}) {
  const address = new URL(path, location.href);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
