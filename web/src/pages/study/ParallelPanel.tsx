import { useMemo, useRef } from "react";
import type { Parallel } from "../../api/types";
import type { Picture } from "../../charts/EChart";
import { type Brush, ParallelChart, type ParallelLine } from "../../charts/ParallelChart";
import { type Axis, parameterAxis, scoreAxis } from "../../charts/parallel-scale";
import { ramp } from "../../charts/ramp";
import { scoreRange } from "../../charts/style";
import { byScore } from "../../lib/best";
import { type Term, withTerms } from "../../lib/filter";
import { parameter, score } from "../../lib/format";
import { metricName, shortName } from "../../lib/names";
import { type PlotTrial, plotParameters } from "../../lib/study-plots";
import { useScheme } from "../../theme/usePalette";
import { PlotPanel } from "../../ui/PlotPanel";
import { Empty } from "../../ui/States";
import { useTrainerChoice } from "./TrainerChoice";
import { useStudyView } from "./useStudyView";

interface Props {
  readonly parallel: Parallel;
  readonly trials: readonly PlotTrial[];
  readonly onTrial: (trial: number) => void;
}

export function ParallelPanel({ parallel, trials, onTrial }: Props) {
  const { ref, search, terms, set } = useStudyView();
  const picture = useRef<Picture>(null);
  const { one, control } = useTrainerChoice(parallel, trials, "with all");
  const scored = useMemo(
    () => trials.filter((trial) => trial.score !== undefined && (one === undefined || trial.trainer === one)),
    [trials, one],
  );
  const axes = useAxes(parallel, scored, one);
  const lines = useLines(parallel, scored, axes);
  const brushes = useMemo(() => brushed(axes, terms), [axes, terms]);
  const onBrush = (axis: Axis, brush: Brush | undefined) =>
    set({ q: withTerms(search.q ?? "", axis.filter, brush ? axis.terms(brush.from, brush.to) : []) });
  const byNumber = new Map(scored.map((trial) => [trial.number, trial]));
  return (
    <PlotPanel
      title="Parallel coordinates"
      help="Each line is a trial, darker (in the dark: brighter) the better it scored; better is up on the last axis. Drag along an axis to filter, click it to let go. Parameters that never changed are left out."
      file={`${ref}-parallel`}
      table={() => ({
        header: ["trial", ...axes.map((axis) => axis.name)],
        rows: scored.map((trial) => [
          trial.number,
          ...axes.map((axis) =>
            axis.filter === "score" ? trial.score : (trial.values[axis.filter] ?? null),
          ),
        ]),
      })}
      picture={() => picture.current?.png()}
      tools={control}
    >
      {axes.length < 2 || lines.length === 0 ? (
        <Empty title="Nothing to compare yet">Two scored trials with different values are needed.</Empty>
      ) : (
        <ParallelChart
          ref={picture}
          axes={axes}
          lines={lines}
          brushes={brushes}
          onBrush={onBrush}
          onTrial={onTrial}
          tip={(line) => tip(byNumber.get(line.trial), parallel)}
          summary={`${lines.length} trials over ${axes.length - 1} parameters and ${metricName(parallel.objective.metric)}.`}
        />
      )}
    </PlotPanel>
  );
}

function useAxes(parallel: Parallel, trials: readonly PlotTrial[], trainer: string | undefined) {
  return useMemo(() => {
    const parameters = plotParameters(parallel, trials, trainer).map((its) => ({
      ...parameterAxis(its),
      name: trainer === undefined ? its.name : shortName(its.name, trainer),
    }));
    const all = trials.map((trial) => trial.score ?? Number.NaN);
    const range = scoreRange(all);
    const scores = all.filter((value) => range && value >= range.min && value <= range.max);
    const minimize = parallel.objective.direction === "minimize";
    return [...parameters, scoreAxis(metricName(parallel.objective.metric), scores, minimize)];
  }, [parallel, trials, trainer]);
}

function useLines(parallel: Parallel, trials: readonly PlotTrial[], axes: readonly Axis[]) {
  const { isShown, selected } = useStudyView();
  const scheme = useScheme();
  return useMemo(() => {
    const order = byScore(parallel.objective.direction);
    const ranked = [...trials].sort((a, b) => order(a.score ?? Number.NaN, b.score ?? Number.NaN));
    const last = Math.max(1, ranked.length - 1);
    return ranked.map(
      (trial, i): ParallelLine => ({
        trial: trial.number,
        color: ramp(scheme, 1 - i / last),
        faded: !isShown(trial),
        selected: selected.has(trial.number),
        places: axes.map((axis) => {
          const value = axis.filter === "score" ? trial.score : trial.values[axis.filter];
          return value === undefined ? undefined : axis.place(value);
        }),
      }),
    );
  }, [parallel.objective.direction, trials, axes, isShown, selected, scheme]);
}

/** The filter's terms that an axis can show as a brush. */
function brushed(axes: readonly Axis[], terms: readonly Term[]): ReadonlyMap<string, Brush> {
  const found = new Map<string, Brush>();
  for (const axis of axes) {
    const its = terms.filter((term) => term.name === axis.filter);
    if (its.length === 0) continue;
    const places = its.flatMap((term) => term.values.flatMap((value) => axis.place(readScalar(value)) ?? []));
    if (places.length === 0) continue;
    const below = its.some((term) => term.operator.startsWith("<"));
    const above = its.some((term) => term.operator.startsWith(">"));
    const low = Math.min(...places);
    const high = Math.max(...places);
    if (below && above) found.set(axis.name, { from: low, to: high });
    else if (below || above)
      found.set(axis.name, axis.flipped === above ? { from: 0, to: high } : { from: low, to: 1 });
    else found.set(axis.name, { from: Math.max(0, low - 0.02), to: Math.min(1, high + 0.02) });
  }
  return found;
}

function readScalar(text: string): number | string {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

function tip(trial: PlotTrial | undefined, parallel: Parallel): string {
  if (!trial) return "";
  const values = Object.entries(trial.values)
    .filter(([name]) => name !== "model")
    .slice(0, 3)
    .map(([name, value]) => `${shortName(name, trial.trainer)} ${parameter(value)}`);
  return `Trial ${trial.number} · ${trial.trainer} · ${metricName(parallel.objective.metric)} ${score(trial.score)} · ${values.join(", ")}`;
}
