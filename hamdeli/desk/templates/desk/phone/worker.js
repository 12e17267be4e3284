// The service worker of the phone: it keeps the shell and its parts, and never a page or an answer with data.
// Shell and parts come from one version: a new one is fetched whole beside the old, and takes its place when complete.
const ASSETS = {{ assets|safe }};
const CACHE = "hamdeli-phone-{{ version }}";
const SHELL = "/phone/";

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(ASSETS.map((address) => new Request(address, { cache: "reload" })));
  const shell = await fetch(SHELL, { cache: "reload" });
  if (!shell.ok || shell.redirected) throw new Error("no shell");
  await cache.put(SHELL, shell);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

const kept = async (request) => (await (await caches.open(CACHE)).match(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === SHELL) event.respondWith(kept(SHELL));
  else if (url.pathname.startsWith("{{ static_url }}")) event.respondWith(kept(event.request));
});
