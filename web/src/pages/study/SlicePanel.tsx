import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Parallel } from "../../api/types";
import { RampLegend } from "../../charts/RampLegend";
import { SliceChart, type SlicePoint } from "../../charts/SliceChart";
import { scoreRange } from "../../charts/style";
import { parameter } from "../../lib/format";
import { metricName } from "../../lib/names";
import { aside, evenLevels, type PlotTrial } from "../../lib/study-plots";
import layout from "../../ui/layout.module.css";
import { PlotPanel } from "../../ui/PlotPanel";
import { Empty } from "../../ui/States";
import { useTrainerChoice } from "./TrainerChoice";
import { type Plotted, type ScoredTrial, useParameterPlots } from "./useParameterPlots";
import { useStudyView } from "./useStudyView";

interface Props {
  readonly parallel: Parallel;
  readonly trials: readonly PlotTrial[];
  readonly onTrial: (trial: number) => void;
}

const FEW = 8;

/** Each parameter against the score. */
export function SlicePanel({ parallel, trials, onTrial }: Props) {
  const { ref } = useStudyView();
  const { one, control } = useTrainerChoice(parallel, trials, "each");
  const { scored, plotted } = useParameterPlots(parallel, trials, one);
  const [all, setAll] = useState(false);
  const metric = metricName(parallel.objective.metric);
  const range = useMemo(() => scoreRange(scored.map((trial) => trial.score)), [scored]);
  const shown = all ? plotted : plotted.slice(0, FEW);
  return (
    <PlotPanel
      title="Slices"
      help={`Each dot is a trial at its value of one parameter, the most important first; the newer, the darker (in the dark: the brighter).${outside(range?.outside ?? 0)}`}
      file={`${ref}-slices`}
      table={() => table(plotted, scored, metric)}
      tools={control}
    >
      {plotted.length === 0 || !range ? (
        <Empty title="Nothing to compare yet">Two scored trials with different values are needed.</Empty>
      ) : (
        <>
          <div className={layout.slices}>
            {shown.map((its) => (
              <Slice key={its.parameter.name} {...{ its, scored, metric, range, onTrial }} />
            ))}
          </div>
          <RampLegend from="first trial" to="newest" note="hollow: stopped early" />
          {plotted.length > FEW && (
            <Button variant="subtle" size="xs" onClick={() => setAll(!all)}>
              {all ? `Show the ${FEW} most important` : `Show all ${plotted.length} parameters`}
            </Button>
          )}
        </>
      )}
    </PlotPanel>
  );
}

interface SliceProps {
  readonly its: Plotted;
  readonly scored: readonly ScoredTrial[];
  readonly metric: string;
  readonly range: { readonly min: number; readonly max: number };
  readonly onTrial: (trial: number) => void;
}

function Slice({ its, scored, metric, range, onTrial }: SliceProps) {
  const { isShown, selected } = useStudyView();
  const levels = evenLevels(its.parameter);
  const cell = levels > 0 ? 1 / Math.max(1, levels - 1) : 0;
  const points = useMemo(() => {
    const last = Math.max(1, ...scored.map((trial) => trial.number));
    return scored.flatMap((trial): SlicePoint[] => {
      const value = trial.values[its.parameter.name];
      const place = value === undefined ? undefined : its.axis.place(value);
      if (value === undefined || place === undefined) return [];
      return [
        {
          trial: trial.number,
          place: place + cell * aside(trial.number),
          shown: parameter(value),
          score: trial.score,
          age: trial.number / last,
          stopped: trial.state === "pruned",
          faded: !isShown(trial),
          selected: selected.has(trial.number),
        },
      ];
    });
  }, [its, scored, cell, isShown, selected]);
  return (
    <SliceChart
      points={points}
      axis={its.axis}
      widened={Math.max(0.04, cell / 2)}
      metric={metric}
      range={range}
      onTrial={onTrial}
    />
  );
}

function outside(count: number): string {
  return count === 0 ? "" : ` ${count} far beyond the others are not on the plots.`;
}

function table(plotted: readonly Plotted[], scored: readonly ScoredTrial[], metric: string) {
  return {
    header: ["trial", metric, ...plotted.map((its) => its.axis.name)],
    rows: scored.map((trial) => [
      trial.number,
      trial.score,
      ...plotted.map((its) => trial.values[its.parameter.name] ?? null),
    ]),
  };
}
