import { describe, expect, it } from "vitest";
import { bestOf, byScore, improvements } from "./best";

const scores = (...values: number[]) => values.map((score, i) => ({ trial: i + 1, score }));

describe("best so far", () => {
  it("keeps only trials that improved on all before them", () => {
    expect(improvements(scores(0.5, 0.4, 0.7, 0.7, 0.9), "maximize").map((s) => s.trial)).toEqual([1, 3, 5]);
  });

  it("turns around for a metric that is minimized", () => {
    expect(improvements(scores(0.5, 0.4, 0.7, 0.3), "minimize").map((s) => s.trial)).toEqual([1, 2, 4]);
  });

  it("never takes NaN for an improvement", () => {
    expect(bestOf(scores(Number.NaN, 0.2, Number.NaN), "maximize")?.trial).toBe(2);
    expect(bestOf(scores(Number.NaN), "minimize")).toBeUndefined();
  });

  it("sorts the better first and NaN last, either way", () => {
    expect([0.1, Number.NaN, 0.9].sort(byScore("maximize"))).toEqual([0.9, 0.1, Number.NaN]);
    expect([0.9, Number.NaN, 0.1].sort(byScore("minimize"))).toEqual([0.1, 0.9, Number.NaN]);
  });
});
