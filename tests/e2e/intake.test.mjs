// From a document to a ledger: pasted or opened, reviewed, entered as one step, taken back; workbooks out and back.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { device, file, go, saved, site, start } from './lib.mjs';
import { open, pasteUnits } from './scene.mjs';

const SPEECH = fs.readFileSync('tests/documents/speech.txt', 'utf8');
const AXE = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** Goes to the screen by its address, as a link leads there. */
async function toDraft(page) {
  await page.evaluate(() => { location.hash = '#/draft'; });
  await page.locator('.shell[data-page=draft]').waitFor();
}

/** Types a text as pasted and has it read. */
async function paste(page, text) {
  await page.locator('#draft-paste').fill(text);
  await page.locator('#draft-read').click();
  await page.locator('#draft-about').waitFor();
}

/** Pastes with HTML beside the text, as office programs do. */
async function pasteHtml(page, text, html) {
  await page.locator('#draft-paste').evaluate((node, [plain, rich]) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    data.setData('text/html', rich);
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [text, html]);
  // A large text is read at once.
  if (text.length < 1 << 16) await page.locator('#draft-read').click();
  await page.locator('#draft-about').waitFor();
}

/** Puts the document under review away. */
async function another(page) {
  await page.locator('#draft-another').click();
  await page.locator('#draft-another-do').click();
  await page.locator('#draft-paste').waitFor();
}

const row = (page, title) => page.locator('.draft-row').filter({ has: page.locator('.draft-title', { hasText: title }) }).first();
const count = async (page) => Number((await page.locator('#draft-count strong').innerText()).match(/\d+/)[0]);
const chip = async (page, code) => {
  const found = page.locator(`[data-show=${code}] .count`);
  return (await found.count()) ? Number(await found.innerText()) : 0;
};
const targets = async (page) => {
  await go(page, 'targets');
  return page.locator('.split-main .title-link').allInnerTexts();
};

/** An archive of these parts, made by Python's own zip. */
function archive(name, parts) {
  const target = file(name, '');
  const list = file('parts.json', JSON.stringify(parts));
  const script = 'import json,sys,zipfile\nparts=json.load(open(sys.argv[1],encoding="utf-8"))\nz=zipfile.ZipFile(sys.argv[2],"w",zipfile.ZIP_DEFLATED)\n[z.writestr(n,t) for n,t in parts.items()]\nz.close()';
  execFileSync('python3', ['-c', script, list, target]);
  return target;
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A .docx of these paragraphs. */
const docx = (name, paragraphs) => archive(name, {
  '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.map((p) => `<w:p><w:r><w:t>${escape(p)}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
});

/** An .xlsx of one sheet with these rows of text. */
const xlsx = (name, rows, sheet = '任务分解表') => archive(name, {
  '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.map((cells, r) => `<row r="${r + 1}">${cells.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`,
});

test('the speech is read, put right, entered, taken back, entered again, and adds nothing the second time', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await go(page, 'targets');
  await page.locator('#from-file').click();
  await paste(page, SPEECH);
  assert.ok((await chip(page, 'target')) + (await chip(page, 'quota')) >= 25, 'targets are found');
  assert.equal(await count(page), 0, 'nothing is ticked at first');
  // What is doubtful comes first, with its reason.
  assert.ok((await page.locator('.draft-row').first().locator('.draft-doubt').count()) > 0);

  // A sentence is shown for a draft, and a draft for a sentence.
  const mark = page.locator('#draft-document .draft-mark').nth(3);
  const key = (await mark.getAttribute('data-keys')).split(' ')[0];
  await mark.click();
  await page.locator(`#draft-${key}[data-on=true]`).waitFor();
  await page.locator('.draft-mark.is-on').first().waitFor();

  // One is put right.
  await page.locator('[data-show=blank]').click();
  // Not the place among the cities: that is a whole number.
  const first = row(page, '高考一批本科上线率');
  const before = await first.locator('.draft-title').innerText();
  await first.locator('.draft-open').click();
  await page.locator('#part-title').fill(`${before}（已核对）`);
  await page.locator('#part-value').fill('很多');
  await page.locator('#part-value').blur();
  await page.locator('#part-value-error').waitFor();
  await page.locator('#part-value').fill('９６．５');
  await page.locator('#part-value').blur();
  await page.locator('#part-value-error').waitFor({ state: 'hidden' });
  await page.locator('[data-show=all]').click();
  await row(page, '（已核对）').locator('.check').check();
  await page.locator('#draft-tick-sure').click();
  const wanted = await count(page);
  assert.ok(wanted > 20, `${wanted} ticked`);

  // It survives a reload.
  await kept(page);
  await page.reload();
  await page.locator('#draft-about').waitFor();
  await page.locator('#draft-count strong', { hasText: String(wanted) }).waitFor();
  await row(page, '（已核对）').waitFor();
  assert.match(await row(page, '（已核对）').innerText(), /96\.5/);

  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await saved(page);
  assert.equal(await count(page), 0);
  const listed = await targets(page);
  assert.ok(listed.includes(`${before}（已核对）`));
  const made = listed.length;

  // One undo takes it all back; the ticks are still there.
  await page.keyboard.press('Control+z');
  await page.locator('.split-main .empty').waitFor();
  await toDraft(page);
  assert.equal(await count(page), wanted);
  await page.locator('#draft-enter').click();
  await page.locator('.toast', { hasText: '已写入' }).first().waitFor();
  await saved(page);
  assert.equal((await targets(page)).length, made);

  // The same document again: what was entered is known.
  await toDraft(page);
  await another(page);
  await paste(page, SPEECH);
  assert.ok((await chip(page, 'known')) >= wanted - 1, `${await chip(page, 'known')} known of ${wanted}`);
  await page.locator('#draft-tick-sure').isDisabled().then((off) => assert.ok(off, 'nothing sure is new'));
  await page.locator('[data-show=known]').click();
  assert.ok(await page.locator('.draft-row .check').first().isDisabled());
  await d.close();
  await close();
});

