// The ways people go with their year: from the plan to a school's file and its arrival at the county.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { device, exportFile, go, pick, saved, site, start } from './lib.mjs';
import { handDown, keepUnit, open, pasteUnits, report, setFields } from './scene.mjs';

test('a ledger is named by its year until a name is typed', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await page.goto(url);
  const title = page.locator('#blank-title');
  await page.locator('#blank-year').fill('2018');
  assert.equal(await title.inputValue(), '2018年教育工作台账');
  await title.fill('创建年台账');
  await page.locator('#blank-year').fill('2019');
  assert.equal(await title.inputValue(), '创建年台账');
  await d.close();
  await close();
});

test("a school's year goes from the template to its exported file and arrives at the county whole", async () => {
  const { url, close } = await site();

  // The county begins from the template, builds its tree, hands the plan down and writes the plan's file.
  const county = await device();
  await start(county.page, url, { unit: '成安县教育局' });
  await pasteUnits(county.page, '成安县第一中学\n成安县实验小学');
  await keepUnit(county.page, '成安县教育局');
  await handDown(county.page, 'targets', '成安县第一中学');
  await handDown(county.page, 'tasks', '成安县第一中学');
  const sent = await exportFile(county.page, 'unit', { unit: '　成安县第一中学' });
  assert.match(path.basename(sent), /^台账_成安县第一中学_2025年_.*_20250328-0930\.json$/);

  // The school opens it on its own device, fixes who does what by when, reports, records a value.
  const school = await device();
  await school.page.goto(url);
  await pick(school.page, sent);
  await school.page.locator('#import-open').click();
  await saved(school.page);
  assert.match(await school.page.locator('#unit-switch option:checked').innerText(), /成安县第一中学/);
  await go(school.page, 'tasks');
  const count = Number((await school.page.locator('h1 .count').innerText()).trim());
  assert.ok(count >= 40, `${count} tasks came down`);
  const task = await school.page.locator('.vrow .title-link').first().innerText();
  await open(school.page, 'tasks', task);
  await setFields(school.page, { person: '赵明远', responsibility: '每周召集专班', pace: '每月底完成一批', due: '2025-06-30' });
  await report(school.page, 35, '已召开动员会，完成摸底');
  const target = '义务教育巩固率';
  await open(school.page, 'targets', target);
  await school.page.locator('#actual-value').fill('８６．５');
  await school.page.locator('#actual-evidence').fill('教务处3月台账');
  await school.page.locator('#actual-add').click();
  await school.page.locator('.entry-text', { hasText: '86.5' }).waitFor();
  await saved(school.page);

  // Its file goes up, packed, by whatever way files go; its name changes on the way.
  const up = await exportFile(school.page, 'unit', { packed: true });
  assert.match(path.basename(up), /^台账_成安县第一中学_2025年_上报_.*\.json\.gz$/);
  const arrived = path.join(path.dirname(up), '台账_成安县第一中学(1).json.gz');
  fs.copyFileSync(up, arrived);

  // The county looks at what it would change, takes it over, finds everything.
  await go(county.page, 'data');
  await pick(county.page, arrived);
  await county.page.locator('#import-accept').waitFor();
  const preview = await county.page.locator('dialog[open]').innerText();
  assert.ok(preview.includes(task) && preview.includes('赵明远') && preview.includes('成安县第一中学'), preview);
  await county.page.locator('#import-accept').click();
  await saved(county.page);
  await county.page.locator('#unit-switch').selectOption({ label: '　成安县第一中学' });
  await open(county.page, 'tasks', task);
  await county.page.locator('.entry-text', { hasText: '已召开动员会，完成摸底' }).waitFor();
  await county.page.locator('#tab-info').click();
  assert.equal(await county.page.locator('#info-person').inputValue(), '赵明远');
  await open(county.page, 'targets', target);
  await county.page.locator('.entry-text', { hasText: '86.5' }).waitFor();

  // The same file again changes nothing and says so.
  await go(county.page, 'data');
  await pick(county.page, up);
  await county.page.getByText('没有变化').first().waitFor();
  await county.page.keyboard.press('Escape');

  // And the whole can be taken back, also after a reload.
  await county.page.reload();
  await go(county.page, 'data');
  await county.page.locator('#restores button').first().click();
  await saved(county.page);
  await open(county.page, 'tasks', task);
  await county.page.locator('#report-note').waitFor();
  assert.equal(await county.page.locator('.entry-text').count(), 0);
  await county.close();
  await school.close();
  await close();
});

test('the plan alone carries targets and tasks without what was reported', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const title = await (async () => {
    await go(d.page, 'tasks');
    return d.page.locator('.vrow .title-link').first().innerText();
  })();
  await open(d.page, 'tasks', title);
  await report(d.page, 20, '只在本单位的进展');
  const packed = await exportFile(d.page, 'plan', { packed: true });
  const text = zlib.gunzipSync(fs.readFileSync(packed)).toString('utf8');
  assert.ok(text.includes(title.slice(0, 8)));
  assert.ok(!text.includes('只在本单位的进展'));
  await d.close();
  await close();
});

test('undo and redo take an edit back and bring it again, and the history shows both', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await go(d.page, 'tasks');
  const title = await d.page.locator('.vrow .title-link').first().innerText();
  await open(d.page, 'tasks', title);
  await setFields(d.page, { person: '赵明远' });
  await d.page.locator('#undo').click();
  await saved(d.page);
  assert.equal(await d.page.locator('#info-person').inputValue(), '');
  await d.page.locator('#redo').click();
  await saved(d.page);
  assert.equal(await d.page.locator('#info-person').inputValue(), '赵明远');
  await d.page.locator('#tab-history').click();
  const history = await d.page.locator('.sheet').innerText();
  assert.ok(history.includes('赵明远'), history);
  await d.close();
  await close();
});

test('several tasks are changed at once and found by filter, person and search', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await go(d.page, 'tasks');
  for (const row of [0, 1, 2]) await d.page.locator('.vrow .check').nth(row).check();
  await d.page.locator('#bulk-edit').click();
  await d.page.locator('#bulk-person').fill('李红');
  await d.page.locator('#bulk-due').fill('2025-03-20');
  await d.page.locator('dialog[open] button[type=submit]').click();
  await saved(d.page);
  await d.page.locator('.filterbar-more summary').click();
  await d.page.locator('#filter-person').selectOption('李红');
  assert.equal(await d.page.locator('.vrow').count(), 3);
  await d.page.locator('.chipbtn[data-light=overdue]').click();
  assert.equal(await d.page.locator('.vrow').count(), 3);
  await d.page.locator('#clear-filters').click();
  await d.page.locator('#search').fill('lihong');
  await d.page.locator('#search').fill('李红');
  await d.page.waitForFunction(() => document.querySelectorAll('.vrow').length === 3);
  await d.close();
  await close();
});
