{% load i18n static %}{% get_current_language as language %}// Keeps the page that says there is no network, what draws it, and pages the server marked as made for nobody (keeping.py). Nothing of hers: phones are shared.
const KEPT = ["{% url 'ui:offline' %}", "{% static 'ui/css/shell.css' %}", "{% static 'ui/css/failing.css' %}", "{% static 'ui/js/come-back.js' %}", "{% static 'ui/icon.svg' %}"];
const SHELF = `offline {{ language }} ${KEPT.join(" ")}`; // who chooses another language has the page fetched again
const PAGES = `pages of ${SHELF}`; // a new release or language begins an empty one
const MOST = 40;

addEventListener("install", (event) => {
  skipWaiting(); // no page is reloaded by it: what is open goes on, and the next one asked for is the new one
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)));
});

addEventListener("activate", (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name !== SHELF && name !== PAGES) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(drop());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    // a form that didn't get through is left to the browser, which can send it again
    event.respondWith(fetch(request).then((answer) => (event.waitUntil(keep(request.url, answer.clone())), answer)).catch(() => recall(request.url)));
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});

/** Kept is what is marked, by its path alone: not what she searched for. What isn't marked any more goes. */
async function keep(url, answer) {
  const { pathname, search } = new URL(url);
  if (search) return;
  if (answer.ok && answer.headers.get("X-Keep") === "1") {
    const pages = await caches.open(PAGES);
    await pages.delete(pathname); // so that the oldest is the first
    await pages.put(pathname, answer);
    for (const old of (await pages.keys()).slice(0, -MOST)) await pages.delete(old);
  } else if (await caches.has(PAGES)) await (await caches.open(PAGES)).delete(pathname);
}

/** The page as it was, which says so of itself; else the one that says there is no network. */
async function recall(url) {
  const { pathname, search } = new URL(url);
  const kept = !search && (await caches.has(PAGES)) && (await (await caches.open(PAGES)).match(pathname));
  if (!kept) return caches.match(KEPT[0]);
  const page = (await kept.text()).replace("<html ", "<html data-kept ");
  // the notice's own script may not be there any more to show it
  return new Response(page.replace(/(<offline-notice [^>]*) hidden>/, "$1>"), { headers: kept.headers });
}

// What it shows is what the server says: nothing of the content, unless she asked for more. The same tag takes the former one's place.
addEventListener("push", (event) => {
  const { title, body, tag, url, unseen } = event.data.json();
  event.waitUntil(registration.showNotification(title, { body, tag, lang: "{{ language }}", icon: "{% static 'ui/icon-192.png' %}", data: { url } }));
  if (unseen !== undefined) navigator.setAppBadge?.(unseen).catch(() => {});
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(new URL(event.notification.data.url, location.origin)));
});

/** The window that shows it already, or another one: what she has half written in others stays. */
async function show(url) {
  if (url.origin !== location.origin) return;
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const here = open.find((one) => new URL(one.url).pathname === url.pathname);
  await (here ? here.focus() : clients.openWindow(url.href));
}
