// See robust.sh.
import { createReadStream, closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { freshHome, machine, memory, pause, up } from './lib.mjs';

const CAP_MIB = 2048;
const [budgetText, ...wanted] = process.argv.slice(2);
const budget = Number(budgetText);
if (!(budget > 0)) throw new Error('usage: bench/robust.sh BUDGET_SECONDS [CASE…]');

const MADE = {
  pairs: { objective: 'minimize: logLoss', rows: 600, columns: 8, target: (row) => `c${row % 300}` },
  wide: { objective: 'maximize: rocAuc', rows: 2000, columns: 1300 },
  hollow: { objective: 'maximize: rocAuc', rows: 1000, columns: 12, cell: hollow },
  levels: { objective: 'maximize: rocAuc', rows: 60_000, columns: 6, cell: levels },
  large: { objective: 'maximize: rocAuc', rows: 500_000, columns: 30, cell: mixed },
};

console.log(`machine: ${machine()}, load ${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 2).join(' ')}`);
let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(MADE)) failed += (await run(name)) ? 0 : 1;
process.exitCode = failed > 0 ? 1 : 0;

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

function hollow(column, random) {
  return column < 3 ? '' : column < 6 ? 'same' : column === 6 ? (random() < 0.02 ? '1' : '') : random().toFixed(4);
}

function levels(column, random) {
  return column < 3 ? `v${Math.floor(random() * 20_000)}` : random().toFixed(4);
}

function mixed(column, random) {
  return column % 5 === 4 ? 'abcdefgh'[Math.floor(random() * 8)] : (random() * 1000).toFixed(3);
}

