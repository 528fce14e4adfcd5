// Sharing at the size of a county: slices down, checked and signed files up, many files in at once, conflicts and
// what is set apart decided by a person; cancelled, killed, altered, closed.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { TODAY, device, exportFile, file, go, pick, saved, served, start } from './lib.mjs';
import { UNITS, handDown, keepUnit, open, pasteUnits, report, setFields } from './scene.mjs';

const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds on the screen as it is. */
async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
}

/** The hash of everything in the ledger, from a file written now. */
const contents = async (page) => fs.readFileSync(await exportFile(page), 'utf8').match(/"hash":"([^"]+)"/)[1];

/** The files in a .zip, by name; written by this program, so none is encrypted or split. */
function unzip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [named, extra, note] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o));
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + packed);
    files[bytes.toString('utf8', at + 46, at + 46 + named)] = method === 0 ? content : zlib.inflateRawSync(content);
    at += 46 + named + extra + note;
  }
  return files;
}

/** What a button hands to the browser as a download. */
async function download(page, button) {
  const [got] = await Promise.all([page.waitForEvent('download'), page.locator(button).click()]);
  const to = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-file-')), got.suggestedFilename());
  await got.saveAs(to);
  return to;
}

/** Goes to a part of the reporting screen. */
async function share(page, tab) {
  await go(page, 'share');
  await page.locator(`#tab-${tab}`).click();
}

/** Opens a file on a device of its own. */
async function opened(url, path_, options) {
  const d = await device(options);
  await d.page.goto(url);
  await pick(d.page, path_);
  await d.page.locator('#import-open').click();
  await saved(d.page);
  return d;
}

/** A bureau with units and everything handed down to two of them. */
async function bureau(url) {
  const d = await device();
  await start(d.page, url);
  await pasteUnits(d.page, UNITS);
  await keepUnit(d.page, '市教育局');
  await handDown(d.page, 'tasks', '市第一中学', '成安县教育局');
  return d;
}

/** Another device with the same ledger. */
async function twin(d, url, options) {
  return opened(url, await exportFile(d.page), options);
}

/** Looks at one unit alone. */
async function lookAt(page, unit) {
  const value = await page.locator('#unit-switch option').evaluateAll((all, name) => all.find((o) => o.textContent.trim().startsWith(name)).value, unit);
  await page.locator('#unit-switch').selectOption(value);
}

/** Opens a unit's first task and says its title. */
async function firstTask(page, unit) {
  await go(page, 'tasks');
  await lookAt(page, unit);
  const title = await page.locator('.vrow .title-link').first().innerText();
  await page.locator('.vrow .title-link').first().click();
  await page.locator('.sheet').waitFor();
  return title;
}

/** Explains whatever of a unit's file needs a sentence. */
async function explainAll(page) {
  const one = page.locator('.findings[data-weight=explain] .decide-item input').first();
  await one.fill('本期没有安排，按计划下月启动');
  await one.blur();
  await page.locator('#explain-all input').fill('本期按计划推进，无新增内容');
  await page.locator('#explain-all button').click();
  assert.equal(await one.inputValue(), '本期没有安排，按计划下月启动');
  await page.locator('#check-state[data-passed=true]').waitFor();
  await saved(page);
}

test('a bureau hands slices down as one .zip; a school checks its own, explains, and its file goes up with the result', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  await share(d.page, 'down');
  const zip = await download(d.page, '#down-go');
  const files = unzip(fs.readFileSync(zip));
  const name = Object.keys(files).find((n) => n.includes('市第一中学'));
  assert.equal(Object.keys(files).length, 5, 'one file for each unit right below');
  assert.ok(!files[name].toString().includes('永年区第二中学'), 'nothing of the sister units');

  const school = own(await opened(url, file(name, files[name])));
  await share(school.page, 'up');
  await school.page.locator('#check-state[data-passed=false]').waitFor();
  assert.ok(await school.page.locator('#up-go').isDisabled());
  await explainAll(school.page);
  // A sentence is kept over a reload.
  await school.page.reload();
  await school.page.locator('#check-state[data-passed=true]').waitFor();
  const up = await download(school.page, '#up-go');
  assert.ok(JSON.parse(fs.readFileSync(up, 'utf8')).check.explanations.length > 0);

  await go(d.page, 'data');
  await pick(d.page, up);
  await d.page.locator('#fact-check').getByText('自查通过').waitFor();
  await d.page.locator('#fact-base').getByText('下发的版本').waitFor();
}));

