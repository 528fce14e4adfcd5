// How long the page stands still while many files come in: the longest gaps between two turns of the built page's own
// loop, beside an empty page's, in the same run: node tools/bench-frames.mjs [schools=1000] [tasks=100] [counties=1]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { device, site } from '../tests/e2e/lib.mjs';

const [schools = 1000, tasks = 100, counties = 1] = process.argv.slice(2).map(Number);
const out = path.resolve('out/bench/city');
fs.rmSync(out, { recursive: true, force: true });
execFileSync('cargo', ['run', '--quiet', '--locked', '--release', '--example', 'city', '--', '--counties', counties, '--schools', schools, '--tasks', tasks, '--out', out].map(String), { stdio: 'inherit' });
const folders = fs.readdirSync(out).filter((name) => name.startsWith('county-')).map((name) => path.join(out, name));
const files = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);

const { url, close } = await site();
const d = await device({ clock: null });
const { page } = d;

/** Notes every turn of the loop that comes late. */
const watch = () => page.evaluate(() => {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  window.gaps = [];
  port1.onmessage = () => requestAnimationFrame(() => {
    const now = performance.now();
    window.gaps.push(now - last);
    last = now;
    port2.postMessage(0);
  });
  port2.postMessage(0);
});
const taken = async (name) => {
  const gaps = await page.evaluate(() => window.gaps.splice(0));
  const sorted = gaps.sort((a, b) => b - a);
  const late = sorted.filter((gap) => gap > 50).length;
  console.log(`${name.padEnd(10)} ${gaps.length} frames, ${late} over 50 ms, longest ${sorted.slice(0, 5).map((gap) => gap.toFixed(0)).join(', ')} ms`);
};

await page.goto('about:blank');
await watch();
await page.waitForFunction(() => window.gaps.length > 120);
await taken('empty page');

await page.goto(url);
await page.locator('input[type=file]').first().setInputFiles(path.join(out, 'bureau.json'));
await page.locator('dialog[open] .btn.is-primary').first().click();
await page.locator('.shell').waitFor();
await page.evaluate(() => { location.hash = '#/data'; });
await page.locator('.dropzone').waitFor();
console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
await watch();
await page.locator('.dropzone input[type=file]').first().setInputFiles(files);
await page.locator('#many-reading').waitFor();
// Handing a thousand files to the page is the test's own work.
await page.evaluate(() => window.gaps.splice(0));
let start = Date.now();
await page.locator('#many-accept').waitFor({ timeout: 300_000 });
console.log(`read and summed up in ${Date.now() - start} ms`);
await taken('reading');
start = Date.now();
await page.locator('#many-accept').click({ noWaitAfter: true });
await page.locator('#many-taking').waitFor({ state: 'detached', timeout: 300_000 });
await page.waitForFunction(() => document.querySelector('#many-accept, #many-taking') === null && document.querySelector('#save-state[data-state=saved]'), null, { timeout: 300_000 });
console.log(`taken over and saved in ${Date.now() - start} ms`);
await taken('accepting');
// The same files once more, now that all of their records are here.
await page.evaluate(() => { location.hash = '#/data'; });
await page.locator('.dropzone input[type=file]').first().setInputFiles(files);
await page.locator('#many-reading').waitFor();
await page.evaluate(() => window.gaps.splice(0));
start = Date.now();
await page.locator('#many-report').waitFor({ timeout: 300_000 });
console.log(`read again in ${Date.now() - start} ms`);
await taken('again');
await d.close();
await close();
process.exit(0);
