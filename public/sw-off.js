// Put in place of sw.js, this takes the worker and what it kept away from every browser that comes by.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const prefix = `taizhang ${new URL(self.registration.scope).pathname} `;
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix)) await caches.delete(name);
    }
    await self.registration.unregister();
  })());
});
