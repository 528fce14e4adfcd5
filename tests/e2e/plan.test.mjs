// The plan on a page: moves, coverage, timetable, duty sheets; a target's division and its series.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { device, exportFile, go, printed, saved, site, start } from './lib.mjs';
import { handDown, open, pasteUnits, scene, setFields } from './scene.mjs';

const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const SCHOOLS = ['成安县第一中学', '成安县实验小学'];

/** A view of the plan by its tab. */
async function view(page, name) {
  await go(page, 'plan');
  await page.locator(`.plan-tabs a[href="#/plan${name}"]`).click();
  await page.locator(`.plan-tabs a[href="#/plan${name}"][aria-current=page]`).waitFor();
}

const titles = (page, kind) => page.locator(`.plan-row[data-kind=${kind}] .plan-title`).allInnerTexts();
/** The name of the row that has the focus; a row that was moved gets it back. */
async function focused(page) {
  await page.waitForFunction(() => document.activeElement.classList.contains('plan-row'));
  return page.evaluate(() => document.activeElement.querySelector('.plan-title').textContent);
}
const undo = async (page) => {
  await page.locator('#undo').click();
  await saved(page);
};

test('themes and tasks of the plan are moved by keyboard, and each move is undone', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await view(page, '');
  const themes = await titles(page, 'theme');
  const tops = await page.locator('.plan-row[data-kind=theme][data-level="1"] .plan-title').allInnerTexts();
  assert.ok(tops.length >= 3, `${tops}`);
  // A top theme goes before the one above it; the focus stays on it.
  await page.locator('.plan-row[data-level="1"]').nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await saved(page);
  await page.waitForFunction((t) => document.querySelector('.plan-title').textContent === t, tops[1]);
  assert.equal(await focused(page), tops[1]);
  // And in under the one above, and out again.
  await page.keyboard.press('Alt+ArrowDown');
  await page.waitForFunction((t) => document.querySelector('.plan-title').textContent === t, tops[0]);
  assert.equal(await focused(page), tops[1]);
  await page.keyboard.press('Alt+ArrowRight');
  await page.locator('.plan-row[data-kind=theme][data-level="2"]', { hasText: tops[1] }).waitFor();
  assert.equal(await focused(page), tops[1]);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.locator('.plan-row[data-kind=theme][data-level="1"]', { hasText: tops[1] }).waitFor();
  for (let n = 0; n < 4; n += 1) await undo(page);
  assert.deepEqual(await titles(page, 'theme'), themes);
  // A task at the end of its theme steps over into the next.
  const row = page.locator('.plan-row[data-kind=task]').last();
  const name = await row.locator('.plan-title').innerText();
  const themeOf = () => page.evaluate((t) => {
    const rows = [...document.querySelectorAll('.plan-row')];
    let at = rows.findIndex((r) => r.dataset.kind === 'task' && r.querySelector('.plan-title').textContent === t);
    while (rows[at].dataset.kind !== 'theme') at -= 1;
    return rows[at].querySelector('.plan-title').textContent;
  }, name);
  const own = await themeOf();
  await row.focus();
  for (let n = 0; n < 40 && (await themeOf()) === own; n += 1) {
    await page.keyboard.press('Alt+ArrowUp');
    assert.equal(await focused(page), name);
  }
  assert.notEqual(await themeOf(), own);
  assert.equal(await focused(page), name);
  // Enter opens the record.
  await page.keyboard.press('Enter');
  await page.locator('.sheet-title', { hasText: name }).waitFor();
  await d.close();
  await close();
});

test('a task is dragged into another theme, and a theme folds away what is under it', async () => {
  const { url, close } = await site();
  // High enough for both ends of the way: a drag does not scroll.
  const d = await device({ height: 2400 });
  const { page } = d;
  await start(page, url);
  await view(page, '');
  const task = page.locator('.plan-row[data-kind=task]').first();
  const name = await task.locator('.plan-title').innerText();
  const last = page.locator('.plan-row[data-kind=theme]').last();
  await task.dragTo(last, { sourcePosition: { x: 8, y: 6 } });
  await saved(page);
  await page.locator('.toast', { hasText: name }).waitFor();
  const tasks = await titles(page, 'task');
  assert.equal(tasks.at(-1), name);
  await undo(page);
  assert.equal((await titles(page, 'task'))[0], name);
  await page.locator('.plan-row[data-kind=theme]').first().focus();
  const before = await page.locator('.plan-row').count();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((n) => document.querySelectorAll('.plan-row').length < n, before);
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((n) => document.querySelectorAll('.plan-row').length === n, before);
  await d.close();
  await close();
});

