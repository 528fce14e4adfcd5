// Files that are damaged, foreign, old, huge or hostile: a clear word, and nothing changed.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { device, exportFile, file, go, pick, refusal, saved, site, start } from './lib.mjs';
import { open, report, setFields } from './scene.mjs';

/** The hash of everything in the ledger, from a file written now. */
async function contents(page) {
  return fs.readFileSync(await exportFile(page), 'utf8').match(/"hash":"([^"]+)"/)[1];
}

test('damaged and foreign files are refused in Chinese with file, place and a way out, and change nothing', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const before = await contents(d.page);
  const good = fs.readFileSync(await exportFile(d.page), 'utf8');
  const bad = {
    '空.json': '',
    '截断.json': good.slice(0, good.length / 2),
    '多余.json': `${good}x`,
    '改动.json': good.replace(/"parts":.*?"title":"[^"]/s, (found) => `${found}改`),
    '新版.json': good.replace('"version":1', '"version":9'),
    '别的.json': '{"name":"别的程序的文件"}',
    '深层.json': '['.repeat(100_000),
    '重复.json': good.replace('"version":1', '"version":1,"version":1'),
    '数字.json': good.replace('"version":1', '"version":1e400'),
    '引号.json': good.replace('"format":', '“format”:'),
    '国标.json': Buffer.concat([Buffer.from('{"format":"taizhang","title":"'), Buffer.from([0xcc, 0xa8, 0xd5, 0xcb]), Buffer.from('"}')]),
    '十六.json': Buffer.from(`\ufeff${good}`, 'utf16le'),
    '半包.json.gz': Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]),
  };
  await go(d.page, 'data');
  for (const [name, content] of Object.entries(bad)) {
    await pick(d.page, file(name, content));
    const text = await refusal(d.page);
    assert.ok(text.includes(name), `${name}: names the file: ${text}`);
    assert.ok(text.includes('没有任何变化'), `${name}: says what was kept: ${text}`);
    assert.doesNotMatch(text.replace(name, ''), /(error|expected|invalid|undefined)/i, `${name}: speaks Chinese`);
  }
  assert.equal(await contents(d.page), before);
  // With a mark at its beginning, as Notepad writes it, a good file is good.
  await pick(d.page, file('记事本.json', `\ufeff${good}`));
  await d.page.getByText('没有变化').first().waitFor();
  await d.close();
  await close();
});

test('a file of 200 MB is refused by its size, unread', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await go(d.page, 'data');
  const huge = file('巨大.json', '');
  fs.truncateSync(huge, 200 << 20);
  await d.page.evaluate(() => {
    window.reads = 0;
    for (const name of ['arrayBuffer', 'text', 'stream']) {
      const own = Blob.prototype[name];
      Blob.prototype[name] = function (...rest) { window.reads += 1; return own.apply(this, rest); };
    }
  });
  await pick(d.page, huge);
  const text = await refusal(d.page);
  assert.match(text, /32/);
  assert.equal(await d.page.evaluate(() => window.reads), 0);
  await d.close();
  await close();
});

test('a file deleted after it was picked fails by itself, and the next one goes on', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const good = await exportFile(d.page);
  const gone = file('已删除.json', fs.readFileSync(good));
  // The page reads as soon as it is told: hold the reading until the file is gone.
  await d.page.evaluate(() => {
    const own = Blob.prototype.arrayBuffer;
    window.held = new Promise((done) => { window.letGo = done; });
    Blob.prototype.arrayBuffer = async function () { await window.held; return own.call(this); };
  });
  await pick(d.page, gone, good);
  fs.rmSync(gone);
  await d.page.evaluate(() => window.letGo());
  const text = await refusal(d.page);
  assert.ok(text.includes('已删除.json'));
  await d.page.getByText('没有变化').first().waitFor();
  await d.close();
  await close();
});

