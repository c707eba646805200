// How long starts take, with and without the class data that the launcher's build leaves: `cairn up` to its first answer, and `cairn worker`, which
// finds a trial waiting, to the claim of that trial; processor seconds of each until then. Usage: node bench/start.mjs [runs]
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cairn, freshHome, machine, pause, root, up } from './lib.mjs';

const LONGEST_MS = 120_000;

const runs = Number(process.argv[2] ?? 5);
const java = await javaHome();
const WITHOUT = { CAIRN_JAVA_OPTS: `-XX:SharedArchiveFile=${java}/lib/server/classes.jsa -Dcairn.trial.archive=none`, CAIRN_NO_BUILD: '1' };
const WITH = { CAIRN_NO_BUILD: '1' };

const SPEC = (name) => `name: ${name}
dataset: diabetes
target: progression
objective: {minimize: rmse}
validate: {folds: 2}
test: none
search: {strategy: random, earlyStop: none, seed: 1}
budget: {trials: 1, parallel: 1}
model: linear
`;

function javaHome() {
  return new Promise((done) => {
    const child = spawn('java', ['-XshowSettings:properties', '-version']);
    let text = '';
    child.stderr.on('data', (chunk) => (text += chunk));
    child.on('close', () => done(/java\.home = (.*)/.exec(text)[1].trim()));
  });
}

/** User and system time so far, in seconds. */
function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const spread = (numbers) => `${median(numbers).toFixed(2)} (${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}) s`;
const show = (name, walls, cpus) => console.log(`${name.padEnd(44)} ${spread(walls)}, processor ${spread(cpus)}`);

async function starts(home, env) {
  const walls = [];
  const cpus = [];
  for (let run = 0; run < runs; run++) {
    const server = await up(home, env);
    walls.push(server.seconds);
    cpus.push(processor(server.child.pid));
    await server.end();
  }
  return { walls, cpus };
}

/** When the only trial of a study was claimed, by the clock of the database, which is on this machine. */
async function claimed(server, study, worker) {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const answer = await fetch(`${server.url}/api/v1/studies/${study}/trials/1`);
    const trial = answer.ok ? await answer.json() : {};
    if (trial.startedAt) return Date.parse(trial.startedAt);
    if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode} before it claimed ${study}`);
    if (Date.now() > until) throw new Error(`nobody claimed ${study} within ${LONGEST_MS} ms: ${JSON.stringify(trial)}`);
    await pause(20);
  }
}

async function submitted(home, server, study) {
  const file = join(home, `${study}.yaml`);
  writeFileSync(file, SPEC(study));
  const answer = await cairn(home, ['submit', file], { env: { CAIRN_URL: server.url, ...WITH } });
  if (answer.code !== 0) throw new Error(`cairn submit ended with ${answer.code}: ${answer.err}`);
}

function startWorker(home, apart, env) {
  const postgres = join(home, 'postgres');
  return spawn(join(root, 'cairn'), ['worker', '--slots', '1'], {
    env: {
      ...process.env,
      ...env,
      CAIRN_HOME: apart,
      CAIRN_DB_HOST: '127.0.0.1',
      CAIRN_DB_PORT: readFileSync(join(postgres, 'port'), 'utf8').trim(),
      CAIRN_DB_NAME: 'cairn',
      CAIRN_DB_USER: 'cairn',
      CAIRN_DB_PASSWORD_FILE: join(postgres, 'password'),
      CAIRN_ARTIFACTS: join(home, 'artifacts'),
    },
    stdio: 'ignore',
  });
}

async function firstClaims(home, server, env, label) {
  const walls = [];
  const cpus = [];
  for (let run = 0; run < runs; run++) {
    const study = `start-${label}-${run}`;
    await submitted(home, server, study);
    const { home: apart, remove } = freshHome();
    const begin = Date.now();
    const worker = startWorker(home, apart, env);
    const gone = new Promise((done) => worker.on('close', done));
    try {
      walls.push(((await claimed(server, study, worker)) - begin) / 1000);
      cpus.push(processor(worker.pid));
    } finally {
      worker.kill('SIGTERM');
      await gone;
      remove();
    }
  }
  return { walls, cpus };
}

if (!existsSync(join(root, 'server', 'target', 'cairn.jsa'))) throw new Error('no class data: run ./cairn once, so that it builds');
const { home, remove } = freshHome();
try {
  console.log(`machine: ${machine()}, ${runs} runs each`);
  copyFileSync(join(root, 'examples', 'diabetes.csv'), join(home, 'diabetes.csv'));
  await (await up(home, WITH)).end();
  for (const [label, env] of [['without', WITHOUT], ['with', WITH]]) {
    const { walls, cpus } = await starts(home, env);
    show(`up to its first answer, ${label} class data`, walls, cpus);
  }
  const server = await up(home, WITH, 'server');
  try {
    const added = await cairn(home, ['data', 'add', join(home, 'diabetes.csv'), '--target', 'progression'], { env: { CAIRN_URL: server.url, ...WITH } });
    if (added.code !== 0) throw new Error(`cairn data add ended with ${added.code}: ${added.err}`);
    for (const [label, env] of [['without', WITHOUT], ['with', WITH]]) {
      const { walls, cpus } = await firstClaims(home, server, env, label);
      show(`worker to its first claim, ${label} class data`, walls, cpus);
    }
  } finally {
    await server.end();
  }
} finally {
  remove();
}
