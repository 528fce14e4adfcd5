// The plan on the wall: the chart drawn, moved and undone; ten thousand bars; steps dated back; what blocks work.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { device, exportFile, file, go, pick, printed, saved, site, start } from './lib.mjs';
import { crowded, open, setFields } from './scene.mjs';

const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds on the screen as it is. */
async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
}

/** A new task with dates of its own, its panel open; returns its title. */
async function dated(page, fields = { start: '2025-03-03', due: '2025-06-30' }, title = '普惠性幼儿园认定') {
  await go(page, 'tasks');
  await page.locator('#new-task').click();
  await page.locator('#new-title').fill(title);
  await page.locator('dialog[open] button[type=submit]').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await open(page, 'tasks', title);
  await setFields(page, fields);
  return title;
}

/** The bar of a task on the chart. */
const bar = (page, title) => page.locator(`.wall-bar[aria-label^="${title}"]`);

/** Where the bar's own rectangle lies. */
const box = (page, title) => bar(page, title).locator('.wall-track').boundingBox();

/** Takes hold in the middle of a box and lets go `by` pixels to the right. */
async function dragBy(page, from, by, look) {
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 4 });
  await page.mouse.move(x + by, y, { steps: 4 });
  await look?.();
  await page.mouse.up();
}

test('without dates the wall says so and leads to the task list; with one the chart is drawn', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  await go(page, 'wall');
  await page.locator('.wall .empty').waitFor();
  assert.match(await page.locator('.wall .empty a').getAttribute('href'), /^#\/tasks/);
  await page.goto(`${url}#/overview`);
  await page.locator('.shell[data-page=overview]').waitFor();
  await d.close();
  await close();
});

test('a bar is dragged with a preview, reschedules in one step and is undone; a milestone too', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await page.locator('#tab-main').click();
  await page.locator('#step-title').fill('中期检查');
  await page.locator('#step-due').fill('2025-04-30');
  await page.locator('#step-add').click();
  await page.locator('.step', { hasText: '中期检查' }).waitFor();
  await go(page, 'wall');
  await page.locator('input[name=wall-zoom][value=quarter]').check({ force: true });
  await page.waitForFunction(() => document.querySelector('.wall-scroll').scrollLeft > 100);
  assert.match(await bar(page, title).getAttribute('aria-label'), /3月3日 至 6月30日/);
  const before = await box(page, title);
  // Seven days at nine pixels; the preview follows before anything is written.
  await dragBy(page, { ...before, x: before.x + 8, width: 60 }, 63, async () => {
    await page.locator('.wall-svg[data-held=true]').waitFor();
    const now = await box(page, title);
    assert.ok(Math.abs(now.x - before.x - 63) < 2, `${before.x} → ${now.x}`);
    assert.ok(await page.locator('#undo').isEnabled());
  });
  await bar(page, `${title}`).and(page.locator('[aria-label*="3月10日 至 7月7日"]')).waitFor();
  await saved(page);
  await page.locator('.wall-mark[aria-label*="5月7日"]').waitFor();
  await page.locator('#undo').click();
  await page.locator('.wall-bar[aria-label*="3月3日 至 6月30日"]').waitFor();
  await page.locator('.wall-mark[aria-label*="4月30日"]').waitFor();
  const mark = await page.locator('.wall-mark path').first().boundingBox();
  await dragBy(page, mark, 63);
  await page.locator('.wall-mark[aria-label*="5月7日"]').waitFor();
  await page.locator('.wall-bar[aria-label*="3月3日 至 6月30日"]').waitFor();
  // Escape lets go without a change.
  await page.mouse.move(before.x + 40, before.y + 5);
  await page.mouse.down();
  await page.mouse.move(before.x + 140, before.y + 5, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.locator('.wall-bar[aria-label*="3月3日 至 6月30日"]').waitFor();
  // A click opens the task beside the chart.
  await page.mouse.click(before.x + 40, before.y + before.height / 2);
  await page.locator('.sheet').waitFor();
  assert.match(page.url(), /#\/wall\/task\//);
  await d.close();
  await close();
});

test('the chart goes by keyboard: from bar to bar, to milestones, a day at a time, into the task', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await dated(page, { start: '2025-04-01', due: '2025-05-30' }, '职业教育布局调整');
  await go(page, 'wall');
  await bar(page, title).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? '');
  await page.locator('.wall-bar[tabindex="0"]').focus();
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((was) => document.activeElement.getAttribute('aria-label') !== was, first);
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction((was) => document.activeElement.getAttribute('aria-label') === was, first);
  await bar(page, title).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.waitForFunction(() => /3月4日 至 7月1日/.test(document.activeElement.getAttribute('aria-label')));
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await page.waitForFunction(() => /3月4日 至 6月30日/.test(document.activeElement.getAttribute('aria-label')));
  await page.keyboard.press('Enter');
  await page.locator('.sheet').waitFor();
  assert.ok((await page.locator('.sheet-title').innerText()).includes(title));
  await page.keyboard.press('Escape');
  await page.locator('.sheet').waitFor({ state: 'hidden' });
  await page.waitForFunction((title) => document.activeElement.getAttribute('aria-label')?.startsWith(title), title);
  await d.close();
  await close();
});

