import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from "echarts";
import { type Ref, useMemo } from "react";
import { score } from "../lib/format";
import type { Cell, GridAxis } from "../lib/surface";
import { usePalette, useScheme } from "../theme/usePalette";
import { EChart, type Picture } from "./EChart";
import type { Axis } from "./parallel-scale";
import { placeAxis } from "./place-axis";
import { ramp } from "./ramp";
import { baseOption, safe, tooltip } from "./style";

export interface ContourPoint {
  readonly trial: number;
  readonly x: number;
  readonly y: number;
  /** Where the dot stands: aside of its place where many share a level. */
  readonly drawn: readonly [x: number, y: number];
  readonly shown: readonly [x: string, y: string];
  readonly score: number;
  /** From 0 for the worst to 1 for the best. */
  readonly goodness: number;
  readonly stopped: boolean;
  readonly faded: boolean;
  readonly selected: boolean;
}

interface Props {
  readonly points: readonly ContourPoint[];
  readonly cells: readonly Cell[];
  readonly x: Axis;
  readonly y: Axis;
  readonly grid: { readonly x: GridAxis; readonly y: GridAxis };
  /** How good a score is, from 0 to 1. */
  readonly goodness: (score: number) => number;
  readonly metric: string;
  readonly onTrial: (trial: number) => void;
  readonly ref?: Ref<Picture>;
}

/** So many bands of equal colour make the height lines. */
const BANDS = 10;
/** From so many trials on dots are small. */
const MANY = 400;

/** The score over the plane of two parameters, in bands, with the trials on it. */
export function ContourChart({ points, cells, x, y, grid, goodness, metric, onTrial, ref }: Props) {
  const palette = usePalette();
  const scheme = useScheme();
  const option = useMemo(
    () => ({
      ...baseOption(palette),
      grid: { left: 8, right: 20, top: 26, bottom: 30, containLabel: true },
      xAxis: placeAxis(palette, x, margin(grid.x)),
      yAxis: placeAxis(palette, y, margin(grid.y), {
        nameLocation: "end",
        nameGap: 10,
        nameTextStyle: { color: palette.muted, fontSize: 11.5, align: "left" },
      }),
      tooltip: tooltip(palette, {
        trigger: "item",
        formatter: (item: { readonly data: Dot }) => describe(item.data, x.name, y.name, metric),
      }),
      series: [
        {
          id: "surface",
          type: "custom",
          silent: true,
          z: 0,
          clip: true,
          data: cells.map((cell) => [cell.column, cell.row]),
          renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) => {
            const cell = cells[params.dataIndex];
            return cell ? tile(cell, grid, api, ramp(scheme, band(goodness(cell.score)))) : null;
          },
        },
        {
          id: "trials",
          type: "scatter",
          z: 3,
          symbolSize: (_: unknown, item: { data: Dot }) =>
            item.data.large ? 13 : points.length > MANY ? 5 : 8,
          data: points.map((point): Dot => {
            const color = ramp(scheme, point.goodness);
            return {
              value: [...point.drawn, point.trial],
              point,
              large: point.selected,
              itemStyle: {
                color: point.stopped ? palette.surface : color,
                borderColor: point.selected ? palette.text : point.stopped ? color : palette.surface,
                borderWidth: point.selected ? 1.8 : points.length > MANY ? 0.5 : 1.1,
                opacity: point.faded ? 0.15 : 1,
              },
            };
          }),
        },
      ],
    }),
    [points, cells, x, y, grid, goodness, metric, palette, scheme],
  );
  return (
    <EChart
      ref={ref ?? null}
      option={option}
      summary={`${metric} over ${x.name} and ${y.name}, from ${points.length} trials.`}
      height={380}
      background={palette.surface}
      onTrial={onTrial}
    />
  );
}

/** Levels own their cells to the edge; a continuous axis leaves room for the dots at its ends. */
function margin(axis: GridAxis): number {
  return Math.max(0.02, -axis.from, axis.from > 0 ? axis.width / 2 : 0);
}

function band(goodness: number): number {
  return Math.min(BANDS - 1, Math.floor(goodness * BANDS)) / (BANDS - 1);
}

function tile(
  cell: Cell,
  grid: { readonly x: GridAxis; readonly y: GridAxis },
  api: CustomSeriesRenderItemAPI,
  fill: string,
): CustomSeriesRenderItemReturn {
  const left = grid.x.from + cell.column * grid.x.width;
  const low = grid.y.from + cell.row * grid.y.width;
  const [x0 = 0, y0 = 0] = api.coord([left, low]);
  const [x1 = 0, y1 = 0] = api.coord([left + grid.x.width, low + grid.y.width]);
  // Whole pixels, so that neighbours meet without a seam.
  const from = Math.round(x0);
  const top = Math.round(y1);
  return {
    type: "rect",
    shape: { x: from, y: top, width: Math.round(x1) - from, height: Math.round(y0) - top },
    style: { fill, opacity: 0.12 + 0.5 * cell.support },
  };
}

interface Dot {
  readonly value: readonly [x: number, y: number, trial: number];
  readonly point: ContourPoint;
  readonly large: boolean;
  readonly itemStyle: object;
}

function describe({ point }: Dot, x: string, y: string, metric: string): string {
  const note = point.stopped ? "<br>stopped early, last value" : "";
  return `<b>Trial ${point.trial}</b><br>${safe(x)} ${safe(point.shown[0])}<br>${safe(y)} ${safe(point.shown[1])}<br>${safe(metric)} ${score(point.score)}${note}`;
}
