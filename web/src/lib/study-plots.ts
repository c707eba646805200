import type { Parallel, Parameter, Scalar, TrialCurve, TrialState } from "../api/types";
import type { Filterable } from "./filter";

/** One trial of `GET …/analysis/parallel`, taken out of its columns. */
export interface PlotTrial extends Filterable {
  readonly state: TrialState;
  readonly score?: number;
}

export function plotTrials(parallel: Parallel): readonly PlotTrial[] {
  return parallel.trial.map((number, i) => {
    const score = parallel.score[i];
    return {
      number,
      state: parallel.state[i] ?? "queued",
      trainer: parallel.trainer[i] ?? "",
      values: valuesAt(parallel, i),
      ...(typeof score === "number" ? { score } : {}),
    };
  });
}

function valuesAt(parallel: Parallel, i: number): Record<string, Scalar> {
  const values: Record<string, Scalar> = {};
  for (const parameter of parallel.parameters) {
    const value = parallel.values[parameter.name]?.[i];
    if (value !== null && value !== undefined) values[parameter.name] = value;
  }
  return values;
}

/**
 * The parameters worth an axis: those of the trainer (all of them without one) that took more than one value. A
 * parameter that never changed says nothing about the score.
 */
export function plotParameters(
  parallel: Parallel,
  trials: readonly PlotTrial[],
  trainer: string | undefined,
): readonly Parameter[] {
  const its = trainer === undefined ? trials : trials.filter((trial) => trial.trainer === trainer);
  return parallel.parameters.filter((parameter) => {
    if (trainer !== undefined && parameter.name === "model") return false;
    const seen = new Set(
      its.map((trial) => trial.values[parameter.name]).filter((value) => value !== undefined),
    );
    return seen.size > 1;
  });
}

/** How a curve is drawn. */
export function curveState(curve: TrialCurve): "running" | "stopped" | "ended" {
  switch (curve.state) {
    case "running":
    case "queued":
    case "paused":
      return "running";
    case "pruned":
      return "stopped";
    case "completed":
    case "failed":
    case "cancelled":
      return "ended";
  }
}

const MOST_LEVELS = 12;

/** The powers of 1/1.3247…, the plastic number: multiples of both fill a square evenly. */
const spread = [0.7548776662, 0.569840291] as const;

/** How many values stand evenly on the parameter's axis, each with room of its own; 0 for a continuous one. */
export function evenLevels(parameter: Parameter): number {
  if (parameter.levels) return parameter.levels.length;
  const { low, high, kind, scale = "linear" } = parameter;
  const step = parameter.step ?? (kind === "int" ? 1 : 0);
  if (low === undefined || high === undefined || step === 0 || scale !== "linear") return 0;
  const values = Math.floor((high - low) / step + 1e-9) + 1;
  const whole = Math.abs((values - 1) * step - (high - low)) < 1e-9 * Math.abs(high - low);
  return whole && values > 1 && values <= MOST_LEVELS ? values : 0;
}

/** How far the nth trial is moved aside, from -0.3 to 0.3 of a level's room, so that trials of one level do not hide each other. */
export function aside(trial: number, direction: 0 | 1 = 0): number {
  return (((trial * spread[direction]) % 1) - 0.5) * 0.6;
}