test('the focus comes back to the bar however late the panel goes', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await go(page, 'wall');
  await bar(page, title).focus();
  await page.keyboard.press('Enter');
  await page.locator('.sheet').waitFor();
  // A slow machine: the new address is told some frames after it was set.
  await page.evaluate(() => {
    const told = new WeakSet();
    window.addEventListener('hashchange', (event) => {
      if (told.has(event)) return;
      event.stopImmediatePropagation();
      let frames = 20;
      const late = () => {
        frames -= 1;
        if (frames > 0) return requestAnimationFrame(late);
        const again = new HashChangeEvent('hashchange');
        told.add(again);
        window.dispatchEvent(again);
      };
      requestAnimationFrame(late);
    }, { capture: true });
  });
  await page.keyboard.press('Escape');
  await page.locator('.sheet').waitFor({ state: 'hidden' });
  await page.waitForFunction((title) => document.activeElement.getAttribute('aria-label')?.startsWith(title), title);
  // A person who moves on meanwhile is left where they went.
  await page.keyboard.press('Enter');
  await page.locator('.sheet').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#wall-approve').focus();
  await page.locator('.sheet').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'wall-approve');
  await d.close();
  await close();
});

test('an approved plan stays as a shadow and the slip is said in days', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await go(page, 'wall');
  await page.locator('#wall-approve').click();
  await page.locator('#approve-go').click();
  await page.locator('.wall-ghost').waitFor();
  await bar(page, title).focus();
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await page.waitForFunction((n) => document.activeElement.getAttribute('aria-label')?.includes(`7月${n}日`), n + 1);
  }
  assert.match(await bar(page, title).getAttribute('aria-label'), /晚 3 天/);
  assert.equal(await page.locator('.wall-slip').first().textContent(), '+3天');
  await d.close();
  await close();
});

test('steps from a template are dated back from the deadline, and a plan that no longer fits names its first step', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  await dated(page, { start: '2025-03-31', due: '2025-09-30' });
  await page.locator('#tab-main').click();
  await page.locator('#step-template').selectOption('campaign');
  await page.locator('#step-template-go').click();
  await page.locator('.step', { hasText: '总结验收' }).waitFor();
  assert.match(await page.locator('#step-note').innerText(), /来得及/);
  await page.locator('#step-latest').click();
  const due = page.getByLabel('总结验收 的计划日期');
  await page.waitForFunction(() => document.querySelectorAll('.step-due').length === 5);
  assert.equal(await due.inputValue(), '2025-09-30');
  // The last step takes five working days, of which Sunday the 28th is one this year.
  assert.equal(await page.getByLabel('督导检查 的计划日期').inputValue(), '2025-09-24');
  await page.getByLabel('集中整治 的工期（工作日）').fill('200');
  await page.getByLabel('集中整治 的工期（工作日）').blur();
  await page.locator('#step-note', { hasText: '来不及：“动员部署”' }).waitFor();
  await page.locator('#undo').click();
  await page.locator('#step-note', { hasText: '来得及' }).waitFor();
  await page.locator('#undo').click();
  await page.waitForFunction(() => [...document.querySelectorAll('.step-due')].every((input) => input.value === ''));
  await d.close();
  await close();
});

