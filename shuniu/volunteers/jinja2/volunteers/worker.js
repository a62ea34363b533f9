// While there is no network, the address of a code answers with a page that keeps it. Everything else is left alone.
"use strict";
const KEPT = "shuniu-check-in-1";
const OFFLINE = "{{ url('volunteers:offline') }}";
const PARTS = [
  OFFLINE,
  "{{ static('volunteers/check-in.js') }}",
  "{{ static('volunteers/volunteers.css') }}",
  "{{ static('shuniu/look.css') }}",
  "{{ static('shuniu/parts.css') }}",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname: path, search } = new URL(event.request.url);
  const isCode = path.startsWith("/S/") || path.startsWith("/volunteers/check-in/");
  if (event.request.mode === "navigate" && isCode) {
    event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)));
  } else if (PARTS.includes(path + search)) { // a part's address carries its version
    event.respondWith(fetch(event.request).catch(() => caches.match(path + search)));
  }
});
