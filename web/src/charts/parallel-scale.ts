import type { Parameter, Scalar } from "../api/types";
import { score, parameter as text } from "../lib/format";

/** One axis of a parallel-coordinates plot: where a value stands (0 bottom, 1 top) and what a place means. */
export interface Axis {
  /** What stands above it. */
  readonly name: string;
  /** What a filter calls it. */
  readonly filter: string;
  /** Whether the lower value stands higher. */
  readonly flipped: boolean;
  readonly place: (value: Scalar) => number | undefined;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** The values between two places, as filter terms. */
  readonly terms: (from: number, to: number) => readonly string[];
}

export function parameterAxis(parameter: Parameter): Axis {
  return parameter.levels ? levelAxis(parameter.name, parameter.levels) : numberAxis(parameter);
}

function levelAxis(name: string, levels: readonly Scalar[]): Axis {
  const at = (i: number) => (levels.length === 1 ? 0.5 : i / (levels.length - 1));
  const places = new Map(levels.map((level, i) => [String(level), at(i)]));
  return {
    name,
    filter: name,
    flipped: false,
    place: (value) => places.get(String(value)),
    ticks: levels.map((level, i) => ({ at: at(i), label: text(level) })),
    terms: (from, to) => {
      const inside = levels.filter((_, i) => at(i) >= from - 0.02 && at(i) <= to + 0.02);
      return inside.length > 0 ? [`${name}:${inside.map(String).join("|")}`] : [];
    },
  };
}

function numberAxis(parameter: Parameter): Axis {
  const low = parameter.low ?? 0;
  const high = parameter.high ?? 1;
  const stretch = low > 0 ? (parameter.scale ?? "linear") : "linear";
  const axis = scaled(parameter.name, low, high, stretch, text);
  const whole = parameter.kind === "int" && stretch === "linear" && high - low <= 12;
  if (!whole) return axis;
  const every = high - low > 6 ? 2 : 1;
  const values = Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
  return { ...axis, ticks: values.map((value) => ({ at: axis.place(value) ?? 0, label: text(value) })) };
}

/** The objective's axis over those values: better is always up, so a minimized metric is drawn upside down. */
export function scoreAxis(name: string, values: readonly number[], minimize: boolean): Axis {
  const finite = values.filter(Number.isFinite);
  const low = finite.length > 0 ? Math.min(...finite) : 0;
  const high = finite.length > 0 ? Math.max(...finite) : 1;
  const scale = scaled("score", low, high, "linear", (value) => score(Number(value), 3));
  // What lies beyond the range of the axis stands at its end.
  const axis = { ...scale, place: (value: Scalar) => held(scale.place(value)) };
  if (!minimize) return { ...axis, name };
  return {
    ...axis,
    name,
    flipped: true,
    place: (value) => {
      const at = axis.place(value);
      return at === undefined ? undefined : 1 - at;
    },
    ticks: axis.ticks.map((tick) => ({ ...tick, at: 1 - tick.at })),
    terms: (from, to) => axis.terms(1 - to, 1 - from),
  };
}

function scaled(
  name: string,
  low: number,
  high: number,
  stretch: NonNullable<Parameter["scale"]>,
  show: (value: Scalar) => string,
): Axis {
  const { forth, back } = stretches(low, high)[stretch];
  const from = forth(low);
  const width = forth(high) - from || 1;
  const place = (value: Scalar) => (typeof value === "number" ? (forth(value) - from) / width : undefined);
  const value = (at: number) => Number(back(from + at * width).toPrecision(3));
  const ticks = low === high ? [0.5] : [0, 0.25, 0.5, 0.75, 1];
  return {
    name,
    filter: name,
    flipped: false,
    place: low === high ? () => 0.5 : place,
    ticks: ticks.map((at) => ({ at, label: show(low === high ? low : back(from + at * width)) })),
    terms: (a, b) => [
      ...(a > 0.005 ? [`${name}>=${value(a)}`] : []),
      ...(b < 0.995 ? [`${name}<=${value(b)}`] : []),
    ],
  };
}

function held(at: number | undefined): number | undefined {
  return at === undefined ? undefined : Math.min(1, Math.max(0, at));
}

interface Stretch {
  readonly forth: (value: number) => number;
  readonly back: (value: number) => number;
}

/** How a scale stretches a range; reverseLog is the mirror image of log, finest near the upper end. */
function stretches(low: number, high: number): Record<NonNullable<Parameter["scale"]>, Stretch> {
  const mirrored = (value: number) => low + high - value;
  return {
    linear: { forth: (value) => value, back: (value) => value },
    log: { forth: Math.log, back: Math.exp },
    reverseLog: {
      forth: (value) => -Math.log(mirrored(value)),
      back: (value) => mirrored(Math.exp(-value)),
    },
  };
}