test('the plan prints on one page across of A4 or A3 with everything on it', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await view(page, '');
  const all = [...(await titles(page, 'target')), ...(await titles(page, 'task'))];
  const { text, pages } = await printed(page);
  assert.deepEqual(pages, ['297x210']);
  for (const title of all) assert.ok(text.includes(title), title);
  await page.locator('#plan-paper').selectOption('a3');
  assert.deepEqual((await printed(page)).pages, ['420x297']);
  await d.close();
  await close();
});

/** Fingers on the screen, as the browser's own touch. */
async function fingers(page) {
  const cdp = await page.context().newCDPSession(page);
  const send = (type, points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  return { down: (x, y) => send('touchStart', [{ x, y }]), move: (x, y) => send('touchMove', [{ x, y }]), up: () => send('touchEnd', []) };
}

test('a finger picks a row up by a long press and carries it, the page following at its edge; a short one scrolls', async () => {
  const { url, close } = await site();
  const d = await device({ width: 390, height: 740, hasTouch: true, isMobile: true });
  const { page } = d;
  await start(page, url);
  await view(page, '');
  const finger = await fingers(page);
  const task = page.locator('.plan-row[data-kind=task]').first();
  const name = await task.locator('.plan-title').innerText();
  await task.scrollIntoViewIfNeeded();
  const scrolled = () => page.evaluate(() => document.querySelector('#main').scrollTop);
  const row = (await task.boundingBox());
  const [x, y] = [row.x + row.width / 2, row.y + row.height / 2];
  // Moved at once, nothing is picked up.
  await finger.down(x, y);
  for (let n = 1; n <= 5; n += 1) await finger.move(x, y - n * 12);
  assert.equal(await page.locator('.plan-row[data-held=true]').count(), 0);
  await finger.up();
  await task.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => new Promise((next) => {
    const main = document.querySelector('#main');
    const was = main.scrollTop;
    requestAnimationFrame(() => requestAnimationFrame(() => next(main.scrollTop === was)));
  }));
  const from = await task.boundingBox();
  const before = await scrolled();
  await finger.down(from.x + 60, from.y + from.height / 2);
  await page.locator('.plan-row[data-held=true]', { hasText: name }).waitFor();
  const main = await page.locator('#main').boundingBox();
  const edge = main.y + main.height - 8;
  await finger.move(from.x + 60, edge);
  await page.waitForFunction((was) => document.querySelector('#main').scrollTop > was + 200, before);
  // Held still in the middle, over the theme that has come there.
  await page.waitForFunction(() => {
    const main = document.querySelector('#main');
    return main.scrollTop + main.clientHeight >= main.scrollHeight - 1;
  });
  const last = page.locator('.plan-row[data-kind=theme]').last();
  const goal = await last.boundingBox();
  await finger.move(goal.x + 80, goal.y + goal.height / 2);
  await page.locator('.plan-row[data-drop=in]').waitFor();
  const into = await page.locator('.plan-row[data-drop=in] .plan-title').innerText();
  await finger.up();
  await saved(page);
  await page.locator('.toast', { hasText: name }).waitFor();
  const themeOf = await page.evaluate((t) => {
    const rows = [...document.querySelectorAll('.plan-row')];
    let at = rows.findIndex((r) => r.dataset.kind === 'task' && r.querySelector('.plan-title').textContent === t);
    while (rows[at].dataset.kind !== 'theme') at -= 1;
    return rows[at].querySelector('.plan-title').textContent;
  }, name);
  assert.equal(themeOf, into);
  await d.close();
  await close();
});

