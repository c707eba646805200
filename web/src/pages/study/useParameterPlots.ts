import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queries } from "../../api/queries";
import type { Parallel, Parameter } from "../../api/types";
import { type Axis, parameterAxis } from "../../charts/parallel-scale";
import { shortName } from "../../lib/names";
import { type PlotTrial, plotParameters } from "../../lib/study-plots";
import { useStudyView } from "./useStudyView";

/** A parameter that a plot can show. */
export interface Plotted {
  readonly parameter: Parameter;
  readonly axis: Axis;
}

export interface ScoredTrial extends PlotTrial {
  readonly score: number;
}

/** The scored trials of one trainer, and its parameters that took more than one value, the most important first. */
export function useParameterPlots(
  parallel: Parallel,
  trials: readonly PlotTrial[],
  trainer: string | undefined,
) {
  const { ref } = useStudyView();
  const importance = useQuery(queries.importance(ref)).data;
  const scored = useMemo(
    () =>
      trials.filter(
        (trial): trial is ScoredTrial =>
          trial.score !== undefined &&
          Number.isFinite(trial.score) &&
          (trainer === undefined || trial.trainer === trainer),
      ),
    [trials, trainer],
  );
  const plotted = useMemo(() => {
    const weight = new Map(importance?.parameters.map((its) => [its.name, its.best?.value ?? 0]));
    return plotParameters(parallel, scored, trainer)
      .map((parameter): Plotted => {
        const name = trainer === undefined ? parameter.name : shortName(parameter.name, trainer);
        return { parameter, axis: { ...parameterAxis(parameter), name } };
      })
      .sort((a, b) => (weight.get(b.parameter.name) ?? 0) - (weight.get(a.parameter.name) ?? 0));
  }, [parallel, scored, trainer, importance]);
  return { scored, plotted };
}
