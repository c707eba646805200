import type { StudyEvent } from "./events";
import type { StudyCurves, TrialCurve, TrialState } from "./types";

/** Fields whose numbers may arrive as "NaN", "Infinity" or "-Infinity"; everything below them is numbers, too. */
const numeric = new Set(["score", "spread", "metrics", "perFold", "numbers", "cardinality"]);

/** Turns the names of numbers that JSON can not hold into those numbers, and leaves a text that only looks like one. */
export function decode<T>(json: unknown): T {
  return walk(json, false) as T;
}

function walk(node: unknown, inNumbers: boolean): unknown {
  if (typeof node === "string") return inNumbers ? named(node) : node;
  if (Array.isArray(node)) return node.map((item) => walk(item, inNumbers));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, walk(value, inNumbers || numeric.has(key))]),
  );
}

function named(text: string): number | string {
  switch (text) {
    case "NaN":
      return Number.NaN;
    case "Infinity":
      return Number.POSITIVE_INFINITY;
    case "-Infinity":
      return Number.NEGATIVE_INFINITY;
    default:
      return text;
  }
}

interface WireCurves {
  readonly metric: string;
  readonly direction: StudyCurves["direction"];
  readonly trial: readonly number[];
  readonly state: readonly TrialState[];
  readonly trainer: readonly string[];
  readonly offset: readonly number[];
  readonly step: readonly number[];
  readonly [metric: string]: unknown;
}

/** Cuts the columns of `GET …/curves` into one curve per trial. */
export function decodeCurves(wire: WireCurves): StudyCurves {
  const column = walk(wire[wire.metric] ?? [], true) as readonly number[];
  const curves = wire.trial.map((trial, i): TrialCurve => {
    const from = wire.offset[i] ?? 0;
    const to = wire.offset[i + 1] ?? wire.step.length;
    return {
      trial,
      state: wire.state[i] ?? "running",
      trainer: wire.trainer[i] ?? "",
      steps: wire.step.slice(from, to),
      values: column.slice(from, to),
    };
  });
  return { metric: wire.metric, direction: wire.direction, curves };
}

export function decodeEvent(type: StudyEvent["type"], data: string): StudyEvent {
  return { ...decode<object>(JSON.parse(data)), type } as StudyEvent;
}
