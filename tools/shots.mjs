// Screenshots of the built page into docs/: every screen at 360, 1366 and 1920 pixels, light and dark.
// `./taizhang shots FOLDER` takes them all; without a folder, docs/ gets the few that it keeps.
import fs from 'node:fs';
import path from 'node:path';
import { device, go, site } from '../tests/e2e/lib.mjs';
import { scene } from '../tests/e2e/scene.mjs';

const folder = process.argv[2] ?? 'docs';
/** What docs/ keeps. */
const KEPT = ['start', 'overview', 'task', 'data'];
const SIZES = [[360, 740], [1366, 768], [1920, 1080]];

fs.mkdirSync(folder, { recursive: true });
const { url, close } = await site();
const d = await device();
const { page } = d;

/** One picture for each size and look of what is on the screen now. */
async function shoot(name) {
  if (folder === 'docs' && !KEPT.includes(name)) return;
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const look of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: look });
      // Two frames: the lists measure themselves in the first.
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
      await page.screenshot({ path: path.join(folder, `${name}-${width}-${look}.png`) });
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 });
}

await page.goto(url);
await page.locator('.welcome').waitFor();
await shoot('start');
await scene(page, url);
await page.locator('.toast').first().waitFor({ state: 'hidden' });
for (const name of ['overview', 'targets', 'tasks', 'wall', 'units', 'data']) {
  await go(page, name);
  await shoot(name);
}
for (const name of ['target', 'task']) {
  await go(page, `${name}s`);
  await page.locator('.split-main .title-link').first().click();
  await page.locator('.sheet').waitFor();
  await shoot(name);
}

await d.close();
await close();
console.log(`${fs.readdirSync(folder).filter((n) => n.endsWith('.png')).length} pictures in ${folder}/`);
