// Runs tests/e2e/*.test.mjs one file after another (two browsers at once would be two too many for
// two cores) and closes on a plain line of counts.
import fs from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [wanted = ''] = process.argv.slice(2);
const files = fs.readdirSync('tests/e2e').filter((n) => n.endsWith('.test.mjs') && n.includes(wanted)).map((n) => `tests/e2e/${n}`);
const counts = { passed: 0, failed: 0 };
const stream = run({ files, concurrency: 1, timeout: 600_000 });
stream.on('test:pass', (event) => { if (event.details?.type !== 'suite' && event.nesting === 0 && !files.some((f) => event.name.endsWith(f))) counts.passed += 1; });
stream.on('test:fail', (event) => { if (event.nesting === 0) counts.failed += 1; });
stream.on('end', () => {
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  process.on('exit', () => console.log(`\n${counts.passed} passed, ${counts.failed} failed`));
});
stream.compose(new spec()).pipe(process.stdout);