test('a county takes more than twenty files at once: good, doubtful and bad with their reasons, one step, taken back whole', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const other = own(await twin(d, url));
  const foreign = await device();
  await start(foreign.page, url, { unit: '另一市教育局' });
  const strange = fs.readFileSync(await exportFile(foreign.page));
  await foreign.close();
  const files = [];
  const task = {};
  for (const unit of ['市第一中学', '成安县教育局']) {
    task[unit] = await firstTask(other.page, unit);
    await report(other.page, 55, `${unit}的进展`);
    files.push(await exportFile(other.page, 'unit', { unit }));
  }
  const good = fs.readFileSync(files[0], 'utf8');
  const bad = {
    '空.json': '', '截断.json': good.slice(0, good.length / 2), '改动.json': good.replace('的进展', '的进晨'), '别的.json': '{"a":1}',
    '新版.json': good.replace('"version":1', '"version":9'), '外市.json': strange, '半包.json.gz': Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]),
    '引号.json': good.replace('"format":', '“format”:'), '坏包.zip': Buffer.from('PK\x03\x04 nothing', 'latin1'),
  };
  for (const [name, content] of Object.entries(bad)) files.push(file(name, content));
  for (let n = 0; n < 10; n += 1) files.push(file(`重复${n}.json`, good));
  files.push(file('压缩.json.gz', zlib.gzipSync(good)));
  assert.ok(files.length > 20);

  const before = await contents(d.page);
  await go(d.page, 'data');
  await pick(d.page, ...files);
  await d.page.locator('#many-report').waitFor();
  const count = async (grade) => Number(await d.page.locator(`[data-grade=${grade}] .count`).innerText());
  assert.equal(await count('bad'), Object.keys(bad).length);
  assert.equal((await count('good')) + (await count('doubtful')), files.length - Object.keys(bad).length);
  const listed = await d.page.locator('#many-files').innerText();
  for (const name of Object.keys(bad)) assert.ok(listed.includes(name), name);
  assert.match(listed, /属于另一个台账/);
  assert.match(listed, /下一步/);
  await d.page.locator('button[data-grade=bad]').click();
  assert.equal(await d.page.locator('#many-files tbody tr').count(), Object.keys(bad).length);
  await d.page.locator('#files-filter').fill('外市');
  assert.equal(await d.page.locator('#many-files tbody tr').count(), 1);
  const csv = fs.readFileSync(await download(d.page, '#many-csv'), 'utf8');
  assert.ok(csv.startsWith('\ufeff') && csv.trim().split('\r\n').length === files.length + 1);
  assert.equal(await contentsUnder(d, before), true, 'nothing is merged before it is accepted');
  await d.page.locator('#tab-by-unit').click();
  await d.page.locator('#many-units').getByText('市第一中学').waitFor();
  await d.page.locator('#many-accept').click();
  await d.page.locator('#many-report').waitFor({ state: 'hidden' });
  await saved(d.page);
  for (const unit of ['市第一中学', '成安县教育局']) {
    await firstTask(d.page, unit);
    await d.page.locator('.entry-text', { hasText: `${unit}的进展` }).waitFor();
  }
  // One step back takes all of it.
  await d.page.locator('#undo').click();
  await saved(d.page);
  assert.equal(await contents(d.page), before);
}));

/** Whether the stored ledger is as before, looked at from another tab: the dialog stays open. */
async function contentsUnder(d, before) {
  const page = await d.context.newPage();
  await page.goto(d.page.url().split('#')[0]);
  await page.locator('.shell').waitFor();
  const same = (await contents(page)) === before;
  await page.close();
  return same;
}

