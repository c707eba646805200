import { type Ref, useMemo } from "react";
import type { Direction } from "../lib/best";
import { select } from "../lib/curves";
import { score } from "../lib/format";
import { seriesColor } from "../theme/palette";
import { usePalette, useScheme } from "../theme/usePalette";
import { trainerIndex } from "../ui/Trainer";
import { bandSeries, type CurveLine, type CutOff, cutOffSeries, lastStep, line, stops } from "./curve-series";
import { EChart, type Picture } from "./EChart";
import { axis, baseOption, safe, scoreRange, tick, tooltip } from "./style";

export type { CurveLine, CutOff } from "./curve-series";

interface Props {
  readonly curves: readonly CurveLine[];
  readonly metric: string;
  readonly direction: Direction;
  readonly selected: ReadonlySet<number>;
  readonly onTrial?: (trial: number) => void;
  readonly ref?: Ref<Picture>;
  readonly height?: number;
  /** What a stopped trial would have had to reach, and at which step it was asked. */
  readonly cutOff?: CutOff | undefined;
  /** How many of the best are lines of their own; beyond that: a band. */
  readonly limit?: number;
}

/** Learning curves: the best and the running ones as lines, the rest as a band; where a trial was stopped is marked. */
export function CurvesChart({
  curves,
  metric,
  direction,
  selected,
  onTrial,
  ref,
  height = 280,
  cutOff,
  limit = 20,
}: Props) {
  const palette = usePalette();
  const scheme = useScheme();
  const view = useMemo(() => {
    const long = curves.filter((curve) => curve.steps.length > 0);
    const always = new Set([
      ...selected,
      ...long.filter((curve) => curve.state === "running").map((curve) => curve.trial),
    ]);
    return select(long, direction, always, limit);
  }, [curves, direction, selected, limit]);
  const option = useMemo(() => {
    const shown = view.shown as readonly CurveLine[];
    const range = scoreRange([
      ...shown.flatMap((curve) => curve.values),
      ...view.band.flatMap((point) => [point.low, point.high]),
      ...(cutOff ? [cutOff.value] : []),
    ]);
    return {
      ...baseOption(palette),
      animation: shown.length < 10,
      xAxis: axis(palette, "Step", {
        min: 1,
        max: lastStep(shown, view.band),
        minInterval: 1,
        splitLine: { show: false },
      }),
      yAxis: axis(palette, "", {
        ...(range ? { min: range.min, max: range.max } : {}),
        axisLabel: {
          color: palette.muted,
          fontSize: 11,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: tick,
        },
      }),
      dataZoom: [
        { type: "inside", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: true },
      ],
      tooltip: tooltip(palette, { trigger: "item", formatter: (item: Item) => describe(item, metric) }),
      series: [
        ...bandSeries(view.band, palette),
        ...shown.map((curve) =>
          line(curve, seriesColor(scheme, trainerIndex(curve.trainer)), palette, selected, shown.length),
        ),
        stops(shown, palette),
        ...(cutOff ? [cutOffSeries(cutOff, lastStep(shown, view.band), palette)] : []),
      ],
    };
  }, [view, metric, palette, scheme, selected, cutOff]);
  const stopped = curves.filter((curve) => curve.state === "stopped").length;
  return (
    <EChart
      ref={ref ?? null}
      option={option}
      summary={`${curves.length} learning curves of ${metric}; ${stopped} were stopped early.`}
      height={height}
      background={palette.surface}
      onTrial={onTrial}
    />
  );
}

interface Item {
  readonly seriesId: string;
  readonly seriesName: string;
  readonly value: readonly [number, number, number?] | undefined;
}

function describe(item: Item, metric: string): string {
  const trial = item.value?.[2] ?? Number(item.seriesId.slice(1));
  const head = `<b>Trial ${trial}</b> · ${safe(item.seriesName)}`;
  return item.value ? `${head}<br>step ${item.value[0]} · ${safe(metric)} ${score(item.value[1])}` : head;
}
