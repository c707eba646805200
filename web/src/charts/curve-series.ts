import type { BandPoint } from "../lib/curves";
import { downsample, type Point } from "../lib/downsample";
import type { Palette } from "../theme/palette";

export interface CurveLine {
  readonly trial: number;
  readonly trainer: string;
  readonly state: "running" | "stopped" | "ended";
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** What a stopped trial would have had to reach, and at which step it was asked. */
export interface CutOff {
  readonly step: number;
  readonly value: number;
}

export function lastStep(shown: readonly CurveLine[], band: readonly BandPoint[]): number {
  return Math.max(2, ...shown.map((curve) => curve.steps.at(-1) ?? 0), band.at(-1)?.step ?? 0);
}

function points(curve: CurveLine): readonly Point[] {
  const all = curve.steps.map((step, i): Point => [step, curve.values[i] ?? Number.NaN]);
  return downsample(
    all.filter(([, value]) => Number.isFinite(value)),
    200,
  );
}

export function line(
  curve: CurveLine,
  color: string,
  palette: Palette,
  selected: ReadonlySet<number>,
  total: number,
) {
  const chosen = selected.has(curve.trial);
  const faded = !chosen && (selected.size > 0 || curve.state === "stopped");
  const data = points(curve);
  return {
    id: `t${curve.trial}`,
    name: curve.trainer,
    type: "line",
    data,
    showSymbol: data.length === 1,
    symbol: "circle",
    symbolSize: data.length === 1 ? 5 : 4,
    triggerLineEvent: true,
    z: chosen ? 5 : 3,
    lineStyle: {
      color,
      width: chosen ? 2.8 : total > 12 ? 1.4 : 1.8,
      opacity: faded ? 0.32 : 0.9,
    },
    itemStyle: { color: chosen ? palette.text : color },
    emphasis: { lineStyle: { width: 3, opacity: 1 } },
  };
}

/** A cross where a trial was stopped early. */
export function stops(shown: readonly CurveLine[], palette: Palette) {
  const ends = shown
    .filter((curve) => curve.state === "stopped")
    .map((curve) => [curve.steps.at(-1), curve.values.at(-1), curve.trial]);
  return {
    id: "stops",
    name: "stopped early",
    type: "scatter",
    data: ends,
    symbol: "path://M1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 L0,1 Z",
    symbolSize: 7,
    z: 6,
    itemStyle: { color: palette.pruned },
  };
}

/** The cut-off as a dashed line, from the step where it was asked on. */
export function cutOffSeries(cutOff: CutOff, last: number, palette: Palette) {
  return {
    id: "cut-off",
    type: "line",
    symbol: "none",
    silent: true,
    z: 4,
    data: [
      [cutOff.step, cutOff.value],
      [Math.max(last, cutOff.step + 1), cutOff.value],
    ],
    lineStyle: { color: palette.pruned, width: 1.6, type: "dashed" },
    endLabel: { show: true, formatter: "cut-off", color: palette.pruned, fontSize: 11, offset: [-48, -9] },
  };
}

export function bandSeries(band: readonly BandPoint[], palette: Palette) {
  if (band.length === 0) return [];
  const edge = { type: "line", symbol: "none", silent: true, stack: "band", z: 1, lineStyle: { opacity: 0 } };
  return [
    { ...edge, id: "band-low", data: band.map((point) => [point.step, point.low]) },
    {
      ...edge,
      id: "band-high",
      data: band.map((point) => [point.step, point.high - point.low]),
      areaStyle: { color: palette.line, opacity: 0.22 },
    },
    {
      id: "band-median",
      type: "line",
      symbol: "none",
      silent: true,
      z: 2,
      data: band.map((point) => [point.step, point.median]),
      lineStyle: { color: palette.line, width: 1.4, type: "dashed" },
    },
  ];
}