/** Waits until the review's corrections are in the browser's store: the page has nothing left to write. */
async function kept(page) {
  await page.waitForFunction(() => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return !event.defaultPrevented;
  });
}

test('a project keeps its stage and whom it binds, and is told by yes and no', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  await paste(page, '一、抓实重点项目\n东湖学校二期6月底前竣工。校长每学期听课不少于40节。教师节前所有学校食堂全部完成改造。\n');
  assert.match(await row(page, '东湖学校二期竣工').innerText(), /竣工/);
  assert.match(await row(page, '听课').innerText(), /校长/);
  await page.locator('#draft-tick-sure').click();
  await row(page, '东湖学校二期竣工').locator('.check').check();
  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await saved(page);
  await open(page, 'targets', '东湖学校二期竣工');
  await page.locator('#tab-info').click();
  assert.equal(await page.locator('#info-stage').inputValue(), 'completed');
  // Done or not, and nothing is left blank.
  await page.locator('#tab-main').click();
  await page.locator('select#actual-value').selectOption('yes');
  await page.locator('#actual-add').click();
  await page.locator('.entry-text', { hasText: '是' }).waitFor();
  await saved(page);
  await d.close();
  await close();
});

test('a later document with another value updates the target it names, and one undo brings the old value back', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  await paste(page, '义务教育巩固率达到97%以上。\n2025年9月底前完成校舍安全排查。');
  await row(page, '巩固率').locator('.check').check();
  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await another(page);
  await paste(page, '经研究，义务教育巩固率达到98%以上。');
  assert.equal(await chip(page, 'differs'), 1);
  // It is offered, with what it would change, and never taken unseen.
  assert.match(await row(page, '巩固率').innerText(), /97% → 98%/);
  assert.ok(await page.locator('#draft-tick-sure').isDisabled(), 'an update is no sure thing');
  await row(page, '巩固率').locator('.check').check();
  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await saved(page);
  const values = async () => {
    await go(page, 'targets');
    await page.locator('.split-main tbody tr:not(.group)').first().waitFor();
    return page.locator('.split-main tbody tr:not(.group)').allInnerTexts();
  };
  let listed = await values();
  assert.ok(listed.length === 1 && /98/.test(listed[0]) && !/97/.test(listed[0]), listed.join('|'));
  await page.keyboard.press('Control+z');
  await page.locator('.split-main tbody tr:not(.group)', { hasText: '97' }).waitFor();
  listed = await values();
  assert.equal(listed.length, 1);
  // Done once more, the document adds nothing.
  await toDraft(page);
  assert.equal(await chip(page, 'differs'), 1);
  await page.locator('#draft-enter').click();
  await saved(page);
  await another(page);
  await paste(page, '经研究，义务教育巩固率达到98%以上。');
  assert.deepEqual([await chip(page, 'differs'), await chip(page, 'known')], [0, 1]);
  assert.equal((await values()).length, 1);
  await d.close();
  await close();
});

