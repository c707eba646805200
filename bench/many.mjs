// A study of many trials, filled through REST and PostgreSQL: what its pages cost, and whether the server's memory stays flat.
// Usage: node bench/many.mjs [trials (50000) [clients (8)]]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { freshHome, machine, up } from './lib.mjs';

const [trials = '50000', clients = '8'] = process.argv.slice(2);
const total = Number(trials);
const agent = new Agent({ keepAlive: true });
const { home, remove } = freshHome();

function call(method, url, body, type = 'application/json') {
  return new Promise((done, fail) => {
    const sent = request(url, { method, agent, headers: body === undefined ? {} : { 'Content-Type': type } }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        answer.statusCode < 300 ? done(text) : fail(new Error(`${method} ${url}: ${text}`));
      });
    });
    sent.on('error', fail);
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** MiB of heap in use after a full collection, and of the whole process. */
function memory(pid) {
  execFileSync('jcmd', [pid, 'GC.run'], { stdio: 'ignore' });
  execFileSync('jcmd', [pid, 'GC.run'], { stdio: 'ignore' });
  const info = execFileSync('jcmd', [pid, 'GC.heap_info']).toString();
  const used = [...info.matchAll(/(?:heap|generation|space)\s+total \d+K, used (\d+)K/g)].reduce((sum, m) => sum + Number(m[1]), 0);
  const resident = /^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return `heap ${(used / 1024).toFixed(0)} MiB after collection, resident ${(Number(resident) / 1024).toFixed(0)} MiB`;
}

const at = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(1);

/** Times of a page, the first ones apart: those fill caches. */
async function page(name, url, times = 12) {
  const took = [];
  let bytes = 0;
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    bytes = (await call('GET', url)).length;
    took.push(performance.now() - begin);
  }
  const sorted = took.slice(2).sort((a, b) => a - b);
  console.log(`${name.padEnd(44)} first ${took[0].toFixed(0).padStart(6)}  p50 ${at(sorted, 0.5).padStart(7)}  worst ${at(sorted, 1).padStart(7)} ms  ${(bytes / 1024).toFixed(0)} KiB`);
}

const study = (name, count) =>
  `name: ${name}\nobjective: {minimize: loss}\nsearch: {strategy: random, seed: 1}\nbudget: {trials: ${count}}\nspace:\n` +
  Array.from({ length: 10 }, (_, i) => (i % 5 === 4 ? `  x${i}: {choice: [a, b, c]}` : `  x${i}: {float: [1e-5, 1], log: ${i % 2 === 0}}`)).join('\n') +
  '\n';

async function fill(base, name, count) {
  await call('POST', base, study(name, count), 'application/yaml');
  let told = 0;
  const client = async (who) => {
    while (told < count) {
      const { trials: given } = JSON.parse(await call('POST', `${base}/${name}:ask`, { client: who, count: 20 }).catch(() => '{"trials": []}'));
      if (given.length === 0) return;
      for (const { trial, values } of given) {
        const loss = Object.values(values).reduce((sum, v) => sum + (typeof v === 'number' ? (v - 0.3) ** 2 : 0), 0);
        await call('POST', `${base}/${name}/trials/${trial}:tell`, { client: who, metrics: { loss } });
        if (++told % 10000 === 0) console.log(`  ${told} trials told`);
      }
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: Number(clients) }, (_, i) => client(`client-${i}`)));
  const seconds = (performance.now() - begin) / 1000;
  console.log(`${told} trials by ${clients} clients in ${seconds.toFixed(0)} s: ${(told / seconds).toFixed(0)} a second`);
}

let server;
try {
  console.log(`machine: ${machine()}; ${total} trials`);
  server = await up(home);
  const pid = /^pid=(.*)$/m.exec(readFileSync(join(home, 'server.properties'), 'utf8'))[1];
  const base = `${server.url}/api/v1/studies`;
  await fill(base, 'warm', Math.min(2000, total));
  console.log(`before: ${memory(pid)}`);
  await fill(base, 'many', total);
  console.log(`after:  ${memory(pid)}`);
  const many = `${base}/many`;
  await page('leaderboard, first 50', `${many}/leaderboard`);
  await page('leaderboard, first 1000 (the dashboard)', `${many}/leaderboard?limit=1000`);
  await page('leaderboard, last 50', `${many}/leaderboard?limit=50&cursor=${total - 50}`);
  await page('study', many);
  await page('studies', base);
  await page('trials, first 50', `${many}/trials`);
  await page('trials, last 50', `${many}/trials?limit=50&cursor=${total - 50}`);
  await page('trials that failed', `${many}/trials?state=failed`);
  await page('one trial', `${many}/trials/${Math.ceil(total / 2)}`);
  await page('analysis/parallel (a sample)', `${many}/analysis/parallel`, 4);
  await page('analysis/importance (a sample)', `${many}/analysis/importance`, 3);
  await page('analysis/estimate', `${many}/analysis/estimate`, 3);
  await page('analysis/stopping (counted)', `${many}/analysis/stopping`, 4);
  await page('analysis/pareto (a sample)', `${many}/analysis/pareto`, 4);
  await page('curves', `${many}/curves`, 4);
  await page('timeline (newest attempts)', `${many}/timeline`, 4);
  console.log(`after these pages: ${memory(pid)}`);
} finally {
  agent.destroy();
  await server?.end();
  remove();
}
