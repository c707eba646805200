import { expect, it } from "vitest";
import type { Trial } from "../api/types";
import { nextSort, readSort, sortTrials } from "./sort";

const trial = (number: number, score?: number): Trial => ({
  number,
  kind: "search",
  state: "completed",
  trainer: "mlp",
  values: {},
  steps: 1,
  attempts: 1,
  createdAt: "2026-11-21T09:00:00Z",
  ...(score === undefined ? {} : { score }),
});
const order = (sort: string, direction: "maximize" | "minimize") =>
  sortTrials([trial(1, 0.5), trial(2), trial(3, 0.9)], readSort(sort), direction).map((its) => its.number);

it("puts the newest first without a wish", () => expect(order("", "maximize")).toEqual([3, 2, 1]));
it("puts the best first by score, whichever way the metric goes", () => {
  expect(order("score", "maximize")).toEqual([3, 1, 2]);
  expect(order("score", "minimize")).toEqual([1, 3, 2]);
});
it("keeps trials without a score last in both orders", () =>
  expect(order("-score", "maximize")).toEqual([1, 3, 2]));
it("turns round on the second click", () => {
  expect(nextSort(readSort("score"), "score")).toEqual({ key: "score", descending: true });
});
