import { describe, expect, it } from "vitest";
import { band, type Curve, quantile, select } from "./curves";

const curve = (trial: number, ...values: number[]): Curve => ({
  trial,
  steps: values.map((_, i) => i + 1),
  values,
});
const many = Array.from({ length: 30 }, (_, i) => curve(i + 1, i, i + 0.5));

describe("choosing curves", () => {
  it("draws all curves while they are few", () => {
    const few = many.slice(0, 20);
    expect(select(few, "maximize", new Set())).toEqual({ shown: few, band: [] });
  });

  it("draws the best as lines and the rest as a band", () => {
    const { shown, band: rest } = select(many, "maximize", new Set(), 20);
    expect(shown.map((its) => its.trial)).toEqual(Array.from({ length: 20 }, (_, i) => i + 11));
    expect(rest.map((point) => point.step)).toEqual([1, 2]);
    expect(rest[0]?.median).toBe(4.5);
  });

  it("always draws running and selected curves", () => {
    const { shown } = select(many, "maximize", new Set([1]), 5);
    expect(shown.map((its) => its.trial)).toContain(1);
    expect(shown).toHaveLength(6);
  });

  it("makes no band of fewer than three curves, and leaves NaN out", () => {
    expect(band([curve(1, 1), curve(2, 2)])).toEqual([]);
    expect(band([curve(1, 1), curve(2, 2), curve(3, 3), curve(4, Number.NaN)])).toEqual([
      { step: 1, low: 1.5, median: 2, high: 2.5 },
    ]);
  });

  it("interpolates quantiles between order statistics", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1], 0.75)).toBe(1);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
