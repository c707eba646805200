export type Point = readonly [x: number, y: number];

/**
 * Thins a line to at most `limit` points and keeps its look: Largest-Triangle-Three-Buckets (Steinarsson, 2013, §4.2).
 * First and last point always stay. Points must be ordered by x.
 */
export function downsample(points: readonly Point[], limit: number): readonly Point[] {
  const first = points[0];
  const final = points.at(-1);
  if (points.length <= limit || limit < 3 || !first || !final) return points;
  const kept: Point[] = [first];
  const width = (points.length - 2) / (limit - 2);
  let anchor = first;
  for (let bucket = 0; bucket < limit - 2; bucket++) {
    const from = Math.floor(bucket * width) + 1;
    const to = Math.floor((bucket + 1) * width) + 1;
    const next = mean(points.slice(to, Math.floor((bucket + 2) * width) + 1), final);
    anchor = furthest(points.slice(from, to), anchor, next);
    kept.push(anchor);
  }
  kept.push(final);
  return kept;
}

function mean(points: readonly Point[], otherwise: Point): Point {
  if (points.length === 0) return otherwise;
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0];
    y += point[1];
  }
  return [x / points.length, y / points.length];
}

function furthest(candidates: readonly Point[], a: Point, c: Point): Point {
  let best = candidates[0] ?? a;
  let largest = -1;
  for (const b of candidates) {
    const area = Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1]));
    if (area > largest) {
      largest = area;
      best = b;
    }
  }
  return best;
}
