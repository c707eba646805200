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
