// Several pages on one store: tabs that miss each other's messages, newer builds, other HTML files.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { device, go, saved, site, start } from './lib.mjs';
import { open } from './scene.mjs';

async function firstTask(page) {
  await go(page, 'tasks');
  await open(page, 'tasks', await page.locator('.vrow .title-link').first().innerText());
}

test('two tabs edit one task three hundred times between them and end the same, with nothing lost', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await firstTask(d.page);
  const other = await d.context.newPage();
  await other.goto(d.page.url());
  for (const page of [d.page, other]) await page.locator('#tab-info').click();
  const fields = ['person', 'leader', 'head', 'responsibility', 'pace', 'note'];
  // Typed by the page itself, as fast as it takes them: 150 edits a tab, over the same fields.
  const edit = (page, who) => page.evaluate(async ({ who, fields }) => {
    for (let n = 0; n < 150; n += 1) {
      const control = document.querySelector(`#info-${fields[n % fields.length]}`);
      control.value = `${who}${n}`;
      control.dispatchEvent(new Event('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
      control.dispatchEvent(new FocusEvent('blur'));
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    }
  }, { who, fields });
  await Promise.all([edit(d.page, '甲'), edit(other, '乙')]);
  await Promise.all([saved(d.page), saved(other)]);
  const values = (page) => page.evaluate((fields) => fields.map((f) => document.querySelector(`#info-${f}`).value), fields);
  // Each looks at the store again when it comes to the front; they end on the same values.
  let [there, too] = [[], null];
  for (const end = Date.now() + 10_000; String(there) !== String(too) && Date.now() < end;) {
    for (const page of [d.page, other]) {
      await page.evaluate(() => new Promise((next) => { window.dispatchEvent(new Event('focus')); requestAnimationFrame(() => setTimeout(next)); }));
    }
    [there, too] = [await values(d.page), await values(other)];
  }
  assert.deepEqual(there, too);
  there.forEach((value, n) => assert.match(value, new RegExp(`^[甲乙]${144 + n}$`)));
  // Every one of the three hundred stands in the history.
  for (const page of [d.page, other]) {
    await page.reload();
    await page.locator('#tab-history').click();
    await page.locator('#panel-history .history-row, #panel-history li').first().waitFor();
    const history = await page.locator('.sheet').innerText();
    for (const who of ['甲', '乙']) {
      for (let n = 0; n < 150; n += 1) assert.ok(history.includes(`${who}${n}`), `${who}${n} is in the history`);
    }
  }
  await d.close();
  await close();
});

test('a tab that got no message catches up when it is looked at', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.addInitScript(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await start(d.page, url);
  await firstTask(d.page);
  const other = await d.context.newPage();
  await other.goto(d.page.url());
  await other.locator('#tab-info').click();
  await d.page.locator('#tab-info').click();
  await d.page.locator('#info-person').fill('无声的改动');
  await d.page.locator('#info-person').blur();
  await saved(d.page);
  await other.evaluate(() => window.dispatchEvent(new Event('focus')));
  await other.waitForFunction(() => document.querySelector('#info-person').value === '无声的改动');
  await d.close();
  await close();
});

test('a page whose database a newer build takes over says so and stops saving', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const newer = await d.context.newPage();
  await newer.goto(new URL('schema/taizhang-snapshot-v1.schema.json', url).href);
  const took = await newer.evaluate(() => new Promise((done, fail) => {
    const begun = performance.now();
    const request = indexedDB.open('taizhang', 50);
    request.onsuccess = () => { request.result.close(); done(performance.now() - begun); };
    request.onerror = () => fail(request.error);
  }));
  assert.ok(took < 2000, `the old page let go after ${took} ms`);
  await d.page.locator('.banner.is-error').waitFor();
  await d.close();
  await close();
});

test('an IndexedDB that never answers does not hold the page up', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.addInitScript(() => { IDBFactory.prototype.open = () => new EventTarget(); });
  await d.page.goto(url);
  await d.page.getByText('临时模式').first().waitFor();
  await d.close();
  await close();
});

test('another local HTML file with the same names in the store harms nothing', async () => {
  const d = await device();
  const app = `file://${path.resolve('dist/taizhang.html')}`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-other-'));
  fs.writeFileSync(path.join(folder, '别的工具.html'), '<!doctype html><title>other</title>');
  await start(d.page, app, { unit: '成安县第一中学' });
  const other = await d.context.newPage();
  await other.goto(`file://${folder}/别的工具.html`);
  await other.evaluate(async () => {
    localStorage.setItem('someone-else', '1');
    localStorage.setItem('taizhang-not-ours', '1');
    for (const name of Object.keys(localStorage)) if (name.startsWith('taizhang')) localStorage.setItem(name, '{"broken":');
    await new Promise((done) => { const r = indexedDB.open('taizhang-other', 9); r.onsuccess = () => { r.result.close(); done(); }; });
  });
  await d.page.reload();
  await d.page.locator('.shell').waitFor();
  assert.match(await d.page.locator('#unit-switch').innerText(), /成安县第一中学/);
  assert.equal(await other.evaluate(() => localStorage.getItem('someone-else')), '1');
  await d.close();
});