test('the record leads to where it stands in the plan, with its person chosen', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await go(page, 'overview');
  assert.deepEqual(await page.locator('.ways a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))), ['#/wall', '#/plan', '#/plan/coverage', '#/plan/timetable', '#/plan/duties']);
  await go(page, 'tasks');
  const title = await page.locator('.vrow .title-link').first().innerText();
  await open(page, 'tasks', title);
  await setFields(page, { person: '赵明远', due: '2025-06-30' });
  await page.locator('.sheet .ways a[href="#/plan/timetable"]').click();
  await page.locator('.deadline').first().waitFor();
  assert.equal(await page.locator('#table-person').inputValue(), '赵明远');
  assert.equal(await page.locator('.deadline').count(), 1);
  await open(page, 'tasks', title);
  await page.locator('.sheet .ways a[href="#/plan"]').click();
  assert.equal(await focused(page), title);
  await open(page, 'tasks', title);
  await page.locator('.sheet .ways a[href="#/plan/duties"]').click();
  await page.locator('.duty-sheet', { hasText: '赵明远责任清单' }).waitFor();
  await open(page, 'tasks', title);
  await page.locator('.sheet .ways a[href^="#/wall/task/"]').click();
  await page.locator('.wall .wall-row[data-open=true]').waitFor();
  await d.close();
  await close();
});

test('copied cells are pasted into the division where the focus is, and taken back in one step', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { unit: '成安县教育局' });
  await pasteUnits(page, [...SCHOOLS, '成安县第二中学'].join('\n'));
  const target = '义务教育巩固率';
  await open(page, 'targets', target);
  await setFields(page, { value: '100', measure: '人' });
  await page.locator('#tab-main').click();
  await page.locator('#divide').click();
  const cells = async () => Promise.all([0, 1, 2].map((n) => page.locator(`#part-${n}`).inputValue()));
  const paste = (id, text) => page.locator(id).evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    input.focus();
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await page.locator('#part-0').fill('5');
  await paste('#part-1', '40\r\n60\r\n80\r\n');
  assert.deepEqual(await cells(), ['5', '40', '60']);
  assert.match(await page.locator('dialog[open] .notes').innerText(), /1 个格子超出表格/);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await cells(), ['5', '', '']);
  // Two columns go to weight and value.
  await paste('#weight-0', '1\t10\n2\t20\n3\t七十');
  assert.deepEqual(await cells(), ['10', '20', '']);
  assert.equal(await page.locator('#weight-2').inputValue(), '3');
  assert.match(await page.locator('dialog[open] .notes').innerText(), /第 3 行.*七十/);
  // Names go to their rows, wherever the focus is.
  await paste('#part-0', `${SCHOOLS[1]}\t30\n外国语学校\t1\n成安县第二中学\t50`);
  assert.deepEqual(await cells(), ['10', '30', '50']);
  assert.match(await page.locator('dialog[open] .notes').innerText(), /第 2 行.*外国语学校/);
  await page.locator('#divide-paste-undo').click();
  assert.deepEqual(await cells(), ['10', '20', '']);
  await page.locator('#divide-save').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await saved(page);
  assert.match(await page.locator('#divide-sum').innerText(), /已分解为 2 份/);
  await undo(page);
  assert.match(await page.locator('#divide-sum').innerText(), /尚未分解|还没有|未分解/);
  await d.close();
  await close();
});

test('a rate is entered by numerator and denominator or by itself, and the two must agree', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  const target = '义务教育巩固率';
  await open(page, 'targets', target);
  await setFields(page, { value: '95' });
  await page.locator('#tab-main').click();
  await page.locator('#actual-above').fill('570');
  await page.locator('#actual-below').fill('600');
  assert.equal(await page.locator('#actual-value').inputValue(), '95');
  await page.locator('#actual-value').fill('96');
  await page.locator('#actual-add').click();
  assert.match(await page.locator('#actual-value-error').innerText(), /95%.*不一致/);
  await page.locator('#actual-below').fill('');
  await page.locator('#actual-add').click();
  assert.match(await page.locator('#actual-value-error').innerText(), /一起填/);
  await page.locator('#actual-below').fill('600');
  await page.locator('#actual-add').click();
  await page.locator('.entry-text', { hasText: '95% (570/600)' }).waitFor();
  // By itself, as before.
  await page.locator('#actual-value').fill('94.5');
  await page.locator('#actual-add').click();
  await page.locator('.entry-text', { hasText: /^94\.5%$/ }).waitFor();
  const path = await exportFile(page);
  const text = fs.readFileSync(path, 'utf8');
  assert.ok(/"numerator":\s*"?570/.test(text) && /"denominator":\s*"?600/.test(text));
  await d.close();
  await close();
});