test('conflicts are shown side by side and chosen; what is not chosen stands by the rule and waits for a decision', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const other = own(await twin(d, url));
  const title = await firstTask(other.page, '市第一中学');
  await setFields(other.page, { person: '学校的人', responsibility: '学校写的责任' });
  const up = await exportFile(other.page, 'unit', { unit: '市第一中学' });
  await firstTask(d.page, '市第一中学');
  await setFields(d.page, { person: '市局的人', responsibility: '市局写的责任' });
  await go(d.page, 'data');
  await pick(d.page, up);
  const pair = d.page.locator('#conflicts .decide-item', { hasText: '责任人' }).first();
  await pair.getByText('学校的人').waitFor();
  await pair.getByText('市局的人').waitFor();
  await pair.getByText('按规则采用').waitFor();
  const ours = await pair.locator('input[value=ours]').isChecked();
  await pair.locator(`input[value=${ours ? 'theirs' : 'ours'}]`).check();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await open(d.page, 'tasks', title);
  await d.page.locator('#tab-info').click();
  assert.equal(await d.page.locator('#info-person').inputValue(), ours ? '学校的人' : '市局的人');
  // The other field was left open: it waits on the reporting screen.
  await share(d.page, 'in');
  const left = d.page.locator('#open-conflicts .decide-item');
  assert.equal(await left.count(), 1);
  const gave = await left.locator('.decide-value').nth(1).innerText();
  await left.getByText('改用这个').click();
  await saved(d.page);
  await left.waitFor({ state: 'hidden' });
  await open(d.page, 'tasks', title);
  await d.page.locator('#tab-info').click();
  assert.equal(await d.page.locator('#info-responsibility').inputValue(), gave);
}));

test("what a unit's file changes outside its standing is set apart and off, and taken only when ticked", served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const other = own(await twin(d, url));
  const title = await firstTask(other.page, '市第一中学');
  await setFields(other.page, { title: '学校改的题目' });
  const up = await exportFile(other.page, 'unit', { unit: '市第一中学' });
  await go(d.page, 'data');
  await pick(d.page, up);
  await d.page.locator('#set-apart').getByText('学校改的题目').first().waitFor();
  await d.page.locator('#set-apart').getByText('由上级下达').first().waitFor();
  assert.equal(await d.page.locator('#set-apart tbody .check').first().isChecked(), false);
  assert.ok(await d.page.locator('#import-accept').isDisabled(), 'nothing else is in the file');
  await d.page.locator('#take-all').check();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await go(d.page, 'tasks');
  await lookAt(d.page, '市第一中学');
  await d.page.locator('.vrow .title-link', { hasText: '学校改的题目' }).waitFor();
  assert.notEqual(title, '学校改的题目');
}));

/** Holds the reading of files after the first few. */
const holdReading = (page, after) => page.evaluate((after) => {
  const own = Blob.prototype.arrayBuffer;
  let reads = 0;
  Blob.prototype.arrayBuffer = async function () {
    reads += 1;
    if (reads > after) await new Promise(() => {});
    return own.call(this);
  };
}, after);

test('many files are cancelled at any time, and a browser killed among them leaves everything as before', served(async ({ url, own }) => {
  const d = await bureau(url);
  const other = await twin(d, url);
  await firstTask(other.page, '市第一中学');
  await report(other.page, 55, '新的进展');
  const good = fs.readFileSync(await exportFile(other.page, 'unit', { unit: '市第一中学' }));
  await other.close();
  const files = Array.from({ length: 60 }, (_, n) => file(`文件${n}.json`, good));
  const before = await contents(d.page);
  await holdReading(d.page, 20);
  await go(d.page, 'data');
  await pick(d.page, ...files);
  await d.page.locator('#many-reading').waitFor();
  await d.page.locator('#many-cancel').click();
  await d.page.getByText('已取消，台账没有变化').waitFor();
  assert.equal(await contents(d.page), before);
  await go(d.page, 'data');
  await pick(d.page, ...files);
  await d.page.locator('#many-reading').waitFor();
  await d.kill();
  const again = own(await device({ profile: d.folder }));
  await again.page.goto(url);
  await again.page.locator('.shell').waitFor();
  assert.equal(await contents(again.page), before);
}));

