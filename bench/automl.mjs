// See automl.sh. Prints a line per run; OUT.csv gets dataset, system, budget_s, metric, value, n_models, wall_s, peak_rss_mb (here: PSS of all processes).
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshHome, machine, memory, pause, up } from './lib.mjs';

const [splits, budgetText, out, ...wanted] = process.argv.slice(2);
if (!out) throw new Error('usage: bench/automl.sh SPLITS BUDGET_SECONDS OUT.csv [DATASET…]');
const budget = Number(budgetText);
const seeds = (process.env.SEEDS ?? '1').split(',').map(Number);
const tasks = JSON.parse(readFileSync(join(splits, 'manifest.json'), 'utf8')).filter((task) => wanted.length === 0 || wanted.includes(task.dataset));
const OBJECTIVES = { binary: 'maximize: rocAuc', multiclass: 'minimize: logLoss', regression: 'minimize: rmse' };

console.log(`machine: ${machine()}, load ${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 2).join(' ')}`);
for (const task of tasks) for (const seed of seeds) await run(task, seed);

async function run(task, seed) {
  const { home, remove } = freshHome();
  const server = await up(home, { CAIRN_SLOTS: '2' });
  let peak = 0;
  let watching = true;
  const watch = (async () => {
    while (watching) {
      peak = Math.max(peak, memory(server.child.pid, (each) => each.command.includes(home)).reduce((sum, each) => sum + each.pss, 0));
      await pause(500);
    }
  })();
  try {
    const name = task.dataset.toLowerCase().replace(/[^a-z0-9._-]/g, '-');
    const target = encodeURIComponent(task.target);
    await call(server.url, `/datasets?name=${name}&target=${target}`, 'text/csv', readFileSync(join(splits, task.dataset, 'train.csv')));
    const spec = `name: ${name}\ndataset: ${name}\ntarget: "${task.target}"\nobjective: {${OBJECTIVES[task.task]}}\nmodel: auto\ntest: none\n`
      + `budget: {time: ${budget}s, parallel: 2}\nsearch: {seed: ${seed}}\n${process.env.SPEC ?? ''}\n`;
    const begin = performance.now();
    await call(server.url, '/studies', 'application/yaml', spec);
    let first;
    let study;
    for (;;) {
      study = await call(server.url, `/studies/${name}`);
      if (first === undefined && (study.best || study.counts?.completed > 0)) first = (performance.now() - begin) / 1000;
      if (['completed', 'failed', 'cancelled'].includes(study.state)) break;
      await pause(100);
    }
    const wall = (performance.now() - begin) / 1000;
    const board = await call(server.url, `/studies/${name}/leaderboard?limit=1000`);
    if (study.state !== 'completed') throw new Error(`${task.dataset}: the study is ${study.state}: ${study.failure ?? ''}`);
    const asked = performance.now();
    const predicted = parse(await text(server.url, `/studies/${name}:predict`, 'text/csv', readFileSync(join(splits, task.dataset, 'test.csv'))));
    const answering = (performance.now() - asked) / 1000;
    const scores = score(task, parse(readFileSync(join(splits, task.dataset, 'test.csv'), 'utf8')), predicted);
    if (!existsSync(out)) appendFileSync(out, 'dataset,system,budget_s,metric,value,n_models,wall_s,peak_rss_mb\n');
    for (const [metric, value] of Object.entries(scores)) {
      appendFileSync(out, `${task.dataset},cairn-0.1.0,${budget},${metric},${value.toFixed(6)},${board.items.length},${wall.toFixed(2)},${Math.round(peak)}\n`);
    }
    const shown = Object.entries(scores).map(([metric, value]) => `${metric} ${value.toFixed(5)}`).join(', ');
    console.log(`${task.dataset} seed ${seed}: ${shown}; ${board.items.length} models, first after ${first?.toFixed(1)} s, wall ${wall.toFixed(1)} s, peak ${Math.round(peak)} MiB, answers in ${answering.toFixed(1)} s`);
    if (process.env.VERBOSE) {
      const trials = await call(server.url, `/studies/${name}/trials?limit=1000`);
      for (const row of board.items.slice(0, 12)) console.log(`  ${row.rank} trial ${row.trial} ${row.trainer} ${row.score.toFixed(5)} ${row.fitSeconds.toFixed(1)} s`);
      const by = {};
      for (const row of board.items) (by[row.trainer] ??= []).push(row);
      for (const [trainer, rows] of Object.entries(by)) console.log(`  ${trainer}: ${rows.length}, best ${rows[0].score.toFixed(5)}, ${rows.reduce((sum, row) => sum + row.fitSeconds, 0).toFixed(1)} s`);
      const last = trials.items.filter((trial) => trial.kind === 'final').at(-1);
      if (last) console.log((await text(server.url, `/studies/${name}/trials/${last.number}/logs`)).replace(/^/gm, '  | '));
      const failed = trials.items.filter((trial) => trial.state === 'failed');
      for (const trial of failed.slice(0, 3)) console.log(`  failed: ${JSON.stringify(trial.failure)} ${JSON.stringify(trial.values)}`);
      console.log(`  ${trials.items.length} trials: ${JSON.stringify(study.counts ?? study.trials)}`);
    }
  } finally {
    watching = false;
    await watch;
    await server.end();
    remove();
  }
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

function parse(csv) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (csv[i + 1] === '"') cell += csv[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') row.push(cell), (cell = '');
    else if (c === '\n') row.push(cell), rows.push(row), (row = []), (cell = '');
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) row.push(cell), rows.push(row);
  const names = rows.shift();
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

function score(task, truth, predicted) {
  if (truth.length !== predicted.length) throw new Error(`${predicted.length} predictions of ${truth.length} rows`);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (task.task === 'regression') {
    return { rmse: Math.sqrt(mean(truth.map((row, i) => (Number(row[task.target]) - Number(predicted[i].prediction)) ** 2))) };
  }
  const labels = Object.keys(predicted[0]).filter((name) => name.startsWith('p_')).map((name) => name.slice(2)).sort();
  const rows = predicted.map((row) => {
    const clipped = labels.map((label) => Math.max(1e-7, Number(row[`p_${label}`])));
    const sum = clipped.reduce((a, b) => a + b, 0);
    return clipped.map((p) => p / sum);
  });
  const own = truth.map((row) => labels.indexOf(row[task.target]));
  const scores = {
    logloss: mean(rows.map((row, i) => -Math.log(own[i] < 0 ? 1e-7 : row[own[i]]))),
    accuracy: mean(rows.map((row, i) => Number(row.indexOf(Math.max(...row)) === own[i]))),
  };
  if (task.task === 'binary') scores.auc = auc(rows.map((row) => row[1]), own);
  return scores;
}

/** The share of pairs in the right order, equal ones by half (the rank-sum statistic). */
function auc(scores, classes) {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b]);
  let sum = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && scores[order[j]] === scores[order[i]]) j++;
    for (let k = i; k < j; k++) if (classes[order[k]] === 1) sum += (i + j + 1) / 2;
    i = j;
  }
  const yes = classes.filter((c) => c === 1).length;
  return (sum - (yes * (yes + 1)) / 2) / (yes * (classes.length - yes));
}