test('a theme and a unit chosen for a draft survive a reload and are the target\'s', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await pasteUnits(page, '成安县教育局');
  await toDraft(page);
  await paste(page, '研学实践基地达到37个。');
  await row(page, '研学实践基地').locator('.draft-open').click();
  const names = await page.locator('#part-theme option').allInnerTexts();
  const theme = names.find((name) => /工程/.test(name)) ?? names.at(-1);
  await page.locator('#part-theme').selectOption({ label: theme });
  await page.locator('#part-unit').selectOption({ label: '成安县教育局' });
  await row(page, '研学实践基地').locator('.check').check();
  await kept(page);
  await page.reload();
  await row(page, '研学实践基地').locator('.draft-open').click();
  const chosen = (id) => page.locator(id).evaluate((select) => select.selectedOptions[0].textContent.trim());
  assert.deepEqual([await chosen('#part-theme'), await chosen('#part-unit'), await count(page)], [theme.trim(), '成安县教育局', 1]);
  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await saved(page);
  await go(page, 'targets');
  await page.locator('#search').fill('研学实践基地');
  const made = page.locator('.split-main tbody tr:not(.group)', { hasText: '研学实践基地' });
  await made.locator('.title-link').click();
  await page.locator('#tab-info').click();
  await page.locator('#info-theme').waitFor();
  assert.equal(await chosen('#info-theme'), theme.trim());
  assert.match(await page.locator('.sheet').innerText(), /成安县教育局/);
  await d.close();
  await close();
});

test('drafts are merged, divided, discarded and brought back', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  await paste(page, '义务教育巩固率达到97%以上。\n高中阶段毛入学率不低于95%。\n新建幼儿园5所，年底全部竣工。');
  const all = await chip(page, 'all');
  await row(page, '巩固率').locator('.check').check();
  await row(page, '毛入学率').locator('.check').check();
  await page.locator('#draft-merge').click();
  assert.equal(await chip(page, 'all'), all - 1);
  assert.equal(await count(page), 1);
  await page.locator('#draft-split').click();
  assert.equal(await chip(page, 'all'), all);
  await page.locator('#part-title').fill('分出来的目标');
  await page.locator('#part-title').blur();
  await row(page, '分出来的目标').waitFor();
  await page.locator('#draft-discard').click();
  assert.equal(await chip(page, 'gone'), 2);
  await page.locator('[data-show=gone]').click();
  await row(page, '分出来的目标').locator('.draft-open').click();
  await page.locator('#draft-discard').click();
  assert.equal(await chip(page, 'gone'), 1);
  await page.locator('[data-show=all]').click();
  await kept(page);
  await page.reload();
  await row(page, '分出来的目标').waitFor();
  assert.equal(await chip(page, 'gone'), 1);
  await d.close();
  await close();
});