test('a whole folder is picked at once, and a file that is gone before it is read fails alone', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const other = await twin(d, url);
  await firstTask(other.page, '市第一中学');
  await report(other.page, 55, '新的进展');
  const good = fs.readFileSync(await exportFile(other.page, 'unit', { unit: '市第一中学' }));
  await other.close();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-folder-'));
  fs.mkdirSync(path.join(folder, '各校'));
  fs.writeFileSync(path.join(folder, '各校', '一中.json'), good);
  fs.writeFileSync(path.join(folder, '已删.json'), good);
  fs.writeFileSync(path.join(folder, '说明.txt'), '不是台账');
  await go(d.page, 'data');
  await d.page.evaluate(() => {
    const own = Blob.prototype.arrayBuffer;
    window.held = new Promise((done) => { window.letGo = done; });
    Blob.prototype.arrayBuffer = async function () { await window.held; return own.call(this); };
  });
  await d.page.locator('#pick-folder').setInputFiles(folder);
  await d.page.locator('#many-reading').waitFor();
  fs.rmSync(path.join(folder, '已删.json'));
  await d.page.evaluate(() => window.letGo());
  await d.page.locator('#many-report').waitFor();
  assert.equal(await d.page.locator('#many-files tbody tr').count(), 2);
  await d.page.locator('#many-files tr[data-grade=bad]', { hasText: '已删.json' }).getByText('读不出来').waitFor();
  await d.page.locator('#many-accept').click();
  await saved(d.page);
  await firstTask(d.page, '市第一中学');
  await d.page.locator('.entry-text', { hasText: '新的进展' }).waitFor();
}));

/** A signed file of the device's unit with something new in it, and the key's fingerprint. */
async function signedFile(page, note) {
  await firstTask(page, '市第一中学');
  await report(page, 30, note);
  await share(page, 'up');
  await explainAll(page);
  await page.locator('#up-sign').check();
  const print = await page.locator('#own-fingerprint').innerText();
  return { print, sent: await download(page, '#up-go') };
}

test('a signed file is new, then known; another key is pointed out, and an altered file said to be so', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const send = async (note) => {
    const school = own(await twin(d, url));
    await keepUnit(school.page, '市第一中学');
    return signedFile(school.page, note);
  };
  const state = async (path_) => {
    await go(d.page, 'data');
    await pick(d.page, path_);
    await d.page.locator('#fact-seal').waitFor();
    return d.page.locator('#fact-seal').getAttribute('data-state');
  };
  const first = await send('第一次');
  assert.equal(await state(first.sent), 'new');
  assert.ok((await d.page.locator('#fact-seal').innerText()).includes(first.print), 'the same fingerprint on both sides');
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  assert.equal(await state(first.sent), 'known');
  await d.page.keyboard.press('Escape');
  const text = fs.readFileSync(first.sent, 'utf8');
  assert.equal(await state(file('改过.json', text.replace('"app":"0', '"app":"9'))), 'altered');
  await d.page.keyboard.press('Escape');
  const second = await send('换了一台电脑');
  assert.notEqual(second.print, first.print);
  assert.equal(await state(second.sent), 'changed');
}));

test('a file closed with a passphrase opens with it and with nothing else', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const school = own(await twin(d, url));
  await keepUnit(school.page, '市第一中学');
  await firstTask(school.page, '市第一中学');
  await report(school.page, 30, '加密的进展');
  await share(school.page, 'up');
  await explainAll(school.page);
  await school.page.locator('#up-close').check();
  assert.ok(await school.page.locator('#up-go').isDisabled());
  await school.page.locator('#up-passphrase').fill('八位以上的口令');
  await school.page.locator('#up-passphrase').fill('台账口令 2025 年');
  const up = await download(school.page, '#up-go');
  assert.ok(up.endsWith('.age') && !fs.readFileSync(up).includes('加密的进展'));
  await go(d.page, 'data');
  await pick(d.page, up);
  await d.page.locator('#open-passphrase').fill('不对的口令');
  await d.page.locator('#open-closed').click();
  await d.page.locator('#passphrase-error').waitFor();
  await d.page.locator('#open-passphrase').fill('台账口令 2025 年');
  await d.page.locator('#open-closed').click();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await firstTask(d.page, '市第一中学');
  await d.page.locator('.entry-text', { hasText: '加密的进展' }).waitFor();
}));

