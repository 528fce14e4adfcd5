// Files opened beside the page, in a worker: over http and from file://, the same report as without one, also when it
// dies on the way; and the page goes on drawing meanwhile.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { device, exportFile, file, go, pick, served, start } from './lib.mjs';

const PASS = '台账口令 2025 年';

/** A file closed as the age program closes it, with 2^17 rounds. */
function closed(bytes, passphrase = PASS) {
  const base64 = (b) => b.toString('base64').replaceAll('=', '');
  const seal = (key, nonce, plain) => {
    const cipher = crypto.createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const derive = (key, salt, info) => Buffer.from(crypto.hkdfSync('sha256', key, salt, info, 32));
  const [salt, key, nonce] = [crypto.randomBytes(16), crypto.randomBytes(16), crypto.randomBytes(16)];
  const label = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const wrap = crypto.scryptSync(passphrase.normalize('NFC'), label, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });
  const header = `age-encryption.org/v1\n-> scrypt ${base64(salt)} 17\n${base64(seal(wrap, Buffer.alloc(12), key))}\n---`;
  const mac = crypto.createHmac('sha256', derive(key, '', 'header')).update(header).digest();
  const stream = derive(key, nonce, 'payload');
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 65536) {
    const count = Buffer.alloc(12);
    count.writeUInt32BE(at / 65536, 7);
    count[11] = at + 65536 >= bytes.length ? 1 : 0;
    pieces.push(seal(stream, count, bytes.subarray(at, at + 65536)));
  }
  return Buffer.concat([Buffer.from(`${header} ${base64(mac)}\n`), nonce, ...pieces]);
}

/** A .zip whose entries are stored as they are. */
function zip(files) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const named = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x0800, 6);
    head.writeUInt32LE(zlib.crc32 ? zlib.crc32(bytes) : crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    parts.push(head, named, bytes);
    directory.push(entry, named);
    at += head.length + named.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Files of every kind, made of a good one. */
function files(good) {
  const text = good.toString('utf8');
  return [
    file('一.json', good),
    file('二.json.gz', zlib.gzipSync(good)),
    file('三.zip', zip({ '里一.json': good, '里二.age': closed(good), '里三.json': good.subarray(0, 900) })),
    file('四.age', closed(good)),
    file('五.json', text.replace('"hash":"sha256:', '"hash":"sha256:0')),
    file('六.zip', zip({}).subarray(0, 10)),
    file('七.json', '{"format":"taizhang"'),
    file('八.age', closed(good).subarray(0, 400)),
    file('九.json', ''),
  ];
}

/** Counts what workers answer, in `window.answers`. */
const counting = () => {
  const Real = window.Worker;
  window.answers = 0;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      super.addEventListener('message', ({ data }) => { window.answers += Array.isArray(data) ? 1 : 0; });
    }
  };
};

/** Workers that are gone after so many answers, as one that ran out of memory is. */
const mortal = (answers) => {
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      let left = answers;
      super.addEventListener('message', (event) => {
        left -= 1;
        if (left >= 0) return;
        event.stopImmediatePropagation();
        this.terminate();
        this.dispatchEvent(new ErrorEvent('error'));
      });
    }
  };
};

/** What the report says of the files, with their passphrase given. */
async function told(page, picked) {
  await go(page, 'data');
  await pick(page, ...picked);
  await page.locator('#many-report').waitFor();
  await page.locator('#many-passphrase').fill(PASS);
  await page.locator('#many-open-closed').click();
  await page.locator('#many-files tr:not([data-grade=bad])', { hasText: '四.age' }).waitFor();
  return page.locator('#many-files tbody tr').evaluateAll((rows) => rows.map((row) => `${row.dataset.grade} ${row.innerText}`));
}

test('files of every kind are told the same in a worker, without one, and when it dies on the way', served(async ({ url, own }) => {
  const first = own(await device());
  await first.page.addInitScript(counting);
  await start(first.page, url);
  const good = fs.readFileSync(await exportFile(first.page));
  const picked = files(good);
  const rows = await told(first.page, picked);
  assert.equal(rows.length, 11);
  assert.equal(rows.filter((row) => row.startsWith('bad')).length, 6, rows.join('\n'));
  assert.ok(await first.page.evaluate(() => window.answers) >= 22, 'each file was answered for, twice');
  const whole = file('全部.json', good);
  for (const [name, act, arg] of [['none', () => { delete window.Worker; }], ['dies at once', mortal, 0], ['dies later', mortal, 4]]) {
    const d = own(await device());
    await d.page.addInitScript(act, arg);
    await d.page.goto(url);
    await pick(d.page, whole);
    await d.page.locator('#import-open').click();
    await d.page.locator('#save-state[data-state=saved]').waitFor();
    assert.deepEqual(await told(d.page, picked), rows, name);
  }
}));

test('the page goes on drawing while a closed file is opened, which it cannot without a worker', served(async ({ url, own }) => {
  const frames = [];
  for (const act of [() => {}, () => { delete window.Worker; }]) {
    const d = own(await device());
    const { page } = d;
    await page.addInitScript(act);
    await start(page, url);
    const sealed = file('密.age', closed(fs.readFileSync(await exportFile(page))));
    await go(page, 'data');
    await pick(page, sealed);
    await page.locator('#open-passphrase').fill(PASS);
    await page.evaluate(() => {
      window.drawn = 0;
      const count = () => {
        window.drawn += 1;
        if (!document.querySelector('#import-accept, #import-nothing, .import-facts')) requestAnimationFrame(count);
      };
      document.querySelector('#open-closed').addEventListener('click', () => requestAnimationFrame(count));
    });
    await page.locator('#open-closed').click();
    await page.locator('#open-passphrase').waitFor({ state: 'hidden' });
    frames.push(await page.evaluate(() => window.drawn));
  }
  assert.ok(frames[0] > 3 * frames[1], `${frames[0]} frames beside a worker, ${frames[1]} without one`);
}));

test('the single file opens its files in a worker too', async () => {
  const app = `file://${path.resolve('dist/taizhang.html')}`;
  const d = await device();
  await d.page.addInitScript(counting);
  await start(d.page, app);
  const good = fs.readFileSync(await exportFile(d.page));
  const rows = await told(d.page, files(good));
  assert.equal(rows.length, 11);
  assert.equal(rows.filter((row) => row.startsWith('bad')).length, 6, rows.join('\n'));
  assert.ok(await d.page.evaluate(() => window.answers) >= 22, 'each file was answered for, twice');
  await d.close();
});
