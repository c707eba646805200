// What an ask and a tell cost through REST and PostgreSQL, durable, one client after the other on a fresh home.
// Usage: node bench/asktell.mjs [sampler (random) [trials (1000) [parameters (10)]]]
// The form of search-bench's own driver is served too: drive.py --engine rest:URL/api/v1/asktell …
import { Agent, request } from 'node:http';
import { freshHome, machine, up } from './lib.mjs';

const [sampler = 'random', trials = '1000', parameters = '10'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const { home, remove } = freshHome();

function post(url, body, type = 'application/json') {
  return new Promise((done, fail) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'Content-Type': type } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => (answer.statusCode < 300 ? done(JSON.parse(text)) : fail(new Error(text))));
    });
    sent.on('error', fail);
    sent.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const at = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))].toFixed(2);
const show = (name, times) => {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${name.padEnd(28)} p50 ${at(sorted, 0.5)}  p95 ${at(sorted, 0.95)}  p99 ${at(sorted, 0.99)} ms`);
};

try {
  console.log(`machine: ${machine()}; ${trials} trials, ${parameters} parameters, ${sampler}`);
  const server = await up(home);
  const base = `${server.url}/api/v1/studies`;
  const space = Array.from({ length: Number(parameters) }, (_, i) =>
    i % 5 === 4 ? `  x${i}: {choice: [a, b, c]}` : `  x${i}: {float: [1e-5, 1], log: ${i % 2 === 0}}`,
  );
  const spec = `name: bench\nobjective: {minimize: loss}\nsearch: {strategy: ${sampler}, seed: 1}\nbudget: {trials: ${trials}}\nspace:\n${space.join('\n')}\n`;
  await post(base, spec, 'application/yaml');
  const asks = [];
  const tells = [];
  const both = [];
  for (let i = 0; i < Number(trials); i++) {
    const begin = performance.now();
    const { trials: given } = await post(`${base}/bench:ask`, { client: 'bench' });
    const asked = performance.now();
    const loss = Object.values(given[0].values).reduce((sum, v) => sum + (typeof v === 'number' ? (v - 0.3) ** 2 : 0), 0);
    await post(`${base}/bench/trials/${given[0].trial}:tell`, { client: 'bench', metrics: { loss } });
    const told = performance.now();
    asks.push(asked - begin);
    tells.push(told - asked);
    both.push(told - begin);
  }
  const warm = (times) => times.slice(Math.floor(times.length / 10));
  show('ask', warm(asks));
  show('tell', warm(tells));
  show('ask and tell (goal 5, 15)', warm(both));
  show('the same, last tenth', both.slice(-Math.ceil(both.length / 10)));
  agent.destroy();
  await server.end();
} finally {
  remove();
}
