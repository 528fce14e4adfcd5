// Thousands of records in one step: killed at any moment there are all of them or none; one undo takes all back, also
// after a reload.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { device, exportFile, file, go, pick, saved, site, start } from './lib.mjs';
import { UNITS, handDown, keepUnit, pasteUnits } from './scene.mjs';

const SCHOOL = '市第一中学';

/** A bureau's device with one school's tasks handed down, and the school's file as the bureau has it. */
async function bureau(url) {
  const d = await device();
  await start(d.page, url);
  await pasteUnits(d.page, UNITS);
  await keepUnit(d.page, '市教育局');
  await handDown(d.page, 'tasks', SCHOOL);
  await saved(d.page);
  const good = fs.readFileSync(await exportFile(d.page, 'unit', { unit: SCHOOL }), 'utf8');
  return { ...d, good };
}

/** The file with its tasks once more as tasks of the school's own, so often as wanted. */
function grown(good, times) {
  const content = JSON.parse(good);
  for (const part of content.parts) {
    if (!part.tasks) continue;
    const more = Array.from({ length: times }, () => part.tasks.map((task) => ({ ...task, id: crypto.randomUUID() })));
    part.tasks = [...part.tasks, ...more.flat()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  const parts = JSON.stringify(content.parts);
  content.hash = `sha256:${crypto.createHash('sha256').update(parts).digest('hex')}`;
  return JSON.stringify(content);
}

/** How many tasks the ledger holds, from a file written now. */
async function tasks(page) {
  const { parts } = JSON.parse(fs.readFileSync(await exportFile(page), 'utf8'));
  return parts.reduce((sum, part) => sum + (part.tasks?.length ?? 0), 0);
}

async function look(page, files) {
  await go(page, 'data');
  await pick(page, ...files);
  await page.locator('#many-accept').waitFor();
}

test('a browser killed while many files go in has all of their records or none', async () => {
  const { url, close } = await site();
  let d = await bureau(url);
  const files = Array.from({ length: 30 }, (_, n) => file(`学校${n}.json`, grown(d.good, 8)));
  const before = await tasks(d.page);
  const added = files.length * 8 * JSON.parse(d.good).parts.reduce((sum, part) => sum + (part.tasks?.length ?? 0), 0);
  assert.ok(added > 1000, `${added} records`);
  const seen = new Set();
  for (const delay of [0, 20, 60, 120, 250, 500, 1000, 2000]) {
    await look(d.page, files);
    const idle = await d.page.locator('#many-accept').isDisabled();
    if (idle) break;
    await d.page.locator('#many-accept').click({ noWaitAfter: true });
    await new Promise((go) => setTimeout(go, delay));
    await d.kill();
    d = { ...(await device({ profile: d.folder })), good: d.good };
    await d.page.goto(url);
    await d.page.locator('.shell').waitFor();
    const there = await tasks(d.page);
    seen.add(there);
    assert.ok(there === before || there === before + added, `${there} tasks after a kill ${delay} ms in, ${before} before, ${added} added`);
  }
  assert.ok(seen.has(before + added), 'the last one was long done');
  await d.close();
  await close();
});

test('thousands of records are taken back by one undo, and by their restore point after a reload', async () => {
  const { url, close } = await site();
  const d = await bureau(url);
  const files = Array.from({ length: 30 }, (_, n) => file(`学校${n}.json`, grown(d.good, 8)));
  const before = await tasks(d.page);
  const accept = async () => {
    await look(d.page, files);
    await d.page.locator('#many-accept').click();
    await d.page.locator('#many-accept, #many-taking').first().waitFor({ state: 'detached' });
    await saved(d.page);
    assert.ok((await tasks(d.page)) > before + 1000);
  };
  await accept();
  await d.page.locator('#undo').click();
  await saved(d.page);
  assert.equal(await tasks(d.page), before);
  await accept();
  await d.page.reload();
  await d.page.locator('.shell').waitFor();
  await go(d.page, 'data');
  await d.page.locator('#restores button').first().click();
  await d.page.locator('#restores button').first().waitFor({ state: 'detached' });
  await saved(d.page);
  assert.equal(await tasks(d.page), before);
  await d.close();
  await close();
});