test('a blocker written on a task is on the list for the leader until it is solved', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  await dated(page);
  await page.locator('#tab-main').click();
  await page.locator('#blocker-add').click();
  await page.locator('#blocker-factor').selectOption('land');
  await page.locator('#blocker-title').fill('用地指标未批');
  await page.locator('#blocker-ask').fill('请协调用地指标');
  await page.locator('#blocker-asked_of').fill('自然资源和规划局');
  await page.locator('#blocker-save').click();
  await page.locator('.blocker', { hasText: '用地指标未批' }).waitFor();
  await go(page, 'wall');
  await page.locator('#tab-blockers').click();
  const row = page.locator('#blockers tbody tr');
  await row.waitFor();
  const text = await row.innerText();
  for (const word of ['土地', '用地指标未批', '请协调用地指标', '自然资源和规划局', '3月28日', '0 天']) assert.ok(text.includes(word), `${word}: ${text}`);
  assert.match(page.url(), /#\/wall\/blockers$/);
  await row.getByRole('button').click();
  await page.locator('#panel-blockers .empty').waitFor();
  await page.locator('#undo').click();
  await row.waitFor();
  await d.close();
  await close();
});

test('projects say what is missing to all started; a task force has its lead, members, plan and tasks', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  await go(page, 'wall');
  await page.locator('#tab-forces').click();
  await page.locator('#force-name').fill('校建专班');
  await page.locator('#force-add').click();
  await page.locator('#info-head').fill('张局长');
  await page.locator('#info-head').blur();
  await saved(page);
  const title = await dated(page);
  await setFields(page, { task_force: '校建专班', project_stage: 'new' });
  await setFields(page, { value: '3600', measure: '平方米' });
  await go(page, 'wall');
  await page.locator('#tab-projects').click();
  await page.locator('#all-started', { hasText: '还差 1 个' }).waitFor();
  assert.ok((await page.locator('#all-started').innerText()).includes(title));
  assert.match(await page.locator('.wall-sum').innerText(), /3600平方米/);
  await page.locator('#tab-forces').click();
  const card = page.locator('.wall-lead .card');
  await card.waitFor();
  const text = await card.innerText();
  assert.ok(text.includes('张局长') && text.includes(title) && text.includes('未填全'), text);
  await d.close();
  await close();
});

test('of ten thousand bars only those in sight are in the page, and every scrolled frame shows rows', async () => {
  const { url, close } = await site();
  const maker = await device();
  await start(maker.page, url, { way: 'blank' });
  const big = file('大台账.json', crowded(fs.readFileSync(await exportFile(maker.page), 'utf8'), 10_000));
  await maker.close();
  const d = await device();
  const { page } = d;
  await page.goto(url);
  await pick(page, big);
  await page.locator('#import-open').click();
  await saved(page);
  await go(page, 'wall');
  await page.locator('.wall-bar').first().waitFor();
  assert.equal(await page.locator('.wall-row').first().getAttribute('aria-setsize'), '10001');
  const seen = await page.evaluate(async () => {
    const scroll = document.querySelector('.wall-scroll');
    const head = document.querySelector('.wall-head').getBoundingClientRect().height;
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const out = { most: 0, bare: 0, frames: 0 };
    const end = scroll.scrollHeight - scroll.clientHeight;
    for (let n = 0; n <= 60; n += 1) {
      scroll.scrollTop = (end * n) / 60;
      await frame();
      // What the browser is about to paint: rows cover all of the window, from below the head to its end.
      const box = scroll.getBoundingClientRect();
      const rows = [...document.querySelectorAll('.wall-row')].map((r) => r.getBoundingClientRect());
      const [top, bottom] = [Math.min(...rows.map((r) => r.top)), Math.max(...rows.map((r) => r.bottom))];
      await frame();
      out.frames += 1;
      out.most = Math.max(out.most, rows.length);
      if (top > box.top + head + 1 || bottom < box.bottom - 20) out.bare += 1;
    }
    return out;
  });
  assert.ok(seen.most < 80, JSON.stringify(seen));
  assert.equal(seen.bare, 0, JSON.stringify(seen));
  await page.locator('.wall-row', { hasText: '任务10000' }).waitFor();
  await d.close();
  await close();
});

test('the chart prints on sheets from A4 to A1 across, or A1 cut into sheets that are glued, always as vectors', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  const title = await dated(page);
  await go(page, 'wall');
  await page.locator('.wall-bar').first().waitFor();
  for (const [size, first, count] of [['a4', '297x210'], ['a3', '420x297'], ['a2', '594x420'], ['a1', '841x594', 1], ['a1-a3', '420x297', 4], ['a1-a4', '210x297', 8]]) {
    await page.locator('#wall-paper').selectOption(size);
    const { text, pages, pdf } = await printed(page, '#wall-print');
    assert.ok(pages.every((p) => p === first) && pages.length >= 1, `${size}: ${pages}`);
    if (count) assert.equal(pages.length, count, `${size}: ${pages}`);
    assert.ok(text.includes(title.slice(0, 12)), size);
    // No picture is in it: all of it is drawn.
    assert.ok(!/\/Subtype\s*\/Image/.test(pdf.toString('latin1')), `${size} is drawn`);
    if (count > 1) assert.ok(text.includes(`第 ${count} 张，共 ${count} 张`), text.slice(-200));
  }
  await d.close();
  await close();
});

