/**
 * Published at the site's root with SEARCH_OFFLINE: what a reader has once loaded is there without a network, too.
 *
 * Files that are named by their content never change and come from the store first. All others, pages and the manifest of the
 * search index, come from the network as long as there is one, so that nobody reads or searches yesterday's site.
 */

const STORE = "backfile-1";
const LASTING = /\/(assets|search\/[a-z]+)\/.*[0-9a-f]{10}/;
const MOST = 4000; // files; the oldest go

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), tidy()]));
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(self.registration.scope)) event.respondWith(answer(event));
});

async function answer(event) {
  const { request } = event;
  const store = await caches.open(STORE);
  const lasting = LASTING.test(request.url);
  const kept = () => store.match(request, { ignoreSearch: !lasting, ignoreVary: true });
  const known = lasting && (await kept());
  if (known) return known;
  try {
    const response = await fetch(request);
    if (response.ok && response.type === "basic") event.waitUntil(store.put(keyOf(request, lasting), response.clone()));
    if (request.mode === "navigate") event.waitUntil(tidy()); // a worker that never changes is activated but once
    return response;
  } catch (error) {
    const stored = await kept();
    if (stored) return stored;
    throw error;
  }
}

/** One entry for a page, whatever is asked of it. */
function keyOf(request, lasting) {
  const url = new URL(request.url);
  if (!lasting) url.search = "";
  return url.href;
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("backfile-") && name !== STORE) await caches.delete(name);
  const store = await caches.open(STORE);
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => store.delete(key)));
}
