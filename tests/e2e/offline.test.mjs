// Without a network after the first visit; a new version comes whole, when a person says so, or not at all.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { device, go, site, start } from './lib.mjs';

/** A copy of the built page, to be changed as a deploy would. */
function deployed() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-site-'));
  fs.cpSync('dist', folder, { recursive: true });
  return folder;
}

/** Puts a next version in: another page and another list of its files. */
function deploy(folder, { missing = false } = {}) {
  const change = (name, from, to) => {
    const at = path.join(folder, name);
    const text = fs.readFileSync(at, 'utf8');
    assert.ok(text.includes(from), `${name} has ${from}`);
    fs.writeFileSync(at, text.replace(from, to));
  };
  change('index.html', '<title>', '<meta name="generation" content="2" /><title>');
  change('sw.js', "const VERSION = '", "const VERSION = '2");
  if (missing) change('sw.js', "const FILES = [", "const FILES = ['./not-there.wasm', ");
}

const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const generation = (page) => page.locator('meta[name=generation]').count();

test('after the first visit it opens without a network, with its data', async () => {
  const { url, close } = await site();
  const d = await device({ serviceWorkers: 'allow' });
  await start(d.page, url);
  await kept(d.page);
  await close();
  await d.page.reload();
  await d.page.locator('.shell').waitFor();
  await go(d.page, 'tasks');
  await d.page.locator('.vrow').first().waitFor();
  await d.close({ expect: [/Failed to load|ERR_|fetch/] });
});

test('a new version is offered, and used when a person says so', async () => {
  const folder = deployed();
  const { url, close } = await site('/a/b/', folder);
  const d = await device({ serviceWorkers: 'allow' });
  await start(d.page, url);
  await kept(d.page);
  deploy(folder);
  await d.page.reload();
  await d.page.locator('#update-use').waitFor();
  assert.equal(await generation(d.page), 0, 'the version in use stays until then');
  await d.page.locator('#update-use').click();
  await d.page.locator('meta[name=generation]').waitFor({ state: 'attached' });
  await d.page.locator('.shell').waitFor();
  await go(d.page, 'tasks');
  await d.page.locator('.vrow').first().waitFor();
  await d.close();
  await close();
});

test('a new version of which a file is missing is never used', async () => {
  const folder = deployed();
  const { url, close } = await site('/a/b/', folder);
  const d = await device({ serviceWorkers: 'allow' });
  await start(d.page, url);
  await kept(d.page);
  deploy(folder, { missing: true });
  const ended = await d.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = new Promise((done) => {
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker.addEventListener('statechange', () => done(worker.state));
      });
    });
    await registration.update().catch(() => {});
    return found;
  });
  assert.equal(ended, 'redundant');
  await d.page.reload();
  await d.page.locator('.shell').waitFor();
  assert.equal(await generation(d.page), 0);
  assert.equal(await d.page.locator('#update-use').count(), 0);
  await d.close({ expect: [/404|Failed|ServiceWorker/] });
  await close();
});

test('sw-off.js in place of sw.js takes the worker and what it kept away', async () => {
  const folder = deployed();
  const { url, close } = await site('/a/b/', folder);
  const d = await device({ serviceWorkers: 'allow' });
  await start(d.page, url);
  await kept(d.page);
  fs.copyFileSync(path.join(folder, 'sw-off.js'), path.join(folder, 'sw.js'));
  await d.page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await d.page.waitForFunction(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
  await d.page.reload();
  await d.page.locator('.shell').waitFor();
  await d.close();
  await close();
});
