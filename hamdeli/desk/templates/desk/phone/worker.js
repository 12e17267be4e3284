// The service worker of the phone: it keeps the shell and its parts, and never a page or an answer with data.
const ASSETS = {{ assets|safe }};
const CACHE = "hamdeli-phone-" + ASSETS.join("|").length + "-" + [...ASSETS.join("|")].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(["/phone/", ...ASSETS])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

async function shell(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok && !fresh.redirected) (await caches.open(CACHE)).put("/phone/", fresh.clone());
    return fresh;
  } catch {
    return (await caches.match("/phone/")) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === "/phone/") event.respondWith(shell(event.request));
  else if (url.pathname.startsWith("{{ static_url }}")) event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
