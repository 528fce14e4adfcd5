// Every screen by eye, by keyboard and by screen reader; on paper; in the other language.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { device, exportFile, file, go, pick, site, start } from './lib.mjs';
import { open, scene } from './scene.mjs';

const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds on the screen as it is. */
async function faults(page) {
  // Put in by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
}

for (const look of ['light', 'dark']) {
  test(`axe finds nothing on any screen, ${look}`, async () => {
    const { url, close } = await site();
    const d = await device({ colorScheme: look });
    const { page } = d;
    const check = async (name) => assert.deepEqual(await faults(page), [], name);
    await page.goto(url);
    await page.locator('.welcome').waitFor();
    await check('start page');
    await scene(page, url);
    for (const name of ['overview', 'targets', 'tasks', 'plan', 'wall', 'units', 'share', 'data']) {
      await go(page, name);
      await check(name);
    }
    await go(page, 'tasks');
    await page.locator('.filterbar-more summary').click();
    await check('tasks, filters open');
    await page.locator('.vrow .check').first().check();
    await check('tasks, one chosen');
    for (const id of ['#bulk-edit', '#bulk-assign', '#bulk-delete']) {
      await page.locator(id).click();
      await page.locator('dialog[open]').waitFor();
      await check(`tasks, ${id}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'hidden' });
    }
    await page.locator('#new-task').click();
    await check('new task');
    await page.keyboard.press('Escape');
    for (const list of ['tasks', 'targets']) {
      await go(page, list);
      await page.locator('.split-main .title-link').first().click();
      await page.locator('.sheet').waitFor();
      for (const tab of await page.locator('.sheet [role=tab]').all()) {
        await tab.click();
        await check(`${list}, ${await tab.innerText()}`);
      }
    }
    await go(page, 'units');
    for (const id of ['#paste-units', '#new-unit', '#new-theme']) {
      await page.locator(id).click();
      await page.locator('dialog[open]').waitFor();
      await check(`units, ${id}`);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'hidden' });
    }
    await go(page, 'data');
    await pick(page, file('坏.json', '{"format":'));
    await page.locator('#import-error').waitFor();
    await check('a refused file');
    await page.keyboard.press('Escape');
    const whole = await exportFile(page);
    await pick(page, whole);
    await page.locator('dialog[open]').waitFor();
    await check('a file looked at');
    await d.close();
    await close();
  });
}

/** Presses Tab until the wanted element has the focus; fails after a whole round of the page. */
async function tabTo(page, selector) {
  for (let n = 0; n < 200; n += 1) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached by Tab`);
}

test('from the start page to a report sent, without a mouse', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await page.goto(url);
  await page.locator('.welcome').waitFor();
  await tabTo(page, '#template-unit');
  await page.keyboard.type('市教育局');
  await tabTo(page, '#start-template button[type=submit]');
  await page.keyboard.press('Enter');
  await page.locator('.shell').waitFor();
  await tabTo(page, '.rail-item[href="#/tasks"]');
  await page.keyboard.press('Enter');
  await page.locator('.shell[data-page=tasks]').waitFor();
  await tabTo(page, '.vrow .title-link');
  await page.keyboard.press('ArrowDown');
  const second = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  await page.locator('.sheet').waitFor();
  assert.ok((await page.locator('.sheet').innerText()).includes(second));
  await tabTo(page, '#report-note');
  await page.keyboard.type('键盘填报');
  await tabTo(page, '#report-send');
  await page.keyboard.press('Enter');
  await page.locator('.entry-text', { hasText: '键盘填报' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.locator('.sheet').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), second, 'the focus comes back to the row');
  await d.close();
  await close();
});

test('in English no Chinese is left on the screens of an English ledger', async () => {
  const { url, close } = await site();
  const d = await device({ locale: 'en-GB' });
  const { page } = d;
  await page.goto(url);
  await page.locator('.welcome').waitFor();
  if (await page.locator('html[lang=zh-CN]').count()) await page.locator('#lang').click();
  await page.locator('html[lang=en]').waitFor();
  await page.locator('#blank-unit').fill('City bureau');
  await page.locator('#blank-title').fill('Plan of 2025');
  await page.locator('#start-blank button[type=submit]').click();
  await page.locator('.shell').waitFor();
  for (const name of ['overview', 'targets', 'tasks', 'plan', 'wall', 'units', 'share', 'data']) {
    await go(page, name);
    const text = await page.locator('body').innerText();
    // The names of the languages stay as they are, and a file's name is one for all who pass it on.
    const han = text.replaceAll(/台账_\S+\.json\S*/g, '').replaceAll('简体中文', '').replaceAll('中文', '').match(/[^\n]*\p{Script=Han}[^\n]*/gu) ?? [];
    assert.deepEqual(han, [], name);
  }
  await d.close();
  await close();
});

test('the lists print as a table with a heading on every page and nothing of the screen', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await page.evaluate(() => { window.print = () => { window.printed = document.body.innerText; }; });
  for (const [name, heading] of [['tasks', '任务清单'], ['targets', '目标清单']]) {
    await go(page, name);
    await page.emulateMedia({ media: 'print' });
    await page.locator('#print').dispatchEvent('click');
    const text = await page.waitForFunction(() => window.printed).then((h) => h.jsonValue());
    assert.ok(text.includes('市教育局') && text.includes(heading));
    await page.evaluate(() => { window.printed = undefined; });
    await page.emulateMedia({ media: 'screen' });
  }
  await d.close();
  await close();
});

test('a phone shows a task as a whole screen and leads back to the list', async () => {
  const { url, close } = await site();
  const d = await device({ width: 360, height: 740, hasTouch: true });
  const { page } = d;
  await start(page, url);
  await go(page, 'tasks');
  await page.locator('.vrow .title-link').first().tap();
  const box = await page.locator('.sheet').boundingBox();
  assert.ok(box.x <= 0 && box.width >= 359, JSON.stringify(box));
  await page.goBack();
  await page.locator('.sheet').waitFor({ state: 'hidden' });
  await page.locator('.vrow').first().waitFor();
  await d.close();
  await close();
});
