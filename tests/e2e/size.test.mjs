// Twenty thousand tasks: the list stays a list.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { device, exportFile, file, go, pick, saved, site, start } from './lib.mjs';

const ROWS = 20_000;

/** A copy of a snapshot with its first task many times over, each with an id and a title of its own. */
function many(snapshot, rows) {
  const whole = JSON.parse(snapshot);
  const part = whole.parts.find((p) => p.tasks?.length);
  const [first] = part.tasks;
  const hex = (n) => n.toString(16).padStart(12, '0');
  for (let n = 0; n < rows; n += 1) {
    part.tasks.push({ ...structuredClone(first), id: `01940000-0000-7000-8000-${hex(n)}`, title: `第${n}项任务` });
  }
  delete whole.hash;
  return JSON.stringify(whole);
}

test('20,000 rows: only what is seen is made, and a screen of scrolling comes at once', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const big = file('两万项.json', many(fs.readFileSync(await exportFile(d.page), 'utf8'), ROWS));
  await go(d.page, 'data');
  await pick(d.page, big);
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await go(d.page, 'tasks');
  assert.match((await d.page.locator('h1').innerText()).replaceAll(/[\s,]/g, ''), new RegExp(`${ROWS + 40}`));
  const rows = () => d.page.locator('.vrow').count();
  assert.ok((await rows()) < 60);
  // Through the whole list, a screen a frame: every frame shows rows, none of them blank.
  const blank = await d.page.evaluate(async () => {
    const list = document.querySelector('.vscroll');
    const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    let empty = 0;
    for (let n = 0; n <= 100; n += 1) {
      list.scrollTop = ((list.scrollHeight - list.clientHeight) * n) / 100;
      await frame();
      const box = list.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!at?.closest('.vrow')) empty += 1;
    }
    return empty;
  });
  assert.equal(blank, 0);
  assert.ok((await rows()) < 60);
  await d.page.locator('#search').fill(`第${ROWS - 1}项`);
  await d.page.waitForFunction(() => document.querySelectorAll('.vrow').length === 1);
  await d.close();
  await close();
});

test('a page closed in the middle of a merge of 5,000 tasks leaves the old state or the new one', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const big = file('五千项.json', many(fs.readFileSync(await exportFile(d.page), 'utf8'), 5_000));
  await go(d.page, 'data');
  await pick(d.page, big);
  await d.page.locator('#import-accept').waitFor();
  const next = await d.context.newPage();
  // Closed by the click itself, before the store can have answered.
  await d.page.evaluate(() => document.querySelector('#import-accept').click());
  await d.page.close({ runBeforeUnload: false });
  await next.goto(url);
  await go(next, 'tasks');
  const count = Number((await next.locator('h1 .count').innerText()).replaceAll(/[\s,]/g, ''));
  assert.ok([40, 5_040].includes(count), `${count} tasks`);
  await d.close();
  await close();
});
