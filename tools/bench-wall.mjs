// The chart beside frappe-gantt with the same bars, in the same browser and run:
// node tools/bench-wall.mjs [rounds=5] [sizes=100,1000,10000]
// Each draws from its data to the frame on the screen; then it is scrolled down and a bar is dragged, frame by frame.
// Rounds are interleaved; what counts is the ratio of the medians. DIST names another build than dist/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { device, exportFile, file, pick, saved, site, start } from '../tests/e2e/lib.mjs';
import { crowded } from '../tests/e2e/scene.mjs';
import { serve } from './serve.mjs';

const rounds = Number(process.argv[2] ?? 5);
const sizes = (process.argv[3] ?? '100,1000,10000').split(',').map(Number);
const place = [process.env.NODE_PATH, 'node_modules'].filter(Boolean).map((folder) => path.join(folder, 'frappe-gantt/dist')).find((folder) => fs.existsSync(folder));
if (!place) throw new Error('frappe-gantt is not installed: npm ci');

fs.mkdirSync('out/bench-wall', { recursive: true });
for (const name of ['frappe-gantt.umd.js', 'frappe-gantt.css']) fs.copyFileSync(path.join(place, name), `out/bench-wall/${name}`);
fs.writeFileSync('out/bench-wall/index.html', '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="frappe-gantt.css"><script src="frappe-gantt.umd.js"></script><body style="margin:0"><div id="g"></div>');
const [ours, theirs] = [await site('/a/b/', process.env.DIST ?? 'dist'), await serve('out/bench-wall')];
const FAST = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** What both pages measure with. */
const meter = () => {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  window.painted = async () => {
    await frame();
    await new Promise((next) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = next; port2.postMessage(0); });
  };
  /** From an act until what it made is on the screen. */
  window.timed = async (act, ready = () => true) => {
    await window.painted();
    const from = performance.now();
    act();
    while (!ready()) await frame();
    document.body.offsetHeight;
    await window.painted();
    return performance.now() - from;
  };
  window.median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  window.scrolled = async (box) => {
    const times = [];
    const step = Math.max(1, Math.min(400, Math.floor((box.scrollHeight - box.clientHeight) / 40)));
    box.scrollTop = 0;
    for (let n = 0; n < 40; n += 1) times.push(await window.timed(() => { box.scrollTop += step; }));
    box.scrollTop = 0;
    await window.painted();
    return window.median(times);
  };
  window.dragged = async (on, canvas, events) => {
    const area = on.getBoundingClientRect();
    const [x, y] = [area.left + area.width / 2, area.top + area.height / 2];
    const send = (target, type, by) => {
      const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
      target.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, clientX: x + by, clientY: y, button: 0, buttons: 1, pointerId: 1, isPrimary: true, pointerType: 'mouse' }));
    };
    send(on, events[0], 0);
    const times = [];
    for (let n = 1; n <= 30; n += 1) times.push(await window.timed(() => send(canvas, events[1], n * 6)));
    for (let n = 29; n >= 0; n -= 1) send(canvas, events[1], n * 6);
    return { time: window.median(times), end: () => send(canvas, events[2], 0) };
  };
};

const rows = [];
for (const size of sizes) {
  const maker = await device();
  await start(maker.page, ours.url, { way: 'blank' });
  const text = crowded(fs.readFileSync(await exportFile(maker.page), 'utf8'), size);
  await maker.close();
  const tasks = JSON.parse(text).parts.flatMap((part) => part.units ?? [part]).flatMap((part) => part.tasks ?? []);
  const bars = tasks.map((t) => ({ id: `t${t.id}`, name: t.title, start: t.start <= t.due ? t.start : t.due, end: t.due, progress: 0 }));

  const d = await device({ args: FAST });
  await d.page.goto(ours.url);
  await pick(d.page, file('大台账.json', text));
  await d.page.locator('#import-open').click();
  await saved(d.page);
  const other = await d.context.newPage();
  await other.goto(theirs.url);
  for (const page of [d.page, other]) await page.evaluate(meter);

  const draw = {
    ours: async () => {
      await d.page.bringToFront();
      return d.page.evaluate(async () => {
        document.querySelector('.rail-item[href="#/data"]').click();
        while (!document.querySelector('.shell[data-page=data]') || document.querySelector('.wall-row')) await window.painted();
        const first = await window.timed(() => document.querySelector('.rail-item[href="#/wall"]').click(), () => document.querySelector('.wall-bar'));
        // The chart brings today into sight in the frames after.
        for (let n = 0; n < 4; n += 1) await window.painted();
        const scroll = await window.scrolled(document.querySelector('.wall-scroll'));
        const box = document.querySelector('.wall-scroll');
        const drag = await window.dragged(document.querySelector('.wall-bar .wall-track'), box, ['pointerdown', 'pointermove', 'pointercancel']);
        drag.end();
        return { first, scroll, drag: drag.time, nodes: document.querySelectorAll('*').length };
      });
    },
    theirs: async () => {
      await other.bringToFront();
      return other.evaluate(async (bars) => {
        document.body.innerHTML = '<div id="g"></div>';
        await window.painted();
        // A copy: it writes into what it is given.
        const data = bars.map((bar) => ({ ...bar }));
        const first = await window.timed(() => { window.chart = new window.Gantt('#g', data, { view_mode: 'Month', container_height: 620 }); });
        const box = document.querySelector('.gantt-container');
        const scroll = await window.scrolled(box);
        const drag = await window.dragged(document.querySelector('.bar-wrapper .bar'), document.querySelector('svg.gantt'), ['mousedown', 'mousemove', 'mouseup']);
        drag.end();
        return { first, scroll, drag: drag.time, nodes: document.querySelectorAll('*').length };
      }, bars);
    },
  };
  const found = { ours: [], theirs: [] };
  // The empty frame: nothing can be quicker.
  await d.page.bringToFront();
  const floor = await d.page.evaluate(async () => {
    const times = [];
    for (let n = 0; n < 30; n += 1) times.push(await window.timed(() => {}));
    return window.median(times);
  });
  for (let round = -1; round < rounds; round += 1) {
    for (const name of round % 2 ? ['ours', 'theirs'] : ['theirs', 'ours']) {
      const result = await draw[name]();
      if (round >= 0) found[name].push(result);
    }
  }
  const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  for (const what of ['first', 'scroll', 'drag', 'nodes']) {
    const [a, b] = ['ours', 'theirs'].map((name) => found[name].map((r) => r[what]));
    const said = (list) => `${median(list).toFixed(1)} [${Math.min(...list).toFixed(1)}-${Math.max(...list).toFixed(1)}]`;
    rows.push([size, what, said(a), said(b), (median(a) / median(b)).toFixed(3), floor.toFixed(1)]);
  }
  await d.close();
}
await ours.close();
await theirs.close();

console.log(`${os.cpus().length} processors, load ${os.loadavg().map((n) => n.toFixed(1)).join(' ')}, ${rounds} rounds; median [least-most], milliseconds; nodes are elements in the page`);
console.log(['bars', 'what', 'ours', 'frappe-gantt', 'ours/theirs', 'empty frame'].join('\t'));
for (const row of rows) console.log(row.join('\t'));