test('who has reported and what it adds up to; every figure opens its list', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  await firstTask(d.page, '市第一中学');
  await report(d.page, 55, '本周进展');
  await lookAt(d.page, '市教育局');
  await share(d.page, 'who');
  const row = (name) => d.page.locator('#who-table tr', { hasText: name });
  assert.match(await row('市第一中学').first().innerText(), /已报/);
  assert.match(await row('成安县教育局').first().innerText(), /未报/);
  await d.page.locator('#who-reported .is-deleted').click();
  assert.equal(await row('市第一中学').count(), 0);
  await d.page.locator('#tab-sum').click();
  const sum = d.page.locator('#sum-table tr', { hasText: '市第一中学' }).first();
  const total = Number(await sum.locator('td').nth(6).innerText());
  assert.ok(total > 0);
  await sum.locator('td').nth(6).locator('a').click();
  await d.page.locator('.shell[data-page=tasks]').waitFor();
  assert.match(await d.page.locator('#unit-switch option:checked').innerText(), /市第一中学/);
  await d.page.waitForFunction((n) => document.querySelectorAll('.vrow').length >= Math.min(n, 5), total);
}));

test('a key goes to another device of the unit: the same fingerprint, and what is signed there is known', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const one = own(await twin(d, url));
  await keepUnit(one.page, '市第一中学');
  const first = await signedFile(one.page, '第一台电脑');
  await one.page.locator('.keymore summary').click();
  await one.page.locator('#key-passphrase').fill('密钥口令 2025');
  const key = await download(one.page, '#key-out');
  assert.ok(!fs.readFileSync(key).includes('ed25519'), 'closed');

  const two = own(await twin(one, url));
  await keepUnit(two.page, '市第一中学');
  await share(two.page, 'up');
  await two.page.locator('.keymore summary').click();
  await two.page.locator('#key-passphrase').fill('不是这个口令');
  await two.page.locator('#key-in').setInputFiles(key);
  await two.page.locator('.toast', { hasText: '口令不对' }).waitFor();
  await two.page.locator('#key-passphrase').fill('密钥口令 2025');
  await two.page.locator('#key-in').setInputFiles(key);
  assert.equal(await two.page.locator('#own-fingerprint').innerText(), first.print);
  const second = await signedFile(two.page, '第二台电脑');
  assert.equal(second.print, first.print);

  await go(d.page, 'data');
  await pick(d.page, first.sent);
  await d.page.locator('#fact-seal[data-state=new]').waitFor();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await pick(d.page, second.sent);
  await d.page.locator('#fact-seal[data-state=known]').waitFor();
}));

test('a copied profile writes under one id: a new one is issued when the files meet, and both sides stay', served(async ({ url, own }) => {
  const first = await bureau(url);
  await first.stop();
  const copied = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-copy-'));
  fs.cpSync(first.folder, copied, { recursive: true, filter: (from) => !path.basename(from).startsWith('Singleton') });
  // The tests' clock stands still, and people's do not: what two write at one counter has two times.
  const again = async (profile, later) => {
    const d = own(await device({ profile, clock: new Date(TODAY.getTime() + later) }));
    await d.page.goto(url);
    await d.page.locator('.shell').waitFor();
    return d;
  };
  const one = await again(first.folder, 60_000);
  const two = await again(copied, 95_000);
  const id = (d) => d.page.evaluate(() => localStorage.getItem(Object.keys(localStorage).find((k) => k.endsWith('device'))));
  assert.equal(await id(one), await id(two), 'one id on two computers');
  for (const [d, unit] of [[one, '市第一中学'], [two, '成安县教育局']]) {
    await firstTask(d.page, unit);
    await report(d.page, 40, `${unit}的进展`);
  }
  const was = await id(one);
  const theirs = await exportFile(two.page);
  await go(one.page, 'data');
  await pick(one.page, theirs);
  await one.page.locator('#import-accept').click();
  await one.page.locator('.toast', { hasText: '本机已换用新编号' }).waitFor();
  await saved(one.page);
  assert.notEqual(await id(one), was);
  for (const unit of ['市第一中学', '成安县教育局']) {
    await firstTask(one.page, unit);
    await one.page.locator('.entry-text', { hasText: `${unit}的进展` }).waitFor();
  }
  // From here on the two are two, and are merged as two.
  await firstTask(one.page, '市第一中学');
  await report(one.page, 45, '换号后的进展');
  const back = await exportFile(one.page);
  await go(two.page, 'data');
  await pick(two.page, back);
  await two.page.locator('#import-accept').click();
  await saved(two.page);
  await firstTask(two.page, '市第一中学');
  await two.page.locator('.entry-text', { hasText: '换号后的进展' }).waitFor();
  assert.equal(await contents(two.page), await contents(one.page));
}));

