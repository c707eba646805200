/** The part of a study's address that every plot and table of it shares: one filter, one selection, one order. */
export interface StudySearch {
  /** The filter, in the words of filter.ts. */
  readonly q?: string;
  /** Selected trials, as "3,17". */
  readonly sel?: string;
  /** Column and order of the trials table: "score", "-number". */
  readonly sort?: string;
  /** Only trials in these states: "completed,pruned". */
  readonly state?: string;
}

export function readStudySearch(search: Record<string, unknown>): StudySearch {
  return {
    ...text(search, "q"),
    ...text(search, "sel"),
    ...text(search, "sort"),
    ...text(search, "state"),
  };
}

function text<K extends keyof StudySearch>(
  search: Record<string, unknown>,
  key: K,
): Pick<StudySearch, K> | object {
  const value = search[key];
  return (typeof value === "string" || typeof value === "number") && value !== ""
    ? { [key]: String(value) }
    : {};
}

export function readSelection(sel: string | undefined): ReadonlySet<number> {
  const numbers = (sel ?? "").split(",").map((part) => Number.parseInt(part, 10));
  return new Set(numbers.filter((number) => number > 0));
}

export function writeSelection(selected: ReadonlySet<number>): string | undefined {
  return selected.size === 0 ? undefined : [...selected].sort((a, b) => a - b).join(",");
}

export function toggled(selected: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(selected);
  if (!next.delete(number)) next.add(number);
  return next;
}
