import type { Pareto } from "../api/types";

/** One completed trial under two of the objectives. */
export interface ParetoPoint {
  readonly trial: number;
  readonly trainer: string;
  readonly x: number;
  readonly y: number;
  /** Nothing is better in all objectives, and all bounds are kept. */
  readonly best: boolean;
  readonly feasible: boolean;
}

/** The trials that have both numbers. */
export function paretoPoints(pareto: Pareto, x: string, y: string): readonly ParetoPoint[] {
  return pareto.trial.flatMap((trial, i) => {
    const at = pareto.metrics[x]?.[i];
    const up = pareto.metrics[y]?.[i];
    if (typeof at !== "number" || typeof up !== "number" || !Number.isFinite(at) || !Number.isFinite(up))
      return [];
    const feasible = pareto.feasible[i] ?? true;
    return [
      {
        trial,
        trainer: pareto.trainer[i] ?? "",
        x: at,
        y: up,
        feasible,
        best: feasible && pareto.front[i] === 1,
      },
    ];
  });
}

/** The corners of the front, from left to right: with two objectives they make its stair. */
export function frontLine(points: readonly ParetoPoint[]): readonly (readonly [number, number])[] {
  return points
    .filter((point) => point.best)
    .map((point) => [point.x, point.y] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
