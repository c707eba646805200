// What the benchmarks share: a Cairn of their own on a fresh home folder, and the memory of its processes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs `./cairn arguments…` to its end. */
export function cairn(home, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(join(root, 'cairn'), args, {
      env: { ...process.env, CAIRN_HOME: home, CAIRN_PORT: '0', ...options.env },
      stdio: ['ignore', 'pipe', options.quiet === false ? 'inherit' : 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr?.on('data', (chunk) => (err += chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

/** Starts `./cairn up`, or a server alone, and answers when it is ready. `seconds` is the time to its first good answer. */
export async function up(home, env = {}, role = 'up') {
  const begin = performance.now();
  const child = spawn(join(root, 'cairn'), [role], {
    env: { ...process.env, CAIRN_HOME: home, CAIRN_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  const file = join(home, 'server.properties');
  for (;;) {
    if (child.exitCode !== null) throw new Error(`cairn up ended with ${child.exitCode}: ${err}`);
    if (existsSync(file)) {
      const url = /^url=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1]?.replaceAll('\\:', ':');
      const ready = url && (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false));
      if (ready) return { child, url, seconds: (performance.now() - begin) / 1000, end: () => end(child) };
    }
    await pause(20);
  }
}

function end(child) {
  return new Promise((done) => {
    child.on('close', done);
    child.kill('SIGTERM');
  });
}

export function freshHome() {
  const home = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Process id, command line and proportional memory (MiB) of a process and everything below it or named by `also`. */
export function memory(pid, also = () => false) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter(Boolean);
  const chosen = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const each of processes) {
      if (!chosen.has(each.pid) && (chosen.has(each.parent) || also(each))) {
        chosen.add(each.pid);
        grown = true;
      }
    }
  }
  return processes.filter((each) => chosen.has(each.pid));
}

function read(pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const mib = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
    return { pid, parent, command, pss: mib('Pss'), rss: mib('Rss') };
  } catch {
    return undefined;
  }
}

export const machine = () => `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`;
export { pause };
