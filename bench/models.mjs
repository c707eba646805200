// See models.sh.
import { readFileSync } from 'node:fs';
import { freshHome, machine, pause, up } from './lib.mjs';

const seconds = Number(process.env.SECONDS_EACH ?? 60);
const tables = process.argv.length > 2 ? process.argv.slice(2) : ['1000x20', '40000x14'];

console.log(`machine: ${machine()}, load ${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 2).join(' ')}`);
for (const table of tables) {
  const [rows, columns] = table.split('x').map(Number);
  await run(rows, columns);
}

async function run(rows, columns) {
  const { home, remove } = freshHome();
  const server = await up(home, { CAIRN_SLOTS: '2' });
  try {
    const body = csv(rows, columns);
    const sent = performance.now();
    await call(server.url, '/datasets?name=made&target=y', 'text/csv', body);
    const begin = performance.now();
    const spec = `name: made\ndataset: made\ntarget: y\nobjective: {maximize: rocAuc}\nmodel: auto\ntest: none\n`
      + `budget: {time: ${seconds}s, parallel: 2}\n${process.env.SPEC ?? ''}\n`;
    await call(server.url, '/studies', 'application/yaml', spec);
    let first;
    let study;
    do {
      study = await call(server.url, '/studies/made');
      if (first === undefined && study.best) first = (performance.now() - begin) / 1000;
      await pause(50);
    } while (!['completed', 'failed', 'cancelled'].includes(study.state));
    const trials = await everything(server.url, '/studies/made/trials');
    const searched = trials.filter((trial) => trial.kind !== 'final');
    const done = searched.filter((trial) => trial.state === 'completed').length;
    const minutes = seconds / 60;
    const scored = searched.find((trial) => trial.state === 'completed');
    const folds = scored ? Object.values((await call(server.url, `/studies/made/trials/${scored.number}`)).perFold ?? {})[0]?.length : undefined;
    console.log(`${rows} x ${columns}: ${(done / minutes).toFixed(0)} models a minute on ${folds} folds, `
      + `${searched.length} trials begun; upload ${((begin - sent) / 1000).toFixed(1)} s, first model ${first?.toFixed(1)} s after it`);
    if (process.env.VERBOSE) shares(searched);
  } finally {
    await server.end();
    remove();
  }
}

/** Models and seconds by trainer. */
function shares(trials) {
  const by = {};
  for (const trial of trials) (by[trial.trainer ?? trial.values?.model ?? '?'] ??= []).push(trial);
  for (const [name, all] of Object.entries(by)) {
    const spent = all.reduce((sum, trial) => sum + (trial.fitSeconds ?? 0), 0);
    console.log(`  ${name}: ${all.length} trials, ${all.filter((trial) => trial.state === 'completed').length} completed, ${spent.toFixed(1)} s`);
  }
}

/** Numbers and labels of which half hang together with the class. */
function csv(rows, columns) {
  const random = stream(1);
  const lines = [[...Array.from({ length: columns }, (_, c) => `x${c}`), 'y'].join(',')];
  for (let row = 0; row < rows; row++) {
    let pull = 0;
    const cells = Array.from({ length: columns }, (_, c) => {
      const value = random();
      if (c % 2 === 0) pull += (value - 0.5) * (c % 4 === 0 ? 1 : -1) + (c === 0 && value > 0.8 ? 1 : 0);
      return c % 3 === 2 ? 'abcdefgh'[Math.floor(value * 8)] : (value * 100).toFixed(3);
    });
    lines.push([...cells, random() < 1 / (1 + Math.exp(-2 * pull)) ? 'yes' : 'no'].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** The next of a stream of numbers in [0, 1) (Steele et al., OOPSLA 2014: mixing of SplitMix, in 32 bits). */
function stream(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  };
}

async function everything(url, path) {
  const items = [];
  for (let next = `${path}?limit=1000`; next; ) {
    const page = await call(url, next);
    items.push(...page.items);
    next = page.nextCursor ? `${path}?limit=1000&cursor=${encodeURIComponent(page.nextCursor)}` : undefined;
  }
  return items;
}

async function call(url, path, type, body) {
  const answer = await fetch(`${url}/api/v1${path}`, type === undefined ? {} : { method: 'POST', headers: { 'Content-Type': type }, body });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${said}`);
  return JSON.parse(said);
}
