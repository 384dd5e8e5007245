{% load static %}// Keeps the page that says there is no network, and what draws it. Nothing else is ever kept: phones are shared.
const KEPT = ["{% url 'ui:offline' %}", "{% static 'ui/css/shell.css' %}", "{% static 'ui/icon.svg' %}"];
const SHELF = `offline ${KEPT.join(" ")}`;

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
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(KEPT[0])));
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
