import { describe, expect, it } from "vitest";
import { parameterAxis, scoreAxis } from "./parallel-scale";

describe("axes of parallel coordinates", () => {
  const rate = parameterAxis({ name: "mlp.lr", kind: "float", low: 1e-5, high: 1e-1, scale: "log" });

  it("places a logarithmic parameter by its magnitude", () => {
    expect(rate.place(1e-3)).toBeCloseTo(0.5);
    expect(rate.ticks.map((tick) => tick.label)).toEqual(["1e−5", "1e−4", "0.001", "0.01", "0.1"]);
  });

  it("places a reversed logarithmic parameter by its distance from the mirrored low end", () => {
    const momentum = parameterAxis({
      name: "m",
      kind: "float",
      low: 0.001,
      high: 0.999,
      scale: "reverseLog",
    });
    expect(momentum.place(0.001)).toBeCloseTo(0);
    expect(momentum.place(0.999)).toBeCloseTo(1);
    expect(momentum.place(0.9683772)).toBeCloseTo(0.5, 2);
  });

  it("turns a brush into terms of the filter, and an open end into none", () => {
    expect(rate.terms(0.25, 0.5)).toEqual(["mlp.lr>=0.0001", "mlp.lr<=0.001"]);
    expect(rate.terms(0.5, 1)).toEqual(["mlp.lr>=0.001"]);
  });

  it("gives levels places of their own", () => {
    const axis = parameterAxis({ name: "units", kind: "choice", levels: [32, 64, 128] });
    expect([32, 64, 128].map((level) => axis.place(level))).toEqual([0, 0.5, 1]);
    expect(axis.terms(0.4, 1)).toEqual(["units:64|128"]);
  });

  it("counts whole numbers in whole steps", () => {
    const axis = parameterAxis({ name: "layers", kind: "int", low: 1, high: 4, scale: "linear" });
    expect(axis.ticks.map((tick) => tick.label)).toEqual(["1", "2", "3", "4"]);
  });

  it("keeps a score beyond its range at the end", () => {
    const axis = scoreAxis("RMSE", [50, 60, 90], true);
    expect(axis.place(1e6)).toBe(0);
    expect(axis.place(10)).toBe(1);
  });

  it("draws the better score higher, whichever way the metric goes", () => {
    const error = scoreAxis("RMSE", [50, 60, 90], true);
    expect(error.place(50)).toBe(1);
    expect(error.terms(0.75, 1)).toEqual(["score<=60"]);
    expect(scoreAxis("ROC AUC", [0.5, 0.9], false).place(0.9)).toBe(1);
  });
});
