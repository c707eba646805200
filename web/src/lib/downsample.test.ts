import { describe, expect, it } from "vitest";
import { downsample, type Point } from "./downsample";

const line = (length: number, y: (x: number) => number): Point[] =>
  Array.from({ length }, (_, x) => [x, y(x)]);

describe("downsampling", () => {
  it("leaves a short line as it is", () => {
    const points = line(50, (x) => x);
    expect(downsample(points, 100)).toBe(points);
  });

  it("keeps the first and the last point, and the number asked for", () => {
    const thin = downsample(line(1000, Math.sin), 60);
    expect(thin).toHaveLength(60);
    expect(thin[0]).toEqual([0, 0]);
    expect(thin.at(-1)?.[0]).toBe(999);
  });

  it("keeps a lone spike", () => {
    const thin = downsample(
      line(1000, (x) => (x === 517 ? 10 : 0)),
      50,
    );
    expect(thin).toContainEqual([517, 10]);
  });

  it("stays in order", () => {
    const xs = downsample(line(500, Math.cos), 40).map(([x]) => x);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
  });
});