test('documents of every kind are read, and what cannot be read is refused with a way out', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  const open = async (given) => {
    await page.locator('#draft-file').setInputFiles(given);
    await page.locator('#draft-about').waitFor();
  };
  await open(docx('讲话.docx', ['一、提高质量', '义务教育巩固率达到97%以上。']));
  assert.match(await page.locator('#draft-about').innerText(), /讲话\.docx/);
  await row(page, '巩固率').waitFor();
  await another(page);
  // GB18030, as Notepad of older systems writes it.
  const gb = execFileSync('python3', ['-c', 'import sys; sys.stdout.buffer.write("高中阶段毛入学率不低于95%。".encode("gb18030"))']);
  await open(file('国标.txt', gb));
  await row(page, '毛入学率').waitFor();
  await another(page);
  await open(file('网页.html', '<html><body><p>新建幼儿园5所。</p></body></html>'));
  await row(page, '幼儿园').waitFor();
  await another(page);
  const table = xlsx('任务分解表.xlsx', [
    ['序号', '重点任务', '目标值', '责任单位', '完成时限'],
    ['1', '新建公办幼儿园', '5所', '基础教育科', '9月底'],
    ['2', '改造寄宿制学校', '12所', '规划财务科', '年底'],
  ]);
  await open(table);
  await row(page, '新建公办幼儿园').waitFor();
  assert.equal(await page.locator('#draft-document td .draft-mark').count() > 0, true);
  await another(page);

  const bad = {
    '损坏.xlsx': fs.readFileSync(table).subarray(0, 400),
    '空.txt': '',
    '旧版.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    '图片.docx': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
    '二进制.txt': Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0xfd]),
  };
  for (const [name, content] of Object.entries(bad)) {
    await page.locator('#draft-file').setInputFiles(file(name, content));
    await page.locator('#document-error').waitFor();
    const text = await page.locator('#document-error').innerText();
    assert.ok(text.includes(name) && text.includes('没有变化'), text);
    assert.doesNotMatch(text.replace(name, ''), /(error|invalid|undefined)/i);
    await page.keyboard.press('Escape');
    await page.locator('#document-error').waitFor({ state: 'hidden' });
  }
  // The import area of the data page leads documents here.
  await go(page, 'data');
  await page.locator('#import .dropzone input').setInputFiles(table);
  await page.locator('#draft-about').waitFor();
  await d.close();
  await close();
});

test('a table without a header waits for its columns; pasted cells stay cells', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  const rows = [['甲', '改善乡村学校办学条件', '规划财务科'], ['乙', '推进集团化办学改革', '基础教育科']];
  const html = `<table>${rows.map((r) => `<tr>${r.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('')}</table>`;
  await pasteHtml(page, rows.map((r) => r.join('\t')).join('\n'), html);
  await page.locator('#draft-columns').click();
  await page.locator('#columns-table').waitFor();
  await page.locator('#column-0').selectOption('');
  await page.locator('#column-1').selectOption({ label: '任务' });
  await page.locator('#column-2').selectOption({ label: '责任单位' });
  await page.locator('#columns-go').click();
  await row(page, '改善乡村学校办学条件').waitFor();
  assert.match(await row(page, '改善乡村学校办学条件').innerText(), /规划财务科/);
  await kept(page);
  await page.reload();
  await row(page, '推进集团化办学改革').waitFor();
  await d.close();
  await close();
});

test('from the paste box to the ledger without a mouse', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  await page.locator('#draft-paste').focus();
  await page.keyboard.insertText('义务教育巩固率达到97%以上。\n高中阶段毛入学率不低于95%。');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#draft-about').waitFor();
  await page.locator('.draft-open').first().focus();
  await page.keyboard.press('Space');
  assert.equal(await count(page), 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  assert.equal(await count(page), 2);
  await page.keyboard.press('Space');
  assert.equal(await count(page), 1);
  await page.keyboard.press('ArrowUp');
  const first = await page.locator('.draft-title').first().innerText();
  await page.waitForFunction((first) => document.activeElement.textContent.includes(first), first);
  await page.keyboard.press('Enter');
  await page.locator('#part-title').waitFor();
  await page.locator('#draft-enter').focus();
  await page.keyboard.press('Enter');
  await page.locator('#draft-entered').waitFor();
  assert.equal((await targets(page)).length, 1);
  await d.close();
  await close();
});

/** The speech over and over, until it has so many bytes. */
const long = (bytes) => Array(Math.ceil(bytes / Buffer.byteLength(SPEECH.trim()))).fill(SPEECH.trim()).join('\n');

/** Notes tasks of the page that last, and every stand of the progress bar. */
const watch = (page) => page.evaluate(() => {
  window.tasks = [];
  window.stands = [];
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.tasks.push(Math.round(entry.duration)); }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    const bar = document.querySelector('#draft-reading progress');
    if (bar && bar.max > 1 && bar.value !== window.stands.at(-1)) window.stands.push(bar.value);
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});

test('a megabyte of text is read in pieces that the page shows, and does not hold it up', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  const text = long(1 << 20);
  await watch(page);
  const began = Date.now();
  await pasteHtml(page, text, '');
  await page.locator('.draft-row').first().waitFor();
  const took = Date.now() - began;
  const { tasks, stands } = await page.evaluate(() => ({ tasks: window.tasks, stands: window.stands }));
  console.log(`# 1 MB read and shown in ${took} ms, tasks over 50 ms: ${tasks.join(', ') || 'none'}; ${stands.length} stands of the bar, ${await chip(page, 'all')} drafts`);
  assert.ok(stands.length >= 5 && stands.every((stand, n) => n === 0 || stand > stands[n - 1]), `the bar goes on: ${stands}`);
  assert.ok((await page.locator('.draft-row').count()) <= 200, 'rows are made as needed');
  assert.ok((await page.locator('.draft-p').count()) <= 400, 'lines are made as needed');
  const click = Date.now();
  await page.locator('.draft-open').nth(5).click();
  await page.locator('.draft-edit').waitFor();
  console.log(`# a draft opened in ${Date.now() - click} ms`);
  // Read again after a reload, in pieces too.
  await kept(page);
  await page.reload();
  await page.locator('.draft-row').first().waitFor();
  await d.close();
  await close();
});

