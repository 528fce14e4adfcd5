// Nothing that was shown as saved is ever lost; what cannot be saved is said to be so.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { device, exportFile, file, fill, go, pick, saved, site, start } from './lib.mjs';

const ROUNDS = Number(process.env.TAIZHANG_KILLS ?? 30);

/** Opens the first task and writes a report; returns when the store has it. */
async function report(page, text) {
  await page.locator('#report-note').fill(text);
  await page.locator('#report-send').click();
  await page.locator('.entry-text', { hasText: text }).waitFor();
  await saved(page);
}

async function openFirstTask(page) {
  await go(page, 'tasks');
  await page.locator('.vrow .title-link').first().click();
  await page.locator('#report-note').waitFor();
}

test(`killed right after "saved", ${ROUNDS} times: nothing is lost`, async () => {
  const { url, close } = await site();
  let d = await device();
  const profile = d.folder;
  await start(d.page, url);
  await openFirstTask(d.page);
  const address = d.page.url();
  const written = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const text = `第${round}次填报`;
    await report(d.page, text);
    written.push(text);
    await d.kill();
    d = await device({ profile });
    await d.page.goto(address);
    await d.page.locator('#report-note').waitFor();
    const there = await d.page.locator('.entry-text').allInnerTexts();
    assert.deepEqual([...there].sort(), [...written].sort(), `after kill ${round}`);
  }
  await d.close();
  await close();
});

test('a tab closed right after "saved" loses nothing', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  await report(d.page, '关闭前填报');
  const address = d.page.url();
  const next = await d.context.newPage();
  await d.page.close({ runBeforeUnload: false });
  await next.goto(address);
  await next.locator('.entry-text', { hasText: '关闭前填报' }).waitFor();
  await d.close();
  await close();
});

test('what was typed into a report and not sent is there again after a reload', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  await d.page.locator('#report-note').fill('写到一半的进展');
  await d.page.reload();
  await d.page.locator('#report-note').waitFor();
  assert.equal(await d.page.locator('#report-note').inputValue(), '写到一半的进展');
  await d.close();
  await close();
});

test('without IndexedDB it says so, works, and the file can be exported', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await d.page.goto(url);
  await d.page.getByText('临时模式').first().waitFor();
  await d.page.locator('#blank-unit').fill('市教育局');
  await d.page.locator('#start-blank button[type=submit]').click();
  await d.page.locator('#save-state[data-state=memory]').waitFor();
  const exported = await exportFile(d.page);
  assert.match(exported, /台账_市教育局/);
  await d.close();
  await close();
});

test('with localStorage denied everything still works', async () => {
  const { url, close } = await site();
  const d = await device();
  await d.context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await start(d.page, url);
  await openFirstTask(d.page);
  await report(d.page, '无偏好存储');
  await d.page.reload();
  await d.page.locator('.entry-text', { hasText: '无偏好存储' }).waitFor();
  await d.close();
  await close();
});

test('a full disk is said at once, keeps the edits in the page, and saves again when there is room', async () => {
  const { url, close } = await site();
  const first = await device();
  await start(first.page, url);
  await openFirstTask(first.page);
  await report(first.page, '空间充足时');
  const d = await fill(first, 1);
  await d.page.locator('#report-note').fill('空间不足时');
  await d.page.locator('#report-send').click();
  await d.page.locator('#save-state[data-state=failed]').waitFor();
  await d.page.getByText('浏览器存储空间已满').waitFor();
  await d.page.locator('.entry-text', { hasText: '空间不足时' }).waitFor();
  await d.makeRoom();
  await d.page.getByRole('button', { name: '重新保存' }).click();
  await saved(d.page);
  await d.page.reload();
  await d.page.locator('.entry-text', { hasText: '空间不足时' }).waitFor();
  await d.page.locator('.entry-text', { hasText: '空间充足时' }).waitFor();
  await d.close({ expect: [/Quota|quota/] });
  await close();
});

test('leaving with unsaved work asks; leaving with everything saved does not', async () => {
  const { url, close } = await site();
  const first = await device();
  const asked = [];
  const listen = (page) => page.on('dialog', async (dialog) => { asked.push(dialog.type()); await dialog.accept(); });
  listen(first.page);
  await start(first.page, url);
  await openFirstTask(first.page);
  await report(first.page, '已保存');
  await first.page.reload();
  await first.page.locator('#report-note').waitFor();
  assert.deepEqual(asked, []);
  const d = await fill(first, 1);
  listen(d.page);
  await d.page.locator('#report-note').fill('存不进去');
  await d.page.locator('#report-send').click();
  await d.page.locator('#save-state[data-state=failed]').waitFor();
  await d.page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await d.close({ expect: [/Quota|quota/] });
  await close();
});

test('data cleared by the browser is not shown as a first run, and the backup brings it back', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  await report(d.page, '清除前填报');
  const backup = await exportFile(d.page);
  await d.page.goto('about:blank');
  const cdp = await d.context.newCDPSession(d.page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb' });
  await d.page.goto(url);
  await d.page.getByText('浏览器可能清除了本机的台账数据').waitFor();
  assert.ok(await d.page.locator('#restore').isVisible(), 'restoring comes first');
  await pick(d.page, backup);
  await d.page.locator('#import-open').click();
  await saved(d.page);
  await openFirstTask(d.page);
  await d.page.locator('.entry-text', { hasText: '清除前填报' }).waitFor();
  await d.close();
  await close();
});