/** A county with schools below, which has handed everything on to them. */
async function county(d, url) {
  const c = await twin(d, url);
  await keepUnit(c.page, '成安县教育局');
  await handDown(c.page, 'tasks', '成安县第一中学', '成安县实验小学');
  await firstTask(c.page, '成安县第一中学');
  await report(c.page, 50, '只在学校的进展');
  return c;
}

/** A county's file rolled up, as it stands now. */
async function rolledUp(page) {
  await share(page, 'up');
  // What was explained for an earlier file is kept.
  await page.locator('#check-state').waitFor();
  if ((await page.locator('#check-state').getAttribute('data-passed')) === 'false') await explainAll(page);
  await page.locator('#up-what [data-size=rolled]', { hasText: /[KM]B/ }).waitFor();
  await page.locator('input[name=up-what][value=rolled]').check();
  return download(page, '#up-go');
}

test("a county's rolled-up file: its size told, kept as figures over a reload, marked, opened, older ones refused, taken back", served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const c = own(await county(d, url));
  const older = await rolledUp(c.page);
  assert.ok(older.includes('汇总上报'), older);
  const kb = async (what) => {
    const [, n, unit] = (await c.page.locator(`#up-what [data-size=${what}]`).innerText()).match(/([\d.]+)\s*([KM])B/);
    return Number(n) * (unit === 'M' ? 1024 : 1);
  };
  assert.ok(await kb('rolled') < await kb('whole'));
  assert.ok(Math.abs(fs.statSync(older).size / 1024 - await kb('rolled')) < 2, 'the size told is the size saved');
  assert.ok(!fs.readFileSync(older).includes('只在学校的进展'), 'no notes of the schools');
  await firstTask(c.page, '成安县实验小学');
  await report(c.page, 60, '又一条进展');
  const newer = await rolledUp(c.page);

  await go(d.page, 'data');
  await pick(d.page, newer);
  await d.page.locator('#fact-figures[data-state=new]').waitFor();
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  await pick(d.page, older);
  await d.page.locator('#fact-figures[data-state=older]').waitFor();
  await d.page.keyboard.press('Escape');
  await d.page.reload();
  await share(d.page, 'sum');
  await lookAt(d.page, '市教育局');
  const row = d.page.locator('#sum-table tr[data-depth="1"]', { hasText: '成安县教育局' });
  await row.getByText(/汇总数 · 3月28日/).waitFor();
  await d.page.locator('#handed-up', { hasText: path.basename(newer) }).waitFor();
  // Down from the county to its schools, whose records are not here.
  await row.locator('th button').click();
  const school = d.page.locator('#sum-table tbody tr', { hasText: '成安县第一中学' });
  await school.getByText(/汇总数/).waitFor();
  assert.ok(Number(await school.locator('td').nth(6).innerText()) > 0);
  assert.equal(await school.locator('td a').count(), 0, 'there is nothing here to open');
  await lookAt(d.page, '市教育局');
  await d.page.locator('#handed-up button').click();
  await d.page.locator('#handed-up').waitFor({ state: 'hidden' });
  assert.equal(await row.getByText(/汇总数/).count(), 0);
  await d.page.locator('.toast button', { hasText: '撤销' }).first().click();
  await row.getByText(/汇总数/).waitFor();

  // Among many files it is told and kept the same way.
  await d.page.locator('#handed-up button').click();
  await go(d.page, 'data');
  await pick(d.page, file('较新.json', fs.readFileSync(newer)), file('较早.json', fs.readFileSync(older)));
  await d.page.locator('#many-files tr[data-grade=good]', { hasText: '较新.json' }).getByText('汇总数').waitFor();
  await d.page.locator('#many-files tr[data-grade=doubtful]', { hasText: '较早.json' }).getByText(/汇总数早于已有的/).waitFor();
  await d.page.locator('#many-accept').click();
  await saved(d.page);
  await share(d.page, 'sum');
  await d.page.locator('#handed-up', { hasText: '较新.json' }).waitFor();
}));