test('reading is stopped by a person, and nothing is lost by it', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url, { way: 'blank', year: 2025 });
  await toDraft(page);
  const large = file('很长.txt', long(12 << 20));
  await page.locator('#draft-file').setInputFiles(large);
  await page.locator('#draft-stop').click();
  await page.locator('.toast', { hasText: '已停止识别' }).waitFor();
  await page.locator('#draft-reading').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.draft-row').count(), 0);
  // The page is as ready as before.
  await paste(page, '义务教育巩固率达到97%以上。');
  await row(page, '巩固率').locator('.check').check();
  // A document under review stays, with its ticks, when the reading of the next is stopped.
  await go(page, 'data');
  await page.locator('#import .dropzone input').setInputFiles(large);
  await page.locator('#document-replace').click();
  await page.locator('#draft-stop').click();
  await row(page, '巩固率').waitFor();
  assert.equal(await count(page), 1);
  await d.close();
  await close();
});

test('a workbook goes out, comes back filled in, is previewed, entered and taken back', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await start(page, url);
  await go(page, 'data');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#excel-send').click()]);
  const out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-file-')), download.suggestedFilename());
  await download.saveAs(out);
  assert.match(path.basename(out), /^台账填报_市教育局_20250328\.xlsx$/);
  // As it went out it changes nothing.
  await page.locator('#excel-file').setInputFiles(out);
  await page.locator('#excel-preview').waitFor();
  assert.match(await page.locator('#excel-preview').innerText(), /没有改动/);
  await page.keyboard.press('Escape');
  // Someone fills it in: a name altered, a percent that is none.
  const filled = path.join(path.dirname(out), '填好.xlsx');
  const script = `
import sys, zipfile, re
src = zipfile.ZipFile(sys.argv[1])
out = zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED)
strings = src.read("xl/sharedStrings.xml").decode()
book = src.read("xl/workbook.xml").decode()
names = re.findall(r'<sheet name="([^"]+)"', book)
progress = names.index("进展") + 1
tasks = names.index("任务") + 1
for item in src.namelist():
    data = src.read(item)
    if item == f"xl/worksheets/sheet{tasks}.xml":
        text = data.decode()
        text = re.sub(r'<c r="C3"([^>]*?) t="s"><v>\\d+</v></c>', r'<c r="C3"\\1 t="inlineStr"><is><t>改过的任务名称</t></is></c>', text, count=1)
        data = text.encode()
    if item == f"xl/worksheets/sheet{progress}.xml":
        text = data.decode()
        head = re.search(r'<row r="2".*?</row>', text, re.S).group(0)
        shared = re.findall(r'<si><t[^>]*>(.*?)</t></si>', strings, re.S)
        columns = {shared[int(v)]: c for c, v in re.findall(r'<c r="([A-Z]+)2"[^>]*t="s"><v>(\\d+)</v>', head)}
        last = max(int(n) for n in re.findall(r'<row r="(\\d+)"', text))
        percent, note = columns["完成百分比"], columns["进展说明"]
        def put(text, cell, value):
            return re.sub(r'<c r="%s"([^>]*?)/>' % cell, r'<c r="%s"\\1 t="inlineStr"><is><t>%s</t></is></c>' % (cell, value), text, count=1)
        text = put(text, f"{percent}{last}", "４０％")
        text = put(text, f"{note}{last}", "已启动")
        text = put(text, f"{percent}{last-1}", "很多")
        text = put(text, f"{note}{last-1}", "再看")
        data = text.encode()
    out.writestr(item, data)
out.close()
`;
  execFileSync('python3', ['-c', script, out, filled]);
  await page.locator('#excel-file').setInputFiles(filled);
  await page.locator('#excel-accept').waitFor();
  const text = await page.locator('#excel-preview').innerText();
  assert.match(text, /改过的任务名称/);
  assert.match(text, /已启动/);
  assert.match(await page.locator('#excel-errors').innerText(), /进展 [A-Z]+\d+：.*很多/);
  await page.locator('#excel-accept').click();
  await page.locator('.toast', { hasText: '已写入' }).waitFor();
  await saved(page);
  await go(page, 'tasks');
  await page.locator('#search').fill('改过的任务名称');
  await page.locator('.vrow .title-link', { hasText: '改过的任务名称' }).waitFor();
  // The same file again adds nothing.
  await go(page, 'data');
  await page.locator('#excel-file').setInputFiles(filled);
  await page.locator('#excel-preview').waitFor();
  assert.match(await page.locator('#excel-preview').innerText(), /没有改动/);
  await page.keyboard.press('Escape');
  await page.locator('#undo').click();
  await go(page, 'tasks');
  await page.locator('.split-main .empty').waitFor();
  await page.locator('#search').fill('');
  // A workbook of another ledger is not taken.
  const other = await device();
  await start(other.page, url, { way: 'blank', unit: '别的单位' });
  await go(other.page, 'data');
  await other.page.locator('#excel-file').setInputFiles(filled);
  assert.match(await other.page.locator('#document-error').innerText(), /另一本台账/);
  await other.close();
  await d.close();
  await close();
});

