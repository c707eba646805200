import { useMemo } from "react";
import { score } from "../lib/format";
import { usePalette, useScheme } from "../theme/usePalette";
import { EChart } from "./EChart";
import type { Axis } from "./parallel-scale";
import { placeAxis } from "./place-axis";
import { ramp } from "./ramp";
import { baseOption, safe, axis as scoreAxis, tick, tooltip } from "./style";

export interface SlicePoint {
  readonly trial: number;
  /** Place on the axis, 0 to 1, moved aside a little where many share a level. */
  readonly place: number;
  /** The value as people read it. */
  readonly shown: string;
  readonly score: number;
  /** From 0 for the first trial to 1 for the newest. */
  readonly age: number;
  readonly stopped: boolean;
  readonly faded: boolean;
  readonly selected: boolean;
}

interface Props {
  readonly points: readonly SlicePoint[];
  readonly axis: Axis;
  readonly widened: number;
  readonly metric: string;
  readonly range: { readonly min: number; readonly max: number };
  readonly onTrial: (trial: number) => void;
}

const MANY = 400;

/** All trials by one parameter and the score. */
export function SliceChart({ points, axis, widened, metric, range, onTrial }: Props) {
  const palette = usePalette();
  const scheme = useScheme();
  const option = useMemo(() => {
    const usual = points.length > MANY ? 4.5 : 6.5;
    return {
      ...baseOption(palette),
      grid: { left: 4, right: 12, top: 10, bottom: 28, containLabel: true },
      xAxis: placeAxis(palette, axis, widened),
      yAxis: scoreAxis(palette, "", {
        min: range.min,
        max: range.max,
        splitNumber: 4,
        axisLabel: {
          color: palette.muted,
          fontSize: 10.5,
          hideOverlap: true,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: tick,
        },
      }),
      tooltip: tooltip(palette, {
        trigger: "item",
        formatter: (item: { readonly data: Dot }) => describe(item.data, axis.name, metric),
      }),
      series: [
        {
          type: "scatter",
          symbolSize: (_: unknown, item: { data: Dot }) => (item.data.large ? 12 : usual),
          data: points.map((point): Dot => {
            const color = ramp(scheme, point.age);
            return {
              value: [point.place, point.score, point.trial],
              shown: point.shown,
              large: point.selected,
              stopped: point.stopped,
              itemStyle: {
                color: point.stopped ? palette.surface : color,
                borderColor: point.selected ? palette.text : point.stopped ? color : palette.surface,
                borderWidth: point.stopped ? 1.4 : 0.6,
                opacity: point.faded ? 0.12 : 0.92,
              },
            };
          }),
        },
      ],
    };
  }, [points, axis, widened, metric, range, palette, scheme]);
  return (
    <EChart
      option={option}
      summary={`${points.length} trials by ${axis.name} and ${metric}.`}
      height={190}
      background={palette.surface}
      onTrial={onTrial}
    />
  );
}

interface Dot {
  readonly value: readonly [place: number, score: number, trial: number];
  readonly shown: string;
  readonly large: boolean;
  readonly stopped: boolean;
  readonly itemStyle: object;
}

function describe(dot: Dot, name: string, metric: string): string {
  const [, value, trial] = dot.value;
  const note = dot.stopped ? "<br>stopped early, last value" : "";
  return `<b>Trial ${trial}</b><br>${safe(name)} ${safe(dot.shown)}<br>${safe(metric)} ${score(value)}${note}`;
}
