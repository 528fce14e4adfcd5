// Makes dist/taizhang.html: script, styles and wasm in one file that runs from file:// and asks the
// network for nothing.
import fs from 'node:fs';
import path from 'node:path';
import crypto from 'node:crypto';
import { promisify } from 'node:util';
import zopfli from '@gfx/zopfli';
import { transformSync } from 'esbuild';
import { BESIDE, LOADER, hash, inlineScripts, policy, withPolicy } from './finish.mjs';

const dist = 'dist';
const read = (name) => fs.readFileSync(path.join(dist, name));
const only = (ending) => {
  const found = fs.readdirSync(dist).filter((name) => name.endsWith(ending) && !/^sw(-off)?\.js$/.test(name));
  if (found.length !== 1) throw new Error(`single: expected one ${ending} in ${dist}, found ${found.length}`);
  return found[0];
};

let html = read('index.html').toString('utf8');
const styles = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>/g)].map((m) => m[1]);
if (styles.length === 0) throw new Error('single: no style sheets in index.html');
const css = styles.map((name) => read(name).toString('utf8')).join('\n');
const icon = read(only('.svg')).toString('base64');
const small = (text, loader) => transformSync(text, { loader, minify: true, format: loader === 'js' ? 'esm' : undefined, target: 'es2022', charset: 'utf8', legalComments: 'none' }).code;
// The page and its worker call the program by the name its start has after that; nothing else of it is exported to anyone.
const EXPORTS = /export\{[^}]*?([\w$]+) as default[^}]*\};?\s*$/;
const script = small(read(only('.js')).toString('utf8'), 'js');
const init = script.match(EXPORTS)?.[1];
if (!init) throw new Error('single: the script does not end in its exports');
// A script element ends at the first closing tag, wherever it stands.
const program = script.replace(EXPORTS, '').replace(/<\/script/gi, '<\\/script');
// Packed: the file goes by chat programs and USB sticks. Every engine that runs the program unpacks gzip, and this
// packer makes it a twentieth smaller than the usual one.
const gzip = promisify(zopfli.gzip);
const wasm = Buffer.from(await gzip(read(only('_bg.wasm')), { numiterations: 5 })).toString('base64');

html = html
  .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\s*/, '')
  .replace(/<link [^>]*rel="(modulepreload|preload|stylesheet|icon|manifest)"[^>]*>\s*/g, '')
  .replace(/<script type="module">[\s\S]*?<\/script>/, '');
// A worker takes the page's own script, up to where the page begins. From file:// no worker runs a
// module: what makes it one is taken out.
const MARK = '/* page */';
const plain = "split('" + MARK + "')[0].replaceAll('import.meta.url', '0')";
const run = LOADER(
  `(async () => {
    const packed = Uint8Array.from(atob(document.getElementById('program').textContent), (c) => c.charCodeAt(0));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    await ${init}({ module_or_path: await new Response(plain).arrayBuffer() });
  })()`,
  `document.getElementById('page').textContent.${plain} + ${JSON.stringify(BESIDE(init))}`,
  'classic',
);
const style = small(css, 'css');
html = html
  .replace('</head>', () => `<link rel="icon" href="data:image/svg+xml;base64,${icon}" />\n<style>${style}</style>\n</head>`)
  .replace('</body>', () => `<script type="application/octet-stream" id="program">${wasm}</script>\n<script type="module" id="page">\n${program}\n${MARK}${run}</script>\n</body>`);
html = withPolicy(html, policy({ scripts: inlineScripts(html), self: '', connect: "'none'", styles: hash(style) }));
fs.writeFileSync(path.join(dist, 'taizhang.html'), html);
const bytes = fs.readFileSync(path.join(dist, 'taizhang.html'));
if (bytes.length > 3 * 1024 * 1024) throw new Error(`single: ${bytes.length} bytes, more than 3 MB`);
console.log(`dist/taizhang.html ${bytes.length} bytes sha256 ${crypto.createHash('sha256').update(bytes).digest('hex')}`);
