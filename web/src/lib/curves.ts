import { byScore, type Direction } from "./best";

/** One learning curve: a metric at increasing steps. */
export interface Curve {
  readonly trial: number;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** What all other curves did at a step: the middle half and the median. */
export interface BandPoint {
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Selection {
  readonly shown: readonly Curve[];
  readonly band: readonly BandPoint[];
}

/**
 * Keeps a plot of many curves readable: the best `limit` by last value, and every curve in `always` (running or
 * selected), are drawn; the rest becomes a band from the lower to the upper quartile.
 */
export function select(
  curves: readonly Curve[],
  direction: Direction,
  always: ReadonlySet<number>,
  limit = 20,
): Selection {
  if (curves.length <= limit) return { shown: curves, band: [] };
  const order = byScore(direction);
  const ranked = [...curves].sort((a, b) => order(last(a), last(b)));
  const best = new Set(ranked.slice(0, limit).map((curve) => curve.trial));
  const shown = curves.filter((curve) => best.has(curve.trial) || always.has(curve.trial));
  const rest = curves.filter((curve) => !best.has(curve.trial) && !always.has(curve.trial));
  return { shown, band: band(rest) };
}

function last(curve: Curve): number {
  return curve.values.at(-1) ?? Number.NaN;
}

/** Quartiles over curves at each step; a curve counts only up to its own last step. Fewer than three curves: no band. */
export function band(curves: readonly Curve[]): BandPoint[] {
  const byStep = new Map<number, number[]>();
  for (const curve of curves) {
    curve.steps.forEach((step, i) => {
      const value = curve.values[i];
      if (value === undefined || Number.isNaN(value)) return;
      const there = byStep.get(step);
      if (there) there.push(value);
      else byStep.set(step, [value]);
    });
  }
  const points: BandPoint[] = [];
  for (const [step, values] of [...byStep].sort(([a], [b]) => a - b)) {
    if (values.length < 3) continue;
    values.sort((a, b) => a - b);
    points.push({
      step,
      low: quantile(values, 0.25),
      median: quantile(values, 0.5),
      high: quantile(values, 0.75),
    });
  }
  return points;
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan, 1996); `sorted` must be ascending. */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (place - below);
}
