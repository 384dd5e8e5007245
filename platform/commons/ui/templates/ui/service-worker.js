{% load i18n static %}{% get_current_language as language %}// Keeps the page that says there is no network, and what draws it. Nothing else is ever kept: phones are shared.
const KEPT = ["{% url 'ui:offline' %}", "{% static 'ui/css/shell.css' %}", "{% static 'ui/css/failing.css' %}", "{% static 'ui/js/come-back.js' %}", "{% static 'ui/icon.svg' %}"];
const SHELF = `offline {{ language }} ${KEPT.join(" ")}`; // who chooses another language has the page fetched again

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)));
});

addEventListener("activate", (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(drop());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") {
    // a form that didn't get through is left to the browser, which can send it again
    event.respondWith(fetch(request).catch(() => caches.match(KEPT[0])));
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
