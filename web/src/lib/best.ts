/** Which of two scores a study prefers. */
export type Direction = "minimize" | "maximize";

export function better(direction: Direction, a: number, b: number): boolean {
  return direction === "maximize" ? a > b : a < b;
}

export interface Scored {
  readonly trial: number;
  readonly score: number;
}

/** The trials that improved on all before them, in the order given. NaN never improves. */
export function improvements<T extends Scored>(trials: readonly T[], direction: Direction): T[] {
  const steps: T[] = [];
  for (const trial of trials) {
    if (Number.isNaN(trial.score)) continue;
    const best = steps.at(-1);
    if (best === undefined || better(direction, trial.score, best.score)) steps.push(trial);
  }
  return steps;
}

export function bestOf<T extends Scored>(trials: readonly T[], direction: Direction): T | undefined {
  return improvements(trials, direction).at(-1);
}

/** A sort order that puts the better score first and NaN last. */
export function byScore(direction: Direction): (a: number, b: number) => number {
  return (a, b) => {
    if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
    if (Number.isNaN(b)) return -1;
    return direction === "maximize" ? b - a : a - b;
  };
}
