// A bureau some weeks into its year, made by hand as its people would: what screenshots and checks of every
// screen look at.
import crypto from 'node:crypto';
import { go, saved, start } from './lib.mjs';

export const UNITS = [
  '成安县教育局', '  成安县第一中学', '  成安县实验小学', '永年区教育局', '  永年区第二中学', '市第一中学', '基础教育科', '人事科',
].join('\n');

/** Pastes a list of units under the top unit. */
export async function pasteUnits(page, list) {
  await go(page, 'units');
  await page.locator('#paste-units').click();
  await page.locator('#paste-text').fill(list);
  await page.locator('dialog[open] button[type=submit]').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await saved(page);
}

/** Hands everything on a list down to these units. */
export async function handDown(page, list, ...units) {
  await go(page, list);
  await page.locator('#select-all').check();
  await page.locator('#bulk-assign').click();
  for (const unit of units) {
    await page.locator('dialog[open] .tree-row').filter({ has: page.getByText(unit, { exact: true }) }).locator('input').check();
  }
  await page.locator('dialog[open] button[type=submit]').click();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await saved(page);
}

/** Chooses the unit this device keeps. */
export async function keepUnit(page, name) {
  await go(page, 'units');
  await page.locator('.tree-row').filter({ has: page.getByText(name, { exact: true }) }).locator('input[name=own]').check();
  await saved(page);
}

/** Opens the task or target of this title from its list. */
export async function open(page, list, title) {
  await go(page, list);
  await page.locator('#search').fill(title);
  await page.locator('.split-main .title-link', { hasText: title }).first().click();
  await page.locator('.sheet').waitFor();
  await page.locator('#search').fill('');
}

/** Sets fields of the open record, each saved as it is left. */
export async function setFields(page, fields) {
  await page.locator('#tab-info').click();
  for (const [field, value] of Object.entries(fields)) {
    const control = page.locator(`#info-${field}`);
    if ((await control.evaluate((node) => node.tagName)) === 'SELECT') await control.selectOption(value);
    else await control.fill(value);
    await control.blur();
    await saved(page);
  }
}

/** Reports on the open task. */
export async function report(page, percent, note) {
  await page.locator('[id^=tab-]').first().click();
  await page.locator('#report-percent').fill(String(percent));
  await page.locator('#report-percent').blur();
  await page.locator('#report-note').fill(note);
  await page.locator('#report-send').click();
  await page.locator('.entry-text', { hasText: note }).waitFor();
  await saved(page);
}

/** The bureau's ledger: units, persons, progress at several lights, actual values. */
export async function scene(page, url) {
  await start(page, url);
  await pasteUnits(page, UNITS);
  await keepUnit(page, '市教育局');
  const people = ['赵明远', '李红', '王建国', '孙丽', '陈志强', '刘芳'];
  await go(page, 'tasks');
  const titles = (await page.locator('.vrow .title-link').allInnerTexts()).slice(0, 6);
  const past = ['2025-02-28', '2025-03-20', '2025-04-02', '2025-06-30', '2025-12-20', '2025-03-10'];
  const percents = [100, 40, 60, 10, 30, 90];
  for (const [place, title] of titles.entries()) {
    await open(page, 'tasks', title);
    await setFields(page, { person: people[place], responsibility: '牵头落实，按月调度', pace: '每月底前报送进展', start: '2025-01-10', due: past[place] });
    await report(page, percents[place], `第${place + 1}次调度：已完成${percents[place]}%`);
  }
  await go(page, 'overview');
}

/** A ledger's file with so many more tasks in its first unit. */
export function crowded(text, count) {
  const whole = JSON.parse(text);
  const unit = whole.parts[0].units[0].id;
  const device = '00000000000b-0';
  const tasks = Array.from({ length: count }, (_, n) => {
    const start = new Date(Date.UTC(2025, 0, 2 + (n % 200))).toISOString().slice(0, 10);
    const due = new Date(Date.UTC(2025, 2, 1 + (n % 290))).toISOString().slice(0, 10);
    return {
      id: `0195d000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`,
      stamps: [{ counter: n + 1000, device, at: 1743125400000, fields: ['due', 'order', 'start', 'title'] }],
      due, order: n, start, title: `任务${n + 1}`,
    };
  });
  const units = { part: unit, seen: { [device]: count + 1000 }, tasks };
  const others = whole.parts.filter((p) => p.part !== unit);
  const parts = JSON.stringify([...others, units]);
  const hash = `sha256:${crypto.createHash('sha256').update(parts).digest('hex')}`;
  const { parts: _, ...head } = whole;
  return `${JSON.stringify({ ...head, hash }).slice(0, -1)},"parts":${parts}}`;
}
