import type { Trial } from "../api/types";
import { byScore, type Direction } from "./best";

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

/** "score" or "-score"; without a wish, trials stand in the order they were proposed, the newest first. */
export function readSort(text: string | undefined): Sort {
  const wish = text || "-number";
  return wish.startsWith("-") ? { key: wish.slice(1), descending: true } : { key: wish, descending: false };
}

export function writeSort(sort: Sort): string {
  return (sort.descending ? "-" : "") + sort.key;
}

/** A click on a column: it first, then the other way round. */
export function nextSort(sort: Sort, key: string): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: false };
}

/** Sorted by score, "ascending" means best first, whichever way the metric goes; trials without a score come last. */
export function sortTrials(trials: readonly Trial[], sort: Sort, direction: Direction): readonly Trial[] {
  const sign = sort.descending ? -1 : 1;
  const scores = byScore(direction);
  const compare = (a: Trial, b: Trial): number => {
    switch (sort.key) {
      case "score":
        return missingLast(a.score, b.score) ?? sign * scores(a.score ?? 0, b.score ?? 0);
      case "state":
        return sign * a.state.localeCompare(b.state);
      case "trainer":
        return sign * a.trainer.localeCompare(b.trainer);
      case "steps":
        return sign * (a.steps - b.steps);
      case "attempts":
        return sign * (a.attempts - b.attempts);
      case "time":
        return missingLast(a.fitSeconds, b.fitSeconds) ?? sign * ((a.fitSeconds ?? 0) - (b.fitSeconds ?? 0));
      default:
        return sign * (a.number - b.number);
    }
  };
  return [...trials].sort((a, b) => compare(a, b) || a.number - b.number);
}

function missingLast(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined && b === undefined) return 0;
  if (a === undefined) return 1;
  return b === undefined ? -1 : undefined;
}
