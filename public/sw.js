// Keeps one whole version of the page for use without a network (`U1`). A version is all of its files or it is
// not there: a new one is fetched in full beside the old one, and takes its place only when a person says so or
// no page is open. tools/finish.mjs writes the version and its files here.
const VERSION = '@version@';
const FILES = ['@files@'];
const PREFIX = `taizhang ${new URL(self.registration.scope).pathname} `;
const CACHE = PREFIX + VERSION;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // One file that does not come: the whole version is dropped, and the one in use stays.
    await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener('message', (event) => {
  if (event.data === 'use') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  const page = request.mode === 'navigate' && new URL(request.url).pathname === new URL(self.registration.scope).pathname;
  event.respondWith((async () => {
    const kept = await (await caches.open(CACHE)).match(page ? './' : request, { ignoreSearch: page });
    return kept ?? fetch(request);
  })());
});
