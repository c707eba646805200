import { describe, expect, it } from "vitest";
import { palettes, type Scheme, seriesColor, seriesShape } from "../theme/palette";
import { trainerIndex } from "./Trainer";

const trainers =
  "linear xgboost mlp svm cnn forest extraTrees lightgbm knn naiveBayes fm cart adaBoost external".split(" ");
const schemes: readonly Scheme[] = ["light", "dark"];

function channels(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe("trainers on plots", () => {
  it.each(schemes)("have a colour each in the %s scheme, and all stand out from the background", (scheme) => {
    const colors = trainers.slice(0, 13).map((trainer) => seriesColor(scheme, trainerIndex(trainer)));
    expect(new Set(colors).size).toBe(colors.length);
    for (const color of colors) expect(contrast(color, palettes[scheme].surface)).toBeGreaterThan(3);
  });

  it("differ in colour or shape from any other", () => {
    const looks = trainers.map((trainer) => {
      const index = trainerIndex(trainer);
      return `${seriesColor("light", index)} ${seriesShape(index)}`;
    });
    expect(new Set(looks).size).toBe(trainers.length);
  });
});
