// Start time and memory: time to the first answer with an existing database, idle memory of server and PostgreSQL, and the largest
// trial process of an MLP study on digits. Usage: node bench/footprint.mjs
import { writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { cairn, freshHome, machine, memory, pause, root, up } from './lib.mjs';

const SPEC = `name: footprint
dataset: digits
target: digit
objective: {maximize: accuracy}
validate: {folds: 3}
search: {strategy: random, seed: 1}
budget: {trials: 4, parallel: 1}
model: mlp
`;

const { home, remove } = freshHome();
const ours = (each) => each.command.includes(home);
const show = (name, value, goal) => console.log(`${name.padEnd(52)} ${value.padStart(10)}   goal ${goal}`);
try {
  console.log(`machine: ${machine()}`);
  const first = await up(home);
  show('first start (database made), to first answer', `${first.seconds.toFixed(1)} s`, '-');
  await first.end();
  const starts = [];
  for (let i = 0; i < 3; i++) {
    const again = await up(home);
    starts.push(again.seconds);
    await again.end();
  }
  starts.sort((a, b) => a - b);
  show('start with an existing database, median of 3', `${starts[1].toFixed(1)} s`, '<= 6 s');

  const server = await up(home, { CAIRN_TRIAL_IDLE: '5s' });
  const spec = join(home, 'footprint.yaml');
  copyFileSync(join(root, 'examples', 'digits.csv'), join(home, 'digits.csv'));
  const target = (await import('node:fs')).readFileSync(join(root, 'examples', 'digits.csv'), 'utf8').split('\n', 1)[0].split(',').at(-1);
  writeFileSync(spec, SPEC.replace('target: digit', `target: ${target}`));
  let largest = 0;
  const watched = cairn(home, ['submit', spec, '--watch'], { env: { CAIRN_URL: server.url } });
  let running = true;
  watched.then(() => (running = false));
  while (running) {
    for (const each of memory(server.child.pid, ours)) {
      if (each.command.includes('TrialMain')) largest = Math.max(largest, each.rss);
    }
    await pause(100);
  }
  const { code, err } = await watched;
  if (code !== 0) throw new Error(`the study ended with ${code}: ${err}`);
  show('largest trial process (RSS), MLP on digits', `${largest.toFixed(0)} MiB`, '<= 400 MiB');
  await pause(20_000);
  const idle = memory(server.child.pid, ours);
  const sum = idle.reduce((total, each) => total + each.pss, 0);
  show(`idle after a study (PSS of ${idle.length} processes)`, `${sum.toFixed(0)} MiB`, '<= 400 MiB');
  for (const each of idle.filter((one) => one.pss > 20)) console.log(`    ${each.pss.toFixed(0)} MiB  ${each.command.slice(0, 60)}`);
  await server.end();
} finally {
  remove();
}
