/**
 * The filter that every plot and table of a study shares, as one line of text in the address:
 * `state:completed|pruned trainer:mlp score>=0.98 lr<1e-2 #7`. Terms are joined by "and".
 */
export type Operator = ":" | "!=" | ">=" | "<=" | ">" | "<";

export interface Term {
  readonly name: string;
  readonly operator: Operator;
  /** Alternatives; of the order operators, the first. */
  readonly values: readonly string[];
}

/** What a filter looks at. */
export interface Filterable {
  readonly number: number;
  readonly state: string;
  readonly trainer: string;
  readonly values: Readonly<Record<string, number | string | boolean>>;
  readonly score?: number;
  readonly spread?: number;
  readonly steps?: number;
  readonly fitSeconds?: number;
  readonly attempts?: number;
}

const shape = /^([\w.#-]+?)(!=|>=|<=|:|=|>|<)(.+)$/;

export function parse(filter: string): readonly Term[] {
  return filter.split(/\s+/).filter(Boolean).map(term);
}

function term(word: string): Term {
  if (/^#\d+(,\d+)*$/.test(word)) return { name: "number", operator: ":", values: word.slice(1).split(",") };
  const parts = shape.exec(word);
  if (!parts) return { name: "", operator: ":", values: [word.toLowerCase()] };
  const [, name = "", operator = ":", rest = ""] = parts;
  return { name, operator: (operator === "=" ? ":" : operator) as Operator, values: rest.split("|") };
}

export function print(terms: readonly Term[]): string {
  return terms
    .map((t) => (t.name === "" ? t.values.join("|") : `${t.name}${t.operator}${t.values.join("|")}`))
    .join(" ");
}

/** Replaces all terms about one name. */
export function withTerms(filter: string, name: string, terms: readonly string[]): string {
  const others = parse(filter).filter((known) => known.name !== name);
  return [print(others), ...terms].filter(Boolean).join(" ");
}

export function matches(trial: Filterable, terms: readonly Term[]): boolean {
  return terms.every((t) => holds(trial, t));
}

function holds(trial: Filterable, t: Term): boolean {
  if (t.name === "") return t.values.some((text) => mentions(trial, text));
  const actual = look(trial, t.name);
  if (actual === undefined) return false;
  const wanted = Number(t.values[0]);
  switch (t.operator) {
    case ":":
      return t.values.some((value) => equal(actual, value));
    case "!=":
      return !t.values.some((value) => equal(actual, value));
    case ">":
      return typeof actual === "number" && actual > wanted;
    case "<":
      return typeof actual === "number" && actual < wanted;
    case ">=":
      return typeof actual === "number" && actual >= wanted;
    case "<=":
      return typeof actual === "number" && actual <= wanted;
  }
}

function equal(actual: number | string | boolean, wanted: string): boolean {
  if (typeof actual === "number") return actual === Number(wanted);
  return String(actual).toLowerCase() === wanted.toLowerCase();
}

function mentions(trial: Filterable, text: string): boolean {
  if (trial.trainer.toLowerCase().includes(text) || trial.state.includes(text)) return true;
  return Object.entries(trial.values).some(([name, value]) =>
    `${name} ${value}`.toLowerCase().includes(text),
  );
}

/** A field of the trial, or a parameter by its full name or without its trainer's prefix. */
function look(trial: Filterable, name: string): number | string | boolean | undefined {
  switch (name) {
    case "number":
    case "trial":
      return trial.number;
    case "state":
      return trial.state;
    case "trainer":
    case "model":
      return trial.trainer;
    case "score":
      return trial.score;
    case "spread":
      return trial.spread;
    case "steps":
      return trial.steps;
    case "fitSeconds":
    case "time":
      return trial.fitSeconds;
    case "attempts":
      return trial.attempts;
    default:
      return trial.values[name] ?? trial.values[`${trial.trainer}.${name}`];
  }
}
