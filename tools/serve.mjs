// Serves a folder over http on this machine only, for trying the page and for tests.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json',
};

/** Starts a server for `folder` under `prefix`; `port` 0 takes any free one. */
export async function serve(folder, { prefix = '/', port = 0, tries = 1 } = {}) {
  const root = path.resolve(folder);
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const wanted = path.join(root, name.startsWith(prefix) ? name.slice(prefix.length) : '/');
    const file = wanted === root || name.endsWith('/') ? path.join(wanted, 'index.html') : wanted;
    if (!name.startsWith(prefix) || !file.startsWith(root) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      return response.end('not found');
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' });
    response.end(fs.readFileSync(file));
  });
  for (let n = 0; ; n += 1) {
    try {
      await new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(port === 0 ? 0 : port + n, '127.0.0.1', done);
      });
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || n + 1 >= tries) throw error;
    }
  }
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { url } = await serve('dist', { port: Number(process.argv[2] ?? 8080), tries: 20 });
  console.log(`台账 Taizhang: ${url}  (Ctrl+C 停止 / to stop)`);
}