test('holes of the coverage are filled in one step that is undone, and each cell opens its task', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { unit: '成安县教育局' });
  await view(page, '/coverage');
  await page.locator('.empty').waitFor();
  await pasteUnits(page, SCHOOLS.join('\n'));
  await go(page, 'units');
  await page.locator('.tree-row', { hasText: '成安县教育局' }).locator('input[name=own]').check();
  await page.locator('#unit-switch').selectOption({ index: 1 });
  await handDown(page, 'tasks', SCHOOLS[0]);
  await view(page, '/coverage');
  const holes = await page.locator('.heat-hole').count();
  assert.ok(holes >= 30, `${holes}`);
  assert.equal(await page.locator('.heat-cell').count(), holes, 'one school has all, the other none');
  // One hole by itself.
  await page.locator('.heat-hole').first().click();
  await saved(page);
  assert.equal(await page.locator('.heat-hole').count(), holes - 1);
  await page.waitForFunction(() => document.activeElement.classList.contains('heat-cell'));
  // All the others at once, and back.
  await page.locator('#fill-all').click();
  await saved(page);
  assert.equal(await page.locator('.heat-hole').count(), 0);
  await undo(page);
  assert.equal(await page.locator('.heat-hole').count(), holes - 1);
  await page.locator('.heat-cell').first().click();
  await page.locator('.sheet-kicker', { hasText: SCHOOLS[0] }).waitFor();
  await d.close();
  await close();
});

test('a division adds up, is one step, is undone, and stands in each school\'s checklist', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { unit: '成安县教育局' });
  await pasteUnits(page, SCHOOLS.join('\n'));
  const target = '义务教育巩固率';
  await open(page, 'targets', target);
  await setFields(page, { value: '101', measure: '人' });
  await page.locator('#tab-main').click();
  await page.locator('#divide').click();
  const state = page.locator('#divide-state');
  await page.locator('#divide-rule').selectOption('sum');
  await page.locator('#divide-equal').click();
  assert.deepEqual([await page.locator('#part-0').inputValue(), await page.locator('#part-1').inputValue()], ['51', '50']);
  await page.locator('#divide-state[data-state=even]').waitFor();
  assert.match(await state.innerText(), /合计 101人，与总目标一致/);
  await page.locator('#part-1').fill('40');
  assert.match(await state.innerText(), /还差 10人/);
  await page.locator('#weight-0').fill('1');
  await page.locator('#weight-1').fill('3');
  await page.locator('#divide-weight').click();
  assert.deepEqual([await page.locator('#part-0').inputValue(), await page.locator('#part-1').inputValue()], ['25', '76']);
  await page.locator('#divide-paste').fill(`单位\t目标\n${SCHOOLS[1]}\t６０\n${SCHOOLS[0]}\t30\n外国语学校\t1`);
  await page.locator('#divide-paste-do').click();
  assert.deepEqual([await page.locator('#part-0').inputValue(), await page.locator('#part-1').inputValue()], ['30', '60']);
  assert.match(await page.locator('dialog[open] .notes').innerText(), /第 4 行.*外国语学校/);
  await page.locator('#divide-person').fill('李红');
  await page.locator('#divide-person-add').click();
  await page.locator('#part-2').fill('11');
  await page.locator('#divide-state[data-state=even]').waitFor();
  await page.locator('#divide-save').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await saved(page);
  assert.match(await page.locator('#divide-sum').innerText(), /已分解为 3 份。 合计 101人/);
  await page.locator('#unit-switch').selectOption({ label: `　${SCHOOLS[1]}` });
  await go(page, 'targets');
  assert.equal(await page.locator('.table tbody .title-link').count(), 1);
  assert.match(await page.locator('.table tbody').innerText(), /≥ 60人/);
  await undo(page);
  await page.locator('.empty').waitFor();
  await d.close();
  await close();
});

