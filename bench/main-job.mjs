// The main job over several seeds, each on a fresh home folder (and so with another sealed set): sealed test score, wall time.
// Usage: node bench/main-job.mjs [SEEDS] [EXAMPLE…]
import { mkdirSync, readFileSync, writeFileSync, copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cairn, freshHome, machine, root } from './lib.mjs';

const GOALS = {
  'breast-cancer': { metric: 'rocAuc', goal: '>= 0.985', kept: (value) => value >= 0.985 },
  digits: { metric: 'accuracy', goal: '>= 0.96', kept: (value) => value >= 0.96 },
  diabetes: { metric: 'rmse', goal: '<= 58', kept: (value) => value <= 58 },
};
const seeds = Number(process.argv[2] ?? 5);
const examples = process.argv.length > 3 ? process.argv.slice(3) : Object.keys(GOALS);

console.log(`machine: ${machine()}`);
console.log('example        seed  wall s  test value  low..high');
for (const example of examples) {
  const { metric, goal, kept } = GOALS[example];
  const values = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { home, remove } = freshHome();
    try {
      const folder = join(home, 'job');
      mkdirSync(folder, { recursive: true });
      for (const file of readdirSync(join(root, 'examples')).filter((name) => /\.(csv|dataset\.yaml)$/.test(name))) {
        copyFileSync(join(root, 'examples', file), join(folder, file));
      }
      const text = readFileSync(join(root, 'examples', `${example}.yaml`), 'utf8');
      if (!/seed: \d+/.test(text)) throw new Error(`${example}.yaml names no seed`);
      const spec = join(folder, `${example}.yaml`);
      writeFileSync(spec, text.replace(/seed: \d+/, `seed: ${seed}`));
      const begin = performance.now();
      const { code, out, err } = await cairn(join(home, 'home'), ['run', spec, '--exit', '-o', 'json']);
      const wall = (performance.now() - begin) / 1000;
      if (code !== 0) throw new Error(`cairn run ended with ${code}: ${err}`);
      const score = JSON.parse(out).test.metrics[metric];
      values.push(score.value);
      const interval = `${score.low.toFixed(4)}..${score.high.toFixed(4)}`;
      console.log(`${example.padEnd(15)}${String(seed).padStart(4)}${wall.toFixed(1).padStart(8)}  ${score.value.toFixed(4).padStart(10)}  ${interval}`);
    } finally {
      remove();
    }
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(`${example}: mean ${metric} ${mean.toFixed(4)} over ${values.length} seeds, goal ${goal}: ${kept(mean) ? 'reached' : 'NOT reached'}`);
}
