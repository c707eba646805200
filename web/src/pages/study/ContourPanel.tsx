import { Select } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import type { Parallel } from "../../api/types";
import { ContourChart, type ContourPoint } from "../../charts/ContourChart";
import type { Picture } from "../../charts/EChart";
import { RampLegend } from "../../charts/RampLegend";
import { scoreRange } from "../../charts/style";
import { parameter, score } from "../../lib/format";
import { metricName } from "../../lib/names";
import { aside, evenLevels, type PlotTrial } from "../../lib/study-plots";
import { continuousAxis, levelAxis, surface } from "../../lib/surface";
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

/** Fewer trials make no surface. */
const LEAST = 5;

/** Two parameters of choice against the score. */
export function ContourPanel({ parallel, trials, onTrial }: Props) {
  const { ref } = useStudyView();
  const picture = useRef<Picture>(null);
  const { one, control } = useTrainerChoice(parallel, trials, "each");
  const { scored, plotted } = useParameterPlots(parallel, trials, one);
  const [chosen, setChosen] = useState<{ readonly x?: string; readonly y?: string }>({});
  const named = (name: string | undefined) => plotted.find((its) => its.parameter.name === name);
  const x = named(chosen.x) ?? plotted.find((its) => its !== named(chosen.y));
  const y = named(chosen.y) ?? plotted.find((its) => its !== x);
  const metric = metricName(parallel.objective.metric);
  return (
    <PlotPanel
      title="Contour"
      help="The score over two parameters, weighted by nearness from the trials that ran to their end; pale where few are near. Darker (in the dark: brighter) is better. Dots are trials."
      file={`${ref}-contour`}
      table={() => table(x, y, scored, metric)}
      picture={() => picture.current?.png()}
      tools={
        <>
          {control}
          <Axis
            label="Across"
            plotted={plotted}
            value={x}
            onChange={(name) => setChosen({ ...chosen, x: name })}
          />
          <Axis
            label="Up"
            plotted={plotted}
            value={y}
            onChange={(name) => setChosen({ ...chosen, y: name })}
          />
        </>
      }
    >
      {x && y && x !== y ? (
        <Plane {...{ x, y, scored, parallel, metric, onTrial, picture }} />
      ) : (
        <Empty title="Nothing to compare yet">Two parameters that took different values are needed.</Empty>
      )}
    </PlotPanel>
  );
}

interface AxisProps {
  readonly label: string;
  readonly plotted: readonly Plotted[];
  readonly value: Plotted | undefined;
  readonly onChange: (name: string) => void;
}

function Axis({ label, plotted, value, onChange }: AxisProps) {
  return (
    <Select
      size="xs"
      w={150}
      mr={6}
      aria-label={label}
      data={plotted.map((its) => ({ value: its.parameter.name, label: its.axis.name }))}
      value={value?.parameter.name ?? null}
      allowDeselect={false}
      searchable
      onChange={(name) => name !== null && onChange(name)}
    />
  );
}

interface PlaneProps {
  readonly x: Plotted;
  readonly y: Plotted;
  readonly scored: readonly ScoredTrial[];
  readonly parallel: Parallel;
  readonly metric: string;
  readonly onTrial: (trial: number) => void;
  readonly picture: React.RefObject<Picture | null>;
}

function Plane({ x, y, scored, parallel, metric, onTrial, picture }: PlaneProps) {
  const minimize = parallel.objective.direction === "minimize";
  const range = useMemo(() => scoreRange(scored.map((trial) => trial.score)), [scored]);
  const goodness = useMemo(() => {
    const { min, max } = range ?? { min: 0, max: 1 };
    return (value: number) => {
      const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
      return minimize ? 1 - share : share;
    };
  }, [range, minimize]);
  const points = usePoints(x, y, scored, goodness);
  const ground = useMemo(() => {
    const { min, max } = range ?? { min: 0, max: 1 };
    const ended = points.filter((point) => !point.stopped);
    const grid = { x: gridAxis(x, ended, "x"), y: gridAxis(y, ended, "y") };
    // One diverged trial must not bend the whole surface.
    const held = ended.map((point) => ({ ...point, score: Math.min(max, Math.max(min, point.score)) }));
    return { grid, cells: surface(held, grid.x, grid.y), ended: ended.length };
  }, [points, x, y, range]);
  if (ground.ended < LEAST || !range)
    return (
      <Empty title="Too few trials">
        {LEAST} trials that ran to their end and have both parameters are needed; there are {ground.ended}.
      </Empty>
    );
  const ends = minimize ? [range.max, range.min] : [range.min, range.max];
  return (
    <>
      <ContourChart
        ref={picture}
        points={points}
        cells={ground.cells}
        x={x.axis}
        y={y.axis}
        grid={ground.grid}
        goodness={goodness}
        metric={metric}
        onTrial={onTrial}
      />
      <RampLegend
        from={`${metric} ${score(ends[0], 3)}`}
        to={`${score(ends[1], 3)}, better`}
        note={points.length < scored.length ? `${scored.length - points.length} trials do not have both` : ""}
      />
    </>
  );
}

function usePoints(
  x: Plotted,
  y: Plotted,
  scored: readonly ScoredTrial[],
  goodness: (score: number) => number,
): readonly ContourPoint[] {
  const { isShown, selected } = useStudyView();
  const roomX = room(x);
  const roomY = room(y);
  return useMemo(
    () =>
      scored.flatMap((trial): ContourPoint[] => {
        const across = trial.values[x.parameter.name];
        const up = trial.values[y.parameter.name];
        const placeX = across === undefined ? undefined : x.axis.place(across);
        const placeY = up === undefined ? undefined : y.axis.place(up);
        if (placeX === undefined || placeY === undefined) return [];
        return [
          {
            trial: trial.number,
            x: placeX,
            y: placeY,
            drawn: [placeX + roomX * aside(trial.number), placeY + roomY * aside(trial.number, 1)],
            shown: [parameter(across), parameter(up)],
            score: trial.score,
            goodness: goodness(trial.score),
            stopped: trial.state === "pruned",
            faded: !isShown(trial),
            selected: selected.has(trial.number),
          },
        ];
      }),
    [x, y, roomX, roomY, scored, goodness, isShown, selected],
  );
}

function room({ parameter: its }: Plotted): number {
  const levels = evenLevels(its);
  return levels > 0 ? 1 / Math.max(1, levels - 1) : 0;
}

function gridAxis({ parameter: its }: Plotted, points: readonly ContourPoint[], side: "x" | "y") {
  const levels = evenLevels(its);
  return levels > 0
    ? levelAxis(levels, its.kind !== "choice")
    : continuousAxis(points.map((point) => point[side]));
}

function table(
  x: Plotted | undefined,
  y: Plotted | undefined,
  scored: readonly ScoredTrial[],
  metric: string,
) {
  const axes = [x, y].filter((its) => its !== undefined);
  return {
    header: ["trial", ...axes.map((its) => its.axis.name), metric],
    rows: scored.map((trial) => [
      trial.number,
      ...axes.map((its) => trial.values[its.parameter.name] ?? null),
      trial.score,
    ]),
  };
}