test('the series of a target shows the pace still needed, and sisters are ranked', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { unit: '成安县教育局' });
  await pasteUnits(page, SCHOOLS.join('\n'));
  const target = '义务教育巩固率';
  await open(page, 'targets', target);
  await setFields(page, { value: '100', baseline: '80' });
  await page.locator('#tab-main').click();
  await page.locator('#actual-value').fill('85');
  await page.locator('#actual-add').click();
  await page.locator('.series .last-text', { hasText: '85' }).waitFor();
  // From 28 March to 31 December, both counted, are 279 days: 15 / 279 * 30.
  assert.match(await page.locator('#pace').innerText(), /还差 15%，剩 279 天，平均每 30 天要推进 1\.61%/);
  await page.locator('#divide').click();
  await page.locator('#divide-equal').click();
  await page.locator('#divide-save').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  for (const [school, value] of [[SCHOOLS[0], '70'], [SCHOOLS[1], '90']]) {
    await page.locator('#unit-switch').selectOption({ label: `　${school}` });
    await open(page, 'targets', target);
    await page.locator('#actual-value').fill(value);
    await page.locator('#actual-add').click();
    await page.locator('.entry-text', { hasText: value }).waitFor();
  }
  assert.match(await page.locator('#rank').innerText(), /2 个单位中第 1/);
  assert.deepEqual(await page.locator('#rank .rank-place').allInnerTexts(), ['1', '2']);
  await d.close();
  await close();
});

test('the calendar file has the deadlines that are shown, of one person too', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await go(page, 'tasks');
  const title = await page.locator('.vrow .title-link').first().innerText();
  await open(page, 'tasks', title);
  await setFields(page, { person: '赵明远', due: '2025-06-30' });
  await view(page, '/timetable');
  const shown = await page.locator('.deadline').count();
  assert.ok(shown > 20, `${shown}`);
  await page.locator('#table-person').selectOption('赵明远');
  assert.equal(await page.locator('.deadline').count(), 1);
  assert.match(await page.locator('.month').innerText(), /2025年6月[\s\S]*6月30日/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#calendar').click()]);
  assert.equal(download.suggestedFilename(), '赵明远时间表.ics');
  const text = fs.readFileSync(await download.path(), 'utf8').replaceAll('\r\n ', '');
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 1);
  assert.ok(text.includes('DTSTART;VALUE=DATE:20250630') && text.includes('DTEND;VALUE=DATE:20250701'), text);
  // Three working days before Monday the 30th, at nine.
  assert.ok(text.includes('BEGIN:VALARM') && text.includes('TRIGGER:-P4DT15H') && /SEQUENCE:\d+/.test(text), text);
  assert.ok(text.includes(`SUMMARY:${title}`) && text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'));
  await d.close();
  await close();
});

test('letters of tasks and lists of duties print one sheet for each unit and person', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { unit: '成安县教育局' });
  await pasteUnits(page, SCHOOLS.join('\n'));
  await handDown(page, 'tasks', ...SCHOOLS);
  await view(page, '/duties');
  await page.locator('#duty-below').check();
  await page.locator('#duty-form').selectOption('letter');
  assert.equal(await page.locator('.duty-sheet').count(), 3);
  const { text, pages } = await printed(page);
  assert.ok(pages.length >= 3 && pages.every((p) => p === '297x210'), `${pages}`);
  for (const unit of ['成安县教育局', ...SCHOOLS]) assert.ok(text.includes(`${unit}2025年工作任务书`), unit);
  assert.ok(text.includes('主要负责人（签字）'));
  await page.locator('#duty-form').selectOption('person');
  assert.match(await page.locator('.duty-sheet').first().innerText(), /未定责任人责任清单/);
  await d.close();
  await close();
});

for (const look of ['light', 'dark']) {
  test(`the views of the plan have no accessibility violation in the ${look} theme`, async () => {
    const { url, close } = await site();
    const d = await device({ colorScheme: look });
    const { page } = d;
    const check = async (name) => {
      // Put in by the debugger, which the page's policy does not bind.
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
        const { violations } = await window.axe.run(document, { runOnly });
        return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
      });
      assert.deepEqual(found, [], name);
    };
    await scene(page, url);
    await handDown(page, 'tasks', '永年区教育局');
    await view(page, '');
    await check('tree');
    for (const name of ['/coverage', '/timetable', '/duties']) {
      await view(page, name);
      await check(name);
    }
    await open(page, 'targets', '义务教育巩固率');
    await setFields(page, { value: '100', baseline: '80' });
    await page.locator('#tab-main').click();
    await page.locator('#actual-value').fill('85');
    await page.locator('#actual-add').click();
    await page.locator('.series').waitFor();
    await check('series');
    await page.locator('#divide').click();
    await page.locator('dialog[open]').waitFor();
    await check('division');
    await d.close();
    await close();
  });
}
