import { describe, expect, it } from "vitest";
import { aside, evenLevels } from "./study-plots";

describe("parameters on plots", () => {
  it("have levels where few values stand evenly", () => {
    expect(evenLevels({ name: "k", kind: "choice", levels: ["a", "b", "c"] })).toBe(3);
    expect(evenLevels({ name: "n", kind: "int", low: 1, high: 6, scale: "linear" })).toBe(6);
    expect(evenLevels({ name: "d", kind: "float", low: 0, high: 0.6, step: 0.1 })).toBe(7);
  });

  it("have none where values are many, uneven or continuous", () => {
    expect(evenLevels({ name: "n", kind: "int", low: 1, high: 600 })).toBe(0);
    expect(evenLevels({ name: "n", kind: "int", low: 1, high: 6, scale: "log" })).toBe(0);
    expect(evenLevels({ name: "d", kind: "float", low: 0, high: 0.65, step: 0.1 })).toBe(0);
    expect(evenLevels({ name: "d", kind: "float", low: 0, high: 1 })).toBe(0);
  });

  it("keep trials of one level within its room", () => {
    for (let trial = 1; trial < 2000; trial++) expect(Math.abs(aside(trial))).toBeLessThanOrEqual(0.3);
  });
});
