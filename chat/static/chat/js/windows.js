/** A window of a room's history, fetched as the page or its fragment and read the same way. */

/** Throws when the server doesn't give it. */
export async function fetchWindow(path, query = {}) {
  const page = await fetchPage(path, { ...query, fragment: 1 });
  const list = page.querySelector("[data-head]");
  return {
    rows: [...page.querySelectorAll("li[data-seq]")],
    days: page.querySelectorAll("li[data-day]"),
    signs: list.dataset.signs ?? "",
    older: Boolean(page.querySelector("[data-older]:not([hidden])")),
    newer: Boolean(page.querySelector("[data-newer]:not([hidden])")),
    head: Number(list.dataset.head),
    epoch: (page.querySelector("[data-epoch]") ?? document.documentElement).dataset.epoch,
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
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