test('data cleared under an open page is stored again from the page', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  await report(d.page, '清除前');
  const cdp = await d.context.newCDPSession(d.page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb' });
  await report(d.page, '清除后');
  await d.page.getByText('已重新保存').waitFor();
  await d.page.reload();
  await d.page.locator('.entry-text', { hasText: '清除后' }).waitFor();
  await d.page.locator('.entry-text', { hasText: '清除前' }).waitFor();
  await d.close({ expect: [/closed|closing|InvalidState/i] });
  await close();
});

test('two tabs on one ledger stay in step and lose nothing', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  const address = d.page.url();
  const other = await d.context.newPage();
  await other.goto(address);
  await other.locator('#report-note').waitFor();
  for (let n = 0; n < 10; n += 1) {
    await Promise.all([report(d.page, `甲${n}`), report(other, `乙${n}`)]);
  }
  const wanted = Array.from({ length: 10 }, (_, n) => [`甲${n}`, `乙${n}`]).flat().sort();
  for (const page of [d.page, other]) {
    await page.waitForFunction(() => document.querySelectorAll('.entry-text').length === 20);
    assert.deepEqual((await page.locator('.entry-text').allInnerTexts()).sort(), wanted);
  }
  await d.page.reload();
  await d.page.waitForFunction(() => document.querySelectorAll('.entry-text').length === 20);
  await d.close();
  await close();
});

test('different fields of one task edited in two tabs are both kept', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  const address = d.page.url();
  const other = await d.context.newPage();
  await other.goto(address);
  for (const page of [d.page, other]) await page.locator('#tab-info').click();
  const set = async (page, field, value) => {
    await page.locator(`#info-${field}`).fill(value);
    await page.locator(`#info-${field}`).blur();
    await saved(page);
  };
  await Promise.all([set(d.page, 'person', '赵明远'), set(other, 'leader', '李红')]);
  for (const page of [d.page, other]) {
    await page.waitForFunction(() => document.querySelector('#info-person').value === '赵明远' && document.querySelector('#info-leader').value === '李红');
  }
  await d.close();
  await close();
});

test('data of a newer version is not touched, and its raw bytes can be exported', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await d.page.goto('about:blank');
  await d.page.goto(new URL('schema/taizhang-snapshot-v1.schema.json', url).href);
  await d.page.evaluate(() => new Promise((done, fail) => {
    const request = indexedDB.open('taizhang', 99);
    request.onsuccess = () => { request.result.close(); done(); };
    request.onerror = () => fail(request.error);
  }));
  await d.page.goto(url);
  await d.page.getByText('本页面版本过旧').waitFor();
  const [download] = await Promise.all([d.page.waitForEvent('download'), d.page.getByRole('button', { name: '导出原始数据' }).click()]);
  assert.match(download.suggestedFilename(), /台账应急备份/);
  await d.close();
  await close();
});

test('a damaged part is put aside with its bytes; the rest opens', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await d.page.goto(new URL('schema/taizhang-snapshot-v1.schema.json', url).href);
  const broken = await d.page.evaluate(() => new Promise((done, fail) => {
    const request = indexedDB.open('taizhang');
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('parts', 'readwrite');
      const store = transaction.objectStore('parts');
      let key = null;
      store.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        if (!String(cursor.key).endsWith('plan')) {
          const row = cursor.value;
          row.data[100] ^= 1;
          key = String(cursor.key);
          cursor.update(row);
        }
        cursor.continue();
      };
      transaction.oncomplete = () => { request.result.close(); done(key); };
    };
  }));
  assert.ok(broken);
  await d.page.goto(url);
  await d.page.getByText('1 部分数据损坏').waitFor();
  await go(d.page, 'units');
  await d.page.locator('.tree-name', { hasText: '市教育局' }).first().waitFor();
  const aside = await d.page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open('taizhang');
    request.onsuccess = () => {
      const names = [...request.result.objectStoreNames];
      const found = names.filter((n) => /aside|damaged/.test(n));
      const transaction = request.result.transaction(found, 'readonly');
      const all = transaction.objectStore(found[0]).getAll();
      all.onsuccess = () => done(all.result.length);
    };
  }));
  assert.equal(aside, 1);
  await d.close();
  await close();
});

test('a restored backup is the same to the byte', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await openFirstTask(d.page);
  await report(d.page, '演练');
  const first = await exportFile(d.page);
  const other = await device();
  await other.page.goto(url);
  await pick(other.page, first);
  await other.page.locator('#import-open').click();
  await saved(other.page);
  const second = await exportFile(other.page);
  const { readFileSync } = await import('node:fs');
  const parts = (name) => readFileSync(name, 'utf8').match(/"hash":"[^"]+"/)[0];
  assert.equal(parts(second), parts(first));
  await d.close();
  await other.close();
  await close();
});

test('a backup counts only when a person has seen its file', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await exportFile(d.page, 'whole', { confirm: false });
  await d.page.getByText('还没有备份过').first().waitFor();
  await exportFile(d.page);
  await d.page.getByText('还没有备份过').first().waitFor({ state: 'detached' });
  await d.close();
  await close();
});

test('an empty file never overwrites a good ledger', async () => {
  const { url, close } = await site();
  const d = await device();
  await start(d.page, url);
  await go(d.page, 'data');
  await pick(d.page, file('空.json', ''));
  await d.page.getByText('文件是空的').waitFor();
  await d.page.keyboard.press('Escape');
  await go(d.page, 'tasks');
  assert.match(await d.page.locator('h1').innerText(), /40/);
  await d.close();
  await close();
});
