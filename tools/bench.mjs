// Receiving a county's files against JSON.parse of the same bytes, in the same browser and run:
// node tools/bench.mjs [schools=100] [tasks=150] [rounds=9]
// Rounds are interleaved, each in another order; what counts is the ratio of the medians.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const [schools = 100, tasks = 150, rounds = 9] = process.argv.slice(2).map(Number);
const target = process.env.CARGO_TARGET_DIR ?? 'target';
const run = (command, args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
run('cargo', ['build', '--locked', '--release', '--example', 'receive', '--target', 'wasm32-unknown-unknown']);
run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-dir', 'out/bench', `${target}/wasm32-unknown-unknown/release/examples/receive.wasm`]);
fs.writeFileSync('out/bench/index.html', '<!doctype html><meta charset="utf-8"><title>bench</title>');

const { url, close } = await serve('out/bench');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--js-flags=--expose-gc'],
});
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(String(error)));
await page.goto(url);

const found = await page.evaluate(async ({ schools, tasks, rounds }) => {
  // Instances of their own: making the files must not count as memory of receiving them.
  const instance = async (name) => {
    const module = await import(`./receive.js?${name}`);
    return { module, wasm: await module.default({ module_or_path: './receive_bg.wasm' }) };
  };
  const files = (await instance('maker')).module.files(schools, tasks);
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  const decoder = new TextDecoder();
  const texts = files.map((file) => decoder.decode(file));

  const { module } = await instance('rounds');
  module.open(schools, tasks);
  const held = [];
  const acts = {
    parse: () => { for (const file of files) held[0] = JSON.parse(decoder.decode(file)); },
    receive: () => module.receive(files, false),
    parseText: () => { for (const text of texts) held[0] = JSON.parse(text); },
    // The baseline once more: how far two runs of the same thing lie apart.
    parseAgain: () => { for (const file of files) held[0] = JSON.parse(decoder.decode(file)); },
  };
  const names = Object.keys(acts);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  let records = 0;
  for (let round = -2; round < rounds; round += 1) {
    for (let n = 0; n < names.length; n += 1) {
      const name = names[(n + round + names.length) % names.length];
      globalThis.gc?.();
      const start = performance.now();
      const result = acts[name]();
      const time = performance.now() - start;
      if (name === 'receive') records = result;
      if (round >= 0) times[name].push(time);
    }
  }
  const last = await instance('memory');
  last.module.open(schools, tasks);
  const before = last.wasm.memory.buffer.byteLength;
  last.module.receive(files, true);
  const memory = last.wasm.memory.buffer.byteLength - before;
  const start = performance.now();
  const known = last.module.receive(files, false);
  return { files: files.length, bytes, records, times, memory, known, again: performance.now() - start };
}, { schools, tasks, rounds });

await browser.close();
await close();
const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[list.length >> 1];
console.log(`${found.files} files, ${(found.bytes / 1e6).toFixed(2)} MB, ${found.records} records, ${rounds} rounds`);
const base = median(found.times.parse);
for (const [name, list] of Object.entries(found.times)) {
  const [low, middle, high] = [Math.min(...list), median(list), Math.max(...list)];
  console.log(`${name.padEnd(12)}${middle.toFixed(1).padStart(9)} ms [${low.toFixed(1)}-${high.toFixed(1)}]  ${(middle / base).toFixed(2)} x parse`);
}
console.log(`received a second time: ${found.again.toFixed(1)} ms, ${found.known} records changed`);
console.log(`memory of receiving and keeping: ${(found.memory / 1e6).toFixed(1)} MB, ${(found.memory / found.bytes).toFixed(2)} x the bytes`);
