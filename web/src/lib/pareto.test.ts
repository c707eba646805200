import { expect, test } from "vitest";
import type { Pareto } from "../api/types";
import { frontLine, paretoPoints } from "./pareto";

const pareto: Pareto = {
  objectives: [
    { metric: "rocAuc", direction: "maximize" },
    { metric: "latencyMs", direction: "minimize" },
  ],
  constraints: { latencyMs: "< 5" },
  trial: [1, 2, 3, 4],
  trainer: ["linear", "mlp", "mlp", "svm"],
  metrics: { rocAuc: [0.9, 0.95, 0.97, 0.8], latencyMs: [1, 2, 9, null] },
  front: [1, 1, 1, 2],
  feasible: [true, true, false, true],
};

test("a trial without one of the numbers is no point", () => {
  expect(paretoPoints(pareto, "latencyMs", "rocAuc").map((point) => point.trial)).toEqual([1, 2, 3]);
});

test("the front leaves out what breaks a bound, and goes from left to right", () => {
  expect(frontLine(paretoPoints(pareto, "latencyMs", "rocAuc"))).toEqual([
    [1, 0.9],
    [2, 0.95],
  ]);
});
