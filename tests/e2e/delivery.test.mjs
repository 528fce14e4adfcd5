// How the page reaches people: under any path, as one file, on old engines, and when it breaks.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { device, go, pick, saved, site, start } from './lib.mjs';

const single = () => `file://${path.resolve('dist/taizhang.html')}`;

test('under a sub-path it works and asks for nothing outside it', async () => {
  const { url, close } = await site('/county/ledger/');
  const d = await device();
  await start(d.page, url);
  await go(d.page, 'tasks');
  await d.page.locator('.vrow').first().waitFor();
  assert.ok(d.requests.length > 3);
  assert.deepEqual(d.requests.filter((r) => !r.startsWith(url) && !/^(data|blob):/.test(r)), []);
  await d.close();
  await close();
});

test('the single file opens by double click, asks for nothing, and keeps its data', async () => {
  const d = await device();
  await start(d.page, single(), { unit: '成安县第一中学' });
  await go(d.page, 'targets');
  await d.page.locator('.title-link').first().click();
  await d.page.locator('.sheet').waitFor();
  await d.page.reload();
  await d.page.locator('.sheet').waitFor();
  assert.match(await d.page.locator('#unit-switch option:checked').innerText(), /成安县第一中学/);
  const asked = d.requests.filter((r) => !/^(data|blob):/.test(r)).map((r) => r.split('#')[0]);
  assert.deepEqual([...new Set(asked)], [single()], 'the page itself and nothing else');
  await d.close();
});

test('the single file keeps its data when it is moved', async () => {
  const d = await device();
  await start(d.page, single());
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-moved-'));
  fs.copyFileSync('dist/taizhang.html', path.join(folder, '台账（一中）.html'));
  await d.page.goto(`file://${folder}/台账（一中）.html`);
  await d.page.locator('.shell').waitFor();
  await d.close();
});

test('a panic shows the rescue panel, and its file opens again', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url, { unit: '市教育局' });
  await d.page.evaluate(() => { location.hash = '#/panic'; });
  await d.page.locator('.rescue').waitFor();
  const [download] = await Promise.all([d.page.waitForEvent('download'), d.page.getByRole('button', { name: '导出应急备份' }).click()]);
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-rescue-')), download.suggestedFilename());
  await download.saveAs(file);
  assert.match(path.basename(file), /应急备份/);
  await d.page.locator('.rescue-status').filter({ hasText: '1 个文件' }).waitFor();
  await d.page.getByRole('button', { name: '重新载入' }).click();
  await d.page.locator('.shell').waitFor();
  await d.close({ expect: [/panic|unreachable|RuntimeError|asked for/] });

  const other = await device();
  await other.page.goto(url);
  await pick(other.page, file);
  await other.page.locator('#import-open').click();
  await saved(other.page);
  await go(other.page, 'tasks');
  assert.match(await other.page.locator('h1').innerText(), /任务清单\s+40/);
  await other.close();
  await close();
});

test('an engine without what is needed gets a plain message, not a blank page', async () => {
  const { url, close } = await site();
  for (const name of ['WebAssembly', 'BigInt', 'DecompressionStream']) {
    const d = await device();
    await d.context.addInitScript((gone) => { delete window[gone]; }, name);
    await d.page.goto(url);
    await d.page.getByText('这个浏览器太旧').waitFor();
    const text = await d.page.locator('#boot').innerText();
    assert.ok(text.includes(name) && text.includes('Chrome') && text.includes('极速模式'));
    await d.close();
  }
  await close();
});

test('a program that does not arrive is said to be so', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await d.page.goto(url);
  await d.page.getByText('台账程序没有载入成功').waitFor();
  await d.close({ expect: [/404|MIME|Failed|wasm/i] });
  await close();
});

test('a program served as plain text runs all the same', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.route(/_bg\.wasm$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'text/plain' } });
  });
  await d.page.goto(url);
  await d.page.locator('.welcome').waitFor();
  await d.close({ expect: [/MIME type/] });
  await close();
});

test('scripts that a browser or a proxy puts in do not run', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.page.goto(url);
  await d.page.locator('.welcome').waitFor();
  const ran = await d.page.evaluate(async () => {
    const put = (make) => { try { make(); } catch { /* refused, as it should be */ } };
    put(() => { const s = document.createElement('script'); s.textContent = 'window.intruder = 1'; document.head.append(s); });
    put(() => { const s = document.createElement('div'); s.innerHTML = '<img src=x onerror="window.intruder = 2">'; document.body.append(s); });
    // In a task of its own: the debugger lets what it runs itself use eval.
    await new Promise((done) => { setTimeout(() => { put(() => { window.intruder = eval('3'); }); done(); }); });
    return window.intruder ?? null;
  });
  assert.equal(ran, null);
  await d.close({ expect: [/policy|Content Security|Trusted|require|Refused|eval|script/i] });
  await close();
});

test('no screen scrolls sideways at 320 to 1920 pixels', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  for (const width of [320, 360, 768, 1024, 1366, 1920]) {
    await d.page.setViewportSize({ width, height: 800 });
    for (const name of ['overview', 'targets', 'tasks', 'units', 'data']) {
      await go(d.page, name);
      const over = await d.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${name} at ${width} px is ${over} px too wide`);
    }
  }
  await d.close();
  await close();
});
