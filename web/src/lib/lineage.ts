import type { Values } from "../api/types";

/** What a trial changed of the values it went on from; all of its values where it began fresh. */
export function changes(before: Values | undefined, values: Values): string {
  const changed = Object.entries(values).filter(
    ([name, value]) => before === undefined || before[name] !== value,
  );
  if (changed.length === 0) return "as before";
  return changed.map(([name, value]) => `${name} ${spelled(value)}`).join(", ");
}

function spelled(value: unknown): string {
  return typeof value === "number" && !Number.isInteger(value)
    ? String(Number(value.toPrecision(3)))
    : String(value);
}