test('projects, blockers and task forces print with title, unit and date, heads repeated', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await setFields(page, { project_stage: 'new' });
  await page.locator('#tab-main').click();
  await page.locator('#blocker-add').click();
  await page.locator('#blocker-factor').selectOption('land');
  await page.locator('#blocker-title').fill('用地指标未批');
  await page.locator('#blocker-save').click();
  await page.locator('.blocker', { hasText: '用地指标未批' }).waitFor();
  await go(page, 'wall');
  for (const [tab, head, word] of [['projects', '项目推进情况表', title], ['blockers', '制约因素清单', '用地指标未批'], ['forces', '工作专班一览表', '组长']]) {
    await page.locator(`#tab-${tab}`).click();
    await page.locator(`#panel-${tab}`).waitFor();
    const { text, pages } = await printed(page, '#lead-print');
    assert.deepEqual(pages, ['297x210'], tab);
    for (const part of [head, word, '2025年3月28日']) assert.ok(text.includes(part), `${tab}: ${part} in ${text}`);
  }
  await d.close();
  await close();
});

test('a finger selects a bar first, and then drags it', async () => {
  const { url, close } = await site();
  const d = await device({ width: 1180, height: 820, hasTouch: true });
  const { page } = d;
  await start(page, url, { way: 'blank' });
  const title = await dated(page);
  await go(page, 'wall');
  await page.locator('input[name=wall-zoom][value=quarter]').check({ force: true });
  await page.waitForFunction(() => document.querySelector('.wall-scroll').scrollLeft > 100);
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const before = await box(page, title);
  const view = await page.locator('.wall-scroll').boundingBox();
  const x = Math.max(before.x, view.x + 320) + 40;
  const y = before.y + before.height / 2;
  await touch('touchStart', [{ x, y }]);
  await touch('touchEnd', []);
  await page.locator('.wall-svg[data-active=true]').waitFor();
  // The focus may have scrolled the chart.
  const now = await box(page, title);
  const at = { x: Math.max(now.x, view.x + 320) + 60, y: now.y + now.height / 2 };
  await touch('touchStart', [at]);
  for (let n = 1; n <= 21; n += 1) await touch('touchMove', [{ ...at, x: at.x + n * 3 }]);
  await touch('touchEnd', []);
  const moved = page.locator('.wall-bar[aria-label*="3月10日 至 7月7日"]');
  await moved.waitFor({ timeout: 6000 }).catch(async () => assert.fail(await bar(page, title).getAttribute('aria-label')));
  await page.locator('#undo').click();
  await page.locator('.wall-bar[aria-label*="3月3日 至 6月30日"]').waitFor();
  await d.close();
  await close();
});

for (const look of ['light', 'dark']) {
  test(`axe finds nothing on the wall, ${look}`, async () => {
    const { url, close } = await site();
    const d = await device({ colorScheme: look });
    const { page } = d;
    await start(page, url, { way: 'blank' });
    await dated(page);
    await page.locator('#tab-main').click();
    await page.locator('#step-template').selectOption('project');
    await page.locator('#step-template-go').click();
    await page.locator('#step-latest').click();
    await page.locator('.step[data-critical=true]').first().waitFor();
    await page.locator('.step-after').nth(1).click();
    assert.deepEqual(await faults(page), [], 'steps');
    await go(page, 'wall');
    await page.locator('.wall-mark').first().waitFor();
    assert.deepEqual(await faults(page), [], 'chart');
    await page.locator('#wall-approve').click();
    await page.locator('dialog[open]').waitFor();
    assert.deepEqual(await faults(page), [], 'approve');
    await page.locator('#approve-go').click();
    for (const tab of ['projects', 'blockers', 'forces']) {
      await page.locator(`#tab-${tab}`).click();
      await page.locator(`#panel-${tab} .empty`).waitFor();
      assert.deepEqual(await faults(page), [], tab);
    }
    await d.close();
    await close();
  });
}
