// Bytes shipped, raw and gzipped.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const files = fs.readdirSync('dist', { withFileTypes: true }).filter((f) => f.isFile()).map((f) => f.name);
const kinds = { wasm: (n) => n.endsWith('.wasm'), js: (n) => n.endsWith('.js'), css: (n) => n.endsWith('.css'), 'index.html': (n) => n === 'index.html', 'taizhang.html': (n) => n === 'taizhang.html' };
for (const [kind, is] of Object.entries(kinds)) {
  const bytes = files.filter(is).map((name) => fs.readFileSync(path.join('dist', name)));
  const raw = bytes.reduce((sum, b) => sum + b.length, 0);
  const gz = bytes.reduce((sum, b) => sum + zlib.gzipSync(b, { level: 9 }).length, 0);
  console.log(`${kind.padEnd(14)} ${String(raw).padStart(9)} raw ${String(gz).padStart(9)} gzip`);
}
