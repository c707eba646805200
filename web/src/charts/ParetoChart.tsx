import { type Ref, useMemo } from "react";
import type { Objective } from "../api/types";
import { score } from "../lib/format";
import { metricName } from "../lib/names";
import { frontLine, type ParetoPoint } from "../lib/pareto";
import { seriesColor, seriesSymbol } from "../theme/palette";
import { usePalette, useScheme } from "../theme/usePalette";
import { trainerIndex } from "../ui/Trainer";
import { EChart, type Picture } from "./EChart";
import { axis, baseOption, safe, scoreRange, tick, tooltip } from "./style";

interface Props {
  readonly points: readonly ParetoPoint[];
  readonly x: Objective;
  readonly y: Objective;
  /** Whether these two are all objectives, so that the best trials make a line. */
  readonly whole: boolean;
  readonly selected: ReadonlySet<number>;
  readonly onTrial?: (trial: number) => void;
  readonly ref?: Ref<Picture>;
}

/** Trials by two objectives, those that nothing beats in all of them joined by a stair. */
export function ParetoChart({ points, x, y, whole, selected, onTrial, ref }: Props) {
  const palette = usePalette();
  const scheme = useScheme();
  const option = useMemo(() => {
    const across = range(points.map((point) => point.x));
    const up = scoreRange(points.map((point) => point.y));
    const trainers = [...new Set(points.map((point) => point.trainer))].sort(
      (a, b) => trainerIndex(a) - trainerIndex(b),
    );
    const label = { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: tick };
    return {
      ...baseOption(palette),
      grid: { left: 8, right: 20, top: 28, bottom: 30, containLabel: true },
      xAxis: axis(palette, named(x), {
        ...across,
        axisLabel: { ...label, showMinLabel: false, showMaxLabel: false },
      }),
      yAxis: axis(palette, named(y), {
        ...(up && { min: up.min, max: up.max }),
        nameLocation: "end",
        nameGap: 12,
        nameTextStyle: { color: palette.muted, fontSize: 11.5, align: "left" },
        axisLabel: { ...label, showMinLabel: false, showMaxLabel: false },
      }),
      tooltip: tooltip(palette, { trigger: "item", formatter: (item: Item) => describe(item, x, y) }),
      series: [
        {
          id: "front",
          type: "line",
          step: x.direction === y.direction ? (x.direction === "minimize" ? "end" : "start") : stair(x),
          data: whole ? frontLine(points) : [],
          symbol: "none",
          silent: true,
          z: 1,
          lineStyle: { color: palette.accent, width: 2 },
        },
        ...trainers.map((trainer) => ({
          id: `trainer-${trainer}`,
          name: trainer,
          type: "scatter",
          symbol: seriesSymbol(trainerIndex(trainer)),
          z: 3,
          symbolSize: (_: unknown, item: { data: Dot }) =>
            selected.has(item.data.value[2]) ? 14 : item.data.best ? 10 : 6.5,
          data: points
            .filter((point) => point.trainer === trainer)
            .map((point) =>
              dot(point, seriesColor(scheme, trainerIndex(trainer)), palette.surface, palette.text),
            ),
        })),
      ],
    };
  }, [points, x, y, whole, selected, palette, scheme]);
  const best = points.filter((point) => point.best).length;
  const summary = `${points.length} trials by ${metricName(x.metric)} and ${metricName(y.metric)}; ${best} of them are not beaten in all objectives.`;
  return (
    <EChart
      ref={ref ?? null}
      option={option}
      summary={summary}
      height={320}
      background={palette.surface}
      onTrial={onTrial}
    />
  );
}

/** What spreads over magnitudes, as costs do, wants a logarithmic axis. */
function range(values: readonly number[]): object {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && high > 20 * low) return { type: "log", min: low / 1.3, max: high * 1.3 };
  const linear = scoreRange(values);
  return linear ? { min: linear.min, max: linear.max } : {};
}

function named(objective: Objective): string {
  return `${metricName(objective.metric)} ${objective.direction === "minimize" ? "(less is better)" : "(more is better)"}`;
}

/** Where one is to be small and the other large, the stair turns at the next point. */
function stair(x: Objective): "start" | "end" {
  return x.direction === "minimize" ? "end" : "start";
}

interface Dot {
  readonly value: readonly [x: number, y: number, trial: number, feasible: 0 | 1];
  readonly best: boolean;
  readonly itemStyle: object;
}

function dot(point: ParetoPoint, color: string, surface: string, text: string): Dot {
  return {
    value: [point.x, point.y, point.trial, point.feasible ? 1 : 0],
    best: point.best,
    itemStyle: point.feasible
      ? {
          color,
          borderColor: point.best ? text : surface,
          borderWidth: point.best ? 1.4 : 1,
          opacity: point.best ? 1 : 0.7,
        }
      : { color: surface, borderColor: color, borderWidth: 1.4, borderType: "dashed", opacity: 0.75 },
  };
}

interface Item {
  readonly seriesName: string;
  readonly data: Dot;
}

function describe(item: Item, x: Objective, y: Objective): string {
  const [across, up, trial, feasible] = item.data.value;
  const note = feasible ? (item.data.best ? "<br>not beaten in all objectives" : "") : "<br>breaks a bound";
  return `<b>Trial ${trial}</b> · ${safe(item.seriesName)}<br>${safe(metricName(y.metric))} ${score(up)}<br>${safe(metricName(x.metric))} ${score(across)}${note}`;
}