test('an older file takes nothing back, and says that it is older', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const old = await exportFile(d.page);
  await go(d.page, 'tasks');
  const title = await d.page.locator('.vrow .title-link').first().innerText();
  await open(d.page, 'tasks', title);
  await setFields(d.page, { person: '赵明远' });
  await report(d.page, 25, '较新的进展');
  await go(d.page, 'data');
  await pick(d.page, old);
  await d.page.getByText('文件比本机的旧').waitFor();
  await d.page.keyboard.press('Escape');
  await open(d.page, 'tasks', title);
  await d.page.locator('.entry-text', { hasText: '较新的进展' }).waitFor();
  await d.close();
  await close();
});

test("another bureau's file is never mixed in; it opens as a ledger of its own", async () => {
  const { url, close } = await site();
  const other = await device();
  await start(other.page, url, { unit: '另一市教育局' });
  const foreign = await exportFile(other.page);
  const d = await device();
  await start(d.page, url);
  const before = await contents(d.page);
  await pick(d.page, foreign);
  await d.page.locator('#import-open').waitFor();
  assert.equal(await d.page.locator('#import-accept').count(), 0);
  await d.page.keyboard.press('Escape');
  assert.equal(await contents(d.page), before);
  await d.close();
  await other.close();
  await close();
});

test('hostile names stay text on every screen and break no policy', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const hostile = [
    '<img src=x onerror="window.owned=1">', '<script>window.owned=2</script>', '<svg onload="window.owned=3">',
    'javascript:window.owned=4', '"><iframe srcdoc="<script>parent.owned=5</script>">', '{{constructor.constructor("window.owned=6")()}}',
    '__proto__', 'constructor', '\u202Egnp.txt', '零宽\u200B字符',
  ];
  for (const [place, text] of hostile.entries()) {
    await go(d.page, place % 2 ? 'targets' : 'tasks');
    await d.page.locator(place % 2 ? '#new-target' : '#new-task').click();
    await d.page.locator('#new-title').fill(text);
    await d.page.locator('dialog[open] button[type=submit]').click();
    await d.page.locator('.sheet').waitFor();
    await saved(d.page);
  }
  const shown = await d.page.locator('body').innerText();
  assert.ok(!shown.includes('\u202E') && !shown.includes('\u200B'), 'hidden characters are made visible');
  for (const name of ['overview', 'targets', 'tasks', 'units', 'data']) await go(d.page, name);
  const whole = await exportFile(d.page);
  const second = await device();
  await second.page.goto(url);
  await pick(second.page, whole);
  await second.page.locator('#import-open').click();
  await saved(second.page);
  await go(second.page, 'tasks');
  await second.page.locator('#search').fill('onerror');
  await second.page.waitForFunction(() => document.querySelectorAll('.vrow').length === 1);
  for (const { page } of [d, second]) {
    assert.equal(await page.evaluate(() => window.owned ?? ({}).x), undefined);
  }
  await second.close();
  await d.close();
  await close();
});

test('an entry from a clock a year ahead is pointed out and does not stop later edits', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  const base = await exportFile(d.page);
  const ahead = await device({ clock: new Date('2026-03-28T09:30:00+08:00') });
  await ahead.page.goto(url);
  await pick(ahead.page, base);
  await ahead.page.locator('#import-open').click();
  await saved(ahead.page);
  await go(ahead.page, 'tasks');
  const title = await ahead.page.locator('.vrow .title-link').first().innerText();
  await open(ahead.page, 'tasks', title);
  await setFields(ahead.page, { person: '快钟' });
  const file_ = await exportFile(ahead.page);
  await go(d.page, 'data');
  await pick(d.page, file_);
  await d.page.getByText('晚于本机时间').waitFor();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await open(d.page, 'tasks', title);
  await d.page.locator('#tab-info').click();
  assert.equal(await d.page.locator('#info-person').inputValue(), '快钟');
  await setFields(d.page, { person: '后来的人' });
  const back = await exportFile(d.page);
  await go(ahead.page, 'data');
  await pick(ahead.page, back);
  await ahead.page.locator('#import-accept').click();
  await saved(ahead.page);
  await open(ahead.page, 'tasks', title);
  await ahead.page.locator('#tab-info').click();
  assert.equal(await ahead.page.locator('#info-person').inputValue(), '后来的人');
  assert.ok(path.basename(file_).includes('20260328'));
  await ahead.close();
  await d.close();
  await close();
});