test('among many files a signed-altered one is refused, another key pointed out, and one passphrase opens the closed', served(async ({ url, own }) => {
  const d = own(await bureau(url));
  const sent = [];
  for (const note of ['第一台', '第二台']) {
    const school = own(await twin(d, url));
    await keepUnit(school.page, '市第一中学');
    sent.push(await signedFile(school.page, note));
    if (note === '第二台') {
      await school.page.locator('#up-sign').uncheck();
      await school.page.locator('#up-close').check();
      await school.page.locator('#up-passphrase').fill('台账口令 2025 年');
      sent.push({ sent: await download(school.page, '#up-go') });
    }
  }
  await go(d.page, 'data');
  await pick(d.page, sent[0].sent);
  await d.page.locator('#import-accept').click();
  await saved(d.page);
  const altered = file('改过.json', fs.readFileSync(sent[0].sent, 'utf8').replace('"app":"0', '"app":"9'));
  const changed = file('换了钥匙.json', fs.readFileSync(sent[1].sent));
  const closed = file('加密.age', fs.readFileSync(sent[2].sent));
  await pick(d.page, altered, changed, closed);
  const row = (name, grade) => d.page.locator(`#many-files tr[data-grade=${grade}]`, { hasText: name });
  await row('改过.json', 'bad').getByText('签名之后文件被改动过').waitFor();
  await row('换了钥匙.json', 'doubtful').getByText(sent[1].print).waitFor();
  await row('加密.age', 'bad').getByText('用口令加了密').waitFor();
  await d.page.locator('#many-passphrase').fill('不对的口令');
  await d.page.locator('#many-open-closed').click();
  await d.page.locator('#many-passphrase-error').waitFor();
  await d.page.locator('#many-passphrase').fill('台账口令 2025 年');
  await d.page.locator('#many-open-closed').click();
  await row('加密.age', 'doubtful').waitFor();
  assert.equal(await d.page.locator('#many-closed').count(), 0);
  await d.page.locator('#many-accept').click();
  await saved(d.page);
  // The key was noted with the files.
  await go(d.page, 'data');
  await pick(d.page, changed);
  await d.page.locator('#fact-seal[data-state=known]').waitFor();
}));

for (const look of ['light', 'dark']) {
  test(`axe finds nothing on the reporting screens, ${look}`, served(async ({ url, own }) => {
    const d = own(await device({ colorScheme: look }));
    await start(d.page, url);
    await pasteUnits(d.page, UNITS);
    await keepUnit(d.page, '市教育局');
    await handDown(d.page, 'tasks', '市第一中学');
    for (const tab of ['up', 'in', 'down', 'who', 'sum']) {
      await share(d.page, tab);
      assert.deepEqual(await faults(d.page), [], tab);
    }
    const good = await exportFile(d.page);
    await pick(d.page, good, file('坏.json', '{"format":'), file('重复.json', fs.readFileSync(good)));
    await d.page.locator('#many-report').waitFor();
    assert.deepEqual(await faults(d.page), [], 'report');
  }));
}

test('the single file takes many files at once from file://', async () => {
  const app = `file://${path.resolve('dist/taizhang.html')}`;
  const d = await device();
  await start(d.page, app);
  const good = await exportFile(d.page);
  await pick(d.page, good, file('坏.json', '{"format":'));
  await d.page.locator('#many-report').waitFor();
  assert.equal(await d.page.locator('#many-files tbody tr').count(), 2);
  await d.close();
});
