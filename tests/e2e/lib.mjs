// What every end-to-end test stands on: a served build, a fresh browser profile, a watched page.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serve } from '../../tools/serve.mjs';

/** The day on which the tests' schools sit at their ledgers, in the year of the template. */
export const TODAY = new Date('2025-03-28T09:30:00+08:00');

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=zh-CN',
];

// What a failed test leaves open; without this its file would never end.
const open = new Set();
if (process.env.NODE_TEST_CONTEXT) (await import('node:test')).after(() => Promise.all([...open].map((end) => end())));

/** The built page under a sub-path, without anything at the root. */
export async function site(prefix = '/a/b/', folder = 'dist') {
  const { url, close } = await serve(folder, { prefix });
  const end = async () => {
    open.delete(end);
    await close();
  };
  open.add(end);
  return { url, close: end };
}

/** A test on a served build. Devices given to `own` are closed after it, which fails if a page of theirs complained. */
export const served = (act) => async () => {
  const { url, close } = await site();
  const devices = [];
  await act({ url, own: (d) => (devices.push(d), d) });
  for (const d of devices.reverse()) await d.close();
  await close();
};

/** A browser of its own: a school's or a county's device. `profile` is kept over restarts. */
export async function device({ width = 1366, height = 768, profile, clock = TODAY, args = [], ...options } = {}) {
  const folder = profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-e2e-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [...FLAGS, ...args],
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // A worker would answer for the server; the tests of the worker allow it.
    serviceWorkers: 'block',
    ...options,
  });
  const end = () => context.close();
  open.add(end);
  context.once('close', () => open.delete(end));
  // Only the date is set: timers and frames stay the browser's own.
  if (clock) {
    await context.addInitScript((now) => {
      window.Date = class extends Date {
        constructor(...given) {
          super(...(given.length === 0 ? [now] : given));
        }
        static now() {
          return now;
        }
      };
    }, clock.getTime());
  }
  const troubles = [];
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const watch = (page) => {
    page.on('console', (message) => {
      const from = message.location().url;
      // A page that is no page, such as the schema, has no icon; the browser asks for one all the same.
      if (from.endsWith('/favicon.ico') || message.text().startsWith('Service Worker registration blocked')) return;
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
  };
  context.pages().forEach(watch);
  context.on('page', watch);
  return {
    context, folder, troubles, requests,
    page: context.pages()[0] ?? (await context.newPage()),
    /** Closes the browser and removes its profile; fails if the page complained of anything. */
    async close({ expect = [] } = {}) {
      await context.close();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      const unexpected = troubles.filter((text) => !expect.some((known) => known.test(text)));
      assert.deepEqual(unexpected, [], 'the page complained');
    },
    /** Kills every process of this browser at once, as a power cut would. */
    async kill() {
      const gone = new Promise((done) => context.once('close', done));
      kill(folder);
      await gone;
    },
    /** Closes the browser and keeps the profile. */
    stop: () => context.close(),
  };
}

function kill(folder) {
  const list = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 });
  for (const line of list.split('\n')) {
    if (!line.includes(`--user-data-dir=${folder}`)) continue;
    try {
      process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
    } catch (error) {
      // A child that went with its parent.
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Starts a ledger from the template (or blank) and waits until it is stored. */
export async function start(page, url, { unit = '市教育局', way = 'template', year } = {}) {
  await page.goto(url);
  await page.locator(`#${way}-unit`).fill(unit);
  if (year) await page.locator(`#${way}-year`).fill(String(year));
  await page.locator(`#start-${way} button[type=submit]`).click();
  await page.locator('.shell').waitFor();
  await saved(page);
}

/** Waits until the save light says that the store has everything. */
export const saved = (page) => page.locator('#save-state[data-state=saved]').waitFor();

/** Starts the browser anew with room for no more than `bytes` of this page's data, at the place it was. The browser
 * looks at its allowance when a page opens its database, and for half a minute not again. */
export async function fill(d, bytes) {
  const address = d.page.url();
  await d.stop();
  const full = await device({ profile: d.folder });
  const cdp = await full.context.newCDPSession(full.page);
  const origin = new URL(address).origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
  await full.page.goto(address);
  return Object.assign(full, { makeRoom: () => cdp.send('Storage.overrideQuotaForOrigin', { origin }) });
}

/** Goes to a screen by its entry in the navigation. */
export async function go(page, name) {
  await page.locator(`.rail-item[href="#/${name}"]`).click();
  await page.locator(`.shell[data-page="${name}"]`).waitFor();
}

/** Exports and returns the downloaded file's path and its name. */
export async function exportFile(page, scope = 'whole', { packed = false, unit, confirm = true } = {}) {
  await go(page, 'data');
  await page.locator(`input[name=scope][value=${scope}]`).check({ force: true });
  if (unit) await page.locator('#export-unit').selectOption({ label: unit });
  await page.locator('#export-packed').setChecked(packed);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#export-go').click()]);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-file-'));
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  if (scope === 'whole') {
    if (confirm) await page.locator('#backup-there').click();
    else await page.keyboard.press('Escape');
  }
  return file;
}

/** Picks files in the import zone. */
export async function pick(page, ...files) {
  await page.locator('.dropzone input[type=file]').first().setInputFiles(files);
}

/** A file with these bytes or this text. */
export function file(name, content) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'taizhang-file-'));
  fs.writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

/** The text of what an import was refused with. */
export async function refusal(page) {
  await page.locator('#import-error').waitFor();
  const text = await page.locator('#import-error').innerText();
  await page.keyboard.press('Escape');
  await page.locator('#import-error').waitFor({ state: 'hidden' });
  return text;
}

/** Prints what `button` prints: the text on the paper, and each page's size in millimetres as the paper's own rules
 * have it. */
export async function printed(page, button = '#print') {
  await page.evaluate(() => {
    window.print = () => { window.held = document.querySelector('.print-doc').cloneNode(true); window.named = document.querySelector('.print-doc').textContent || ' '; };
  });
  await page.locator(button).click();
  const text = await page.waitForFunction(() => window.named).then((h) => h.jsonValue());
  // The paper is gone once the dialog closes; it is put back to be laid out in pages.
  await page.evaluate(() => {
    document.querySelector('.shell').classList.add('printing');
    document.querySelector('main').append(window.held);
  });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.evaluate(() => {
    document.querySelector('.shell').classList.remove('printing');
    window.held.remove();
    window.named = undefined;
  });
  const millimetres = (points) => Math.round((Number(points) / 72) * 25.4);
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return { text, pdf, pages: boxes.map(([, wide, high]) => `${millimetres(wide)}x${millimetres(high)}`) };
}
