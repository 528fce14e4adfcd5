// After trunk: puts a loader that can say what went wrong in place of trunk's, and the content
// security policy with the hashes of the inline scripts into dist/index.html; tells the service
// worker which files make up this version.
import fs from 'node:fs';
import crypto from 'node:crypto';
import path from 'node:path';

const dist = 'dist';
const file = path.join(dist, 'index.html');

/** The policy's hash of an inline script or style. */
export const hash = (text) => `'sha256-${crypto.createHash('sha256').update(text).digest('base64')}'`;

/** Texts of all executing inline scripts. */
export const inlineScripts = (html) =>
  [...html.matchAll(/<script(?![^>]*\bsrc=)(?![^>]*application\/)[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]);

/** The policy of both builds; `connect` and `styles` differ. */
export function policy({ scripts, self, connect, styles }) {
  return [
    "default-src 'none'",
    `script-src ${self} 'wasm-unsafe-eval' ${scripts.map(hash).join(' ')}`,
    `style-src ${styles}`,
    `img-src ${self} data: blob:`,
    `connect-src ${connect}`,
    `worker-src ${self} blob:`,
    `manifest-src ${self || "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].map((rule) => rule.replace(/\s+/g, ' ').trim()).join('; ');
}

/** Puts the policy before anything that could load or run. */
export const withPolicy = (html, text) =>
  html.replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${text}" />`);

/**
 * Starts the program: `load` is a promise of that, `worker` an expression for the text of a script of
 * this `type` that starts it in a worker with the program it is sent. A worker that cannot says so.
 */
export const LOADER = (load, worker, type) => `
window.taizhangWorker = () => {
  const address = URL.createObjectURL(new Blob([${worker}], { type: 'text/javascript' }));
  const started = new Worker(address, { type: '${type}' });
  const done = () => URL.revokeObjectURL(address);
  started.addEventListener('message', done, { once: true });
  started.addEventListener('error', done, { once: true });
  return started;
};
if (!window.taizhangCannotRun) {
  ${load}.catch((error) => {
    if (error instanceof WebAssembly.RuntimeError) window.taizhangRescue(error.message);
    else window.taizhangLoadFailed(String(error && error.message ? error.message : error));
  });
}
`;

/** What a worker does with the program it is sent, by the name of the function that starts one. */
export const BESIDE = (init) => `onmessage = ({ data }) => { onmessage = null; ${init}({ module_or_path: data }).catch(() => postMessage(false)); };`;

if (import.meta.url === `file://${process.argv[1]}`) {
  let html = fs.readFileSync(file, 'utf8');
  const own = html.match(/<script type="module">\s*import init[\s\S]*?from '(\.\/[^']+\.js)'[\s\S]*?module_or_path: '([^']+)'[\s\S]*?<\/script>/);
  if (!own) throw new Error('finish: the loader that trunk writes was not found in ' + file);
  const [trunkLoader, script, wasm] = own;
  const beside = "`import init from ${JSON.stringify(new URL('" + script + "', document.baseURI).href)}; " + BESIDE('init') + '`';
  const loader = LOADER(`import('${script}').then((program) => program.default({ module_or_path: '${wasm}' }))`, beside, 'module');
  html = html.replace(trunkLoader, () => `<script type="module">${loader}</script>`);
  // Chromium ignores the sum of a preload and says so on every start.
  html = html.replace(/(<link rel="preload"[^>]*?) integrity="[^"]*"/g, '$1');
  const scripts = inlineScripts(html);
  html = withPolicy(html, policy({ scripts, self: "'self'", connect: "'self'", styles: "'self'" }));
  fs.writeFileSync(file, html);
  finishOffline();
}

/** The version is the sum of all its files, so that the same files are the same version. */
function finishOffline() {
  const put = (name, marks) => {
    const at = path.join(dist, name);
    fs.writeFileSync(at, Object.entries(marks).reduce((text, [mark, value]) => text.replace(mark, () => value), fs.readFileSync(at, 'utf8')));
  };
  const names = () => fs.readdirSync(dist).filter((name) => /\.(html|js|wasm|css|svg|webmanifest)$/.test(name) && !/^(sw(-off)?\.js|taizhang\.html)$/.test(name)).sort();
  put('manifest.webmanifest', { '@icon@': `./${names().find((name) => name.endsWith('.svg'))}` });
  const sum = crypto.createHash('sha256');
  for (const name of names()) sum.update(name).update(fs.readFileSync(path.join(dist, name)));
  const files = names().map((name) => (name === 'index.html' ? './' : `./${name}`));
  put('sw.js', { '@version@': sum.digest('hex').slice(0, 16), "'@files@'": files.map((name) => `'${name}'`).join(', ') });
}