for (const look of ['light', 'dark']) {
  test(`axe finds nothing on the new screens, ${look}`, async () => {
    const { url, close } = await site();
    const d = await device({ colorScheme: look });
    const { page } = d;
    const check = async (name) => {
      await page.evaluate(AXE);
      const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
      assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`), [], name);
    };
    await start(page, url);
    await pasteUnits(page, '成安县教育局');
    await toDraft(page);
    await check('start');
    await paste(page, SPEECH);
    await check('review');
    await page.locator('.draft-open').first().click();
    await page.locator('.draft-edit').waitFor();
    await check('one open');
    await page.setViewportSize({ width: 360, height: 740 });
    await check('review on a phone');
    await page.locator('#draft-side-document').click();
    await check('document on a phone');
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.locator('#draft-another').click();
    await check('another');
    await page.locator('#draft-another-do').click();
    await page.locator('#draft-paste').fill('甲\t改善乡村学校办学条件\t规划财务科\n乙\t推进集团化办学改革\t基础教育科');
    await page.locator('#draft-read').click();
    await page.locator('#draft-columns').click();
    await page.locator('#columns-table').waitFor();
    await check('columns');
    await page.keyboard.press('Escape');
    await go(page, 'data');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#excel-send').click()]);
    const out = file('表.xlsx', '');
    await download.saveAs(out);
    await page.locator('#excel-file').setInputFiles(out);
    await page.locator('#excel-preview').waitFor();
    await check('workbook');
    await d.close();
    await close();
  });
}

test('the single file reads a document over file://', async () => {
  const d = await device();
  const { page } = d;
  await start(page, pathToFileURL(path.resolve('dist/taizhang.html')).href, { way: 'blank', year: 2025 });
  await toDraft(page);
  await paste(page, '义务教育巩固率达到97%以上。');
  await row(page, '巩固率').locator('.check').check();
  await kept(page);
  await page.reload();
  await page.locator('#draft-about').waitFor();
  assert.equal(await count(page), 1);
  await page.locator('#draft-enter').click();
  await page.locator('#draft-entered').waitFor();
  await d.close();
});

test('a document opened on the start page waits for the ledger', async () => {
  const { url, close } = await site();
  const d = await device();
  const { page } = d;
  await page.goto(url);
  await page.locator('#start-file input[type=file]').setInputFiles(file('要点.txt', '义务教育巩固率达到97%以上。'));
  await page.locator('.toast', { hasText: '要点.txt' }).waitFor();
  await page.locator('#blank-unit').fill('市教育局');
  await page.locator('#start-blank button[type=submit]').click();
  await page.locator('#draft-about').waitFor();
  await row(page, '巩固率').waitFor();
  await d.close();
  await close();
});