/** Two classes that hang together with the last column, unless the case has a target of its own. */
function write(file, made, rows = made.rows, seed = 1) {
  const random = stream(seed);
  const out = openSync(file, 'w');
  const names = Array.from({ length: made.columns }, (_, c) => `x${c}`);
  let lines = `${[...names, 'y'].join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    const cells = names.map((_, c) => (made.cell ? made.cell(c, random) : (random() + (made.target ? (row % 300) / 300 : 0)).toFixed(4)));
    const last = String(cells.at(-1));
    const high = last.length > 1 ? Number(last) > (last.includes('.') && Number(last) > 1 ? 500 : 0.5) : last < 'e';
    lines += `${[...cells, made.target ? made.target(row) : (random() < 0.85) === high ? 'yes' : 'no'].join(',')}\n`;
    if (lines.length > 1 << 20) {
      writeSync(out, lines);
      lines = '';
    }
  }
  writeSync(out, lines);
  closeSync(out);
}

async function run(name) {
  const { home, remove } = freshHome();
  const server = await up(home, { CAIRN_SLOTS: '2', CAIRN_UPLOAD_QUOTA: '4GiB' });
  const peaks = { all: 0, trial: 0 };
  let watching = true;
  const watch = (async () => {
    while (watching) {
      const processes = memory(server.child.pid, (each) => each.command.includes(home));
      peaks.all = Math.max(peaks.all, processes.reduce((sum, each) => sum + each.pss, 0));
      const trials = processes.filter((each) => each.command.includes('TrialMain') || each.command.includes('server.trial'));
      peaks.trial = Math.max(peaks.trial, ...trials.map((each) => each.rss));
      await pause(300);
    }
  })();
  try {
    return await study(name, server.url, home, peaks);
  } catch (failure) {
    console.log(`${name} at ${budget} s: FAILED: ${failure.message}`);
    return false;
  } finally {
    watching = false;
    await watch;
    await server.end();
    remove();
  }
}

async function study(wanted, url, home, peaks) {
  const made = MADE[wanted];
  const [path, said] = made ? [join(home, 'table.csv')] : wanted.split(':');
  const name = (made ? wanted : basename(path, '.csv')).toLowerCase().replace(/[^a-z0-9._-]/g, '-');
  if (made) write(path, made);
  const began = performance.now();
  const taken = await upload(url, `/datasets?name=${name}${said ? `&target=${encodeURIComponent(said)}` : ''}`, path);
  const ingested = (performance.now() - began) / 1000;
  const task = (await call(url, `/datasets/${name}/profile`)).task;
  const objective = made?.objective ?? { binary: 'maximize: rocAuc', multiclass: 'minimize: logLoss', regression: 'minimize: rmse' }[task];
  const begin = performance.now();
  await call(url, '/studies', 'application/yaml', `name: ${name}\ndataset: ${name}\ntarget: "${taken.target}"\nobjective: {${objective}}\n`
    + `model: auto\nbudget: {time: ${budget}s, parallel: 2}\nsearch: {seed: 1}\n${process.env.SPEC ?? ''}\n`);
  let ended;
  do {
    await pause(50);
    ended = await call(url, `/studies/${name}`);
  } while (!['completed', 'failed', 'cancelled'].includes(ended.state));
  const wall = (performance.now() - begin) / 1000;
  const trials = (await call(url, `/studies/${name}/trials?limit=1000`)).items;
  const broken = trials.filter((trial) => trial.state === 'failed');
  const wrong = broken.filter((trial) => !['timeOut', 'outOfMemory', 'diverged'].includes(trial.failure?.kind));
  const answers = await answered(url, name, path).catch((failure) => failure.message);
  const faults = [
    ended.state === 'completed' ? '' : `the study is ${ended.state}: ${ended.failure ?? ''}`,
    ...wrong.slice(0, 2).map((trial) => `trial ${trial.number} failed: ${JSON.stringify(trial.failure)} ${JSON.stringify(trial.values)}`),
    typeof answers === 'number' ? '' : `no model answers: ${answers}`,
    wall <= budget + 1 ? '' : `${(wall - budget).toFixed(1)} s over`,
    peaks.trial <= CAP_MIB ? '' : `a trial process held ${Math.round(peaks.trial)} MiB`,
  ].filter(Boolean);
  const count = (state) => trials.filter((trial) => trial.state === state).length;
  console.log(`${name} at ${budget} s: ${faults.length === 0 ? 'ok' : `NOT OK (${faults.join('; ')})`}; ${taken.rows} rows x ${taken.columns.length} columns taken in in ${ingested.toFixed(1)} s, `
    + `wall ${wall.toFixed(1)} s, ${trials.length} trials, ${count('completed')} completed, ${broken.length} failed${kinds(broken)}, best ${ended.best?.score ?? ended.best?.value ?? 'none'}, `
    + `sealed score ${ended.test?.state ?? 'none'}, ${typeof answers === 'number' ? answers : 'no'} rows answered, peak ${Math.round(peaks.all)} MiB, of a trial ${Math.round(peaks.trial)} MiB`);
  return faults.length === 0;
}

function kinds(broken) {
  const by = {};
  for (const trial of broken) by[trial.failure?.kind] = (by[trial.failure?.kind] ?? 0) + 1;
  return broken.length > 0 ? ` (${Object.entries(by).map(([kind, n]) => `${n} ${kind}`).join(', ')})` : '';
}

/** How many of the table's first rows the study's model answers. */
async function answered(url, name, path) {
  const some = readFileSync(path).subarray(0, 400_000).toString('utf8');
  const lines = some.split('\n').slice(0, 51);
  if (statSync(path).size > 400_000) lines.splice(-1);
  const said = await text(url, `/studies/${name}:predict`, 'text/csv', `${lines.filter(Boolean).join('\n')}\n`);
  return said.trim().split('\n').length - 1;
}

async function upload(url, path, file) {
  const body = Readable.toWeb(createReadStream(file));
  const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body, duplex: 'half' });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${said}`);
  return JSON.parse(said);
}

async function text(url, path, type, body) {
  const answer = await fetch(`${url}/api/v1${path}`, body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': type }, body });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${said}`);
  return said;
}

async function call(url, path, type, body) {
  return JSON.parse(await text(url, path, type, body));
}
