import type { Palette } from "../theme/palette";
import type { Axis } from "./parallel-scale";
import { axis } from "./style";

const NEAR = 1e-6;
const LONGEST = 12;

/** An ECharts axis over the places 0 to 1 of a parameter, widened on both sides, with the parameter's own ticks. */
export function placeAxis(palette: Palette, of: Axis, widened: number, rest: object = {}) {
  const [first, second] = of.ticks;
  const every = first && second ? second.at - first.at : 1;
  return axis(palette, of.name, {
    min: (first?.at ?? 0) - widened,
    max: (of.ticks.at(-1)?.at ?? 1) + widened,
    interval: every,
    splitLine: { show: false },
    axisLabel: {
      color: palette.muted,
      fontSize: 10.5,
      hideOverlap: true,
      formatter: (at: number) =>
        short(of.ticks.find((tick) => Math.abs(tick.at - at) < NEAR + every / 100)?.label ?? ""),
    },
    ...rest,
  });
}

function short(label: string): string {
  return label.length <= LONGEST ? label : `${label.slice(0, LONGEST - 1)}…`;
}
