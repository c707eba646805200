import { type Ref, useMemo } from "react";
import { type Direction, improvements } from "../lib/best";
import { score } from "../lib/format";
import { seriesColor, seriesSymbol } from "../theme/palette";
import { usePalette, useScheme } from "../theme/usePalette";
import { trainerIndex } from "../ui/Trainer";
import { EChart, type Picture } from "./EChart";
import { axis, baseOption, safe, scoreRange, tick, tooltip } from "./style";

export interface HistoryPoint {
  readonly trial: number;
  readonly trainer: string;
  readonly score: number;
  /** Stopped early: its score is the last value it reported. */
  readonly stopped: boolean;
}

interface Props {
  readonly points: readonly HistoryPoint[];
  readonly metric: string;
  readonly direction: Direction;
  readonly selected: ReadonlySet<number>;
  readonly onTrial?: (trial: number) => void;
  readonly ref?: Ref<Picture>;
  readonly height?: number;
}

/** Every trial as a dot, and the best score so far as a stair. */
export function HistoryChart({ points, metric, direction, selected, onTrial, ref, height = 280 }: Props) {
  const palette = usePalette();
  const scheme = useScheme();
  const option = useMemo(() => {
    const finished = points.filter((point) => !point.stopped);
    const steps = improvements(finished, direction);
    const usual = points.length > 400 ? 5 : 7.5;
    const last = Math.max(0, ...points.map((point) => point.trial));
    const best = steps.at(-1);
    const stair = steps.map((step) => [step.trial, step.score]);
    if (best && best.trial < last) stair.push([last, best.score]);
    const range = scoreRange(points.map((point) => point.score));
    const trainers = [...new Set(points.map((point) => point.trainer))].sort(
      (a, b) => trainerIndex(a) - trainerIndex(b),
    );
    return {
      ...baseOption(palette),
      xAxis: axis(palette, "Trial", {
        min: 0,
        max: Math.max(10, last),
        minInterval: 1,
        splitLine: { show: false },
      }),
      yAxis: axis(palette, metric, {
        ...(range ? { min: range.min, max: range.max } : { min: 0, max: 1 }),
        nameLocation: "end",
        nameGap: 0,
        name: "",
        axisLabel: {
          color: palette.muted,
          fontSize: 11,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: tick,
        },
      }),
      tooltip: tooltip(palette, { trigger: "item", formatter: (item: Item) => describe(item, metric) }),
      series: [
        {
          id: "best",
          type: "line",
          step: "end",
          data: stair,
          symbol: "none",
          silent: true,
          z: 1,
          lineStyle: { color: palette.accent, width: 2 },
          areaStyle:
            direction === "maximize" ? { color: palette.accent, opacity: 0.05, origin: "start" } : undefined,
        },
        ...trainers.map((trainer) => ({
          id: `trainer-${trainer}`,
          name: trainer,
          type: "scatter",
          symbol: seriesSymbol(trainerIndex(trainer)),
          z: 3,
          symbolSize: (_: unknown, item: { data: Dot }) => (selected.has(item.data.value[2]) ? 13 : usual),
          data: points
            .filter((point) => point.trainer === trainer)
            .map((point): Dot => dot(point, seriesColor(scheme, trainerIndex(trainer)), palette.surface)),
        })),
      ],
    };
  }, [points, metric, direction, selected, palette, scheme]);
  const best = improvements(
    points.filter((point) => !point.stopped),
    direction,
  ).at(-1);
  const summary = best
    ? `${points.length} trials; the best ${metric} is ${score(best.score)}, found by trial ${best.trial}.`
    : `${points.length} trials, none has finished yet.`;
  return (
    <EChart
      ref={ref ?? null}
      option={option}
      summary={summary}
      height={height}
      background={palette.surface}
      onTrial={onTrial}
    />
  );
}

interface Dot {
  readonly value: readonly [trial: number, score: number, trial: number, stopped: 0 | 1];
  readonly itemStyle: object;
}

function dot(point: HistoryPoint, color: string, surface: string): Dot {
  return {
    value: [point.trial, point.score, point.trial, point.stopped ? 1 : 0],
    itemStyle: point.stopped
      ? { color: surface, borderColor: color, borderWidth: 1.4, opacity: 0.75 }
      : { color, borderColor: surface, borderWidth: 1 },
  };
}

interface Item {
  readonly seriesName: string;
  readonly data: Dot;
}

function describe(item: Item, metric: string): string {
  const [trial, value, , stopped] = item.data.value;
  const note = stopped ? "<br>stopped early, last value" : "";
  return `<b>Trial ${trial}</b> · ${safe(item.seriesName)}<br>${safe(metric)} ${score(value)}${note}`;
}
