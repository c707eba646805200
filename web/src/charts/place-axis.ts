import type { Palette } from "../theme/palette";
import type { Axis } from "./parallel-scale";
import { axis } from "./style";

const NEAR = 1e-4;
const LONGEST = 12;

/** An ECharts axis over the places 0 to 1 of a parameter, widened on both sides, with the parameter's own ticks. */
export function placeAxis(palette: Palette, of: Axis, widened: number, rest: object = {}) {
  const places = of.ticks.map((tick) => tick.at);
  return axis(palette, of.name, {
    min: Math.min(...places) - widened,
    max: Math.max(...places) + widened,
    splitLine: { show: false },
    axisTick: { show: false, customValues: places },
    axisLabel: {
      color: palette.muted,
      fontSize: 10.5,
      hideOverlap: true,
      customValues: places,
      formatter: (at: number) => short(nearest(of, at)),
    },
    ...rest,
  });
}

function nearest(of: Axis, at: number): string {
  return of.ticks.find((tick) => Math.abs(tick.at - at) < NEAR)?.label ?? "";
}

function short(label: string): string {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1)}…`;
}
