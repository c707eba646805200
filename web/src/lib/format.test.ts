import { describe, expect, it } from "vitest";
import { ago, bytes, duration, epochDay, parameter, plural, score, spread } from "./format";

describe("numbers for people", () => {
  it.each([
    [0.99213, "0.9921"],
    [57.8312, "57.83"],
    [1234.56, "1235"],
    [0, "0"],
    [-0.25, "−0.2500"],
    [3.2e-7, "3.2e−7"],
    [Number.NaN, "NaN"],
    [undefined, "–"],
  ])("writes the score %s as %s", (value, text) => expect(score(value)).toBe(text));

  it.each([
    [0.1, "0.1"],
    [0.000012345, "1.23e−5"],
    [128, "128"],
    [0.1 + 0.2, "0.3"],
    ["adam", "adam"],
    [true, "true"],
  ])("writes the parameter %s as %s", (value, text) => expect(parameter(value)).toBe(text));

  it("writes no spread where there is none", () => {
    expect(spread(undefined)).toBe("");
    expect(spread(0.00612)).toBe("± 0.0061");
  });

  it.each([
    [840, "840 ms"],
    [3210, "3.2 s"],
    [59_400, "59 s"],
    [245_000, "4 m 05 s"],
    [7_860_000, "2 h 11 m"],
    [273_600_000, "3 d 4 h"],
  ])("writes %i ms as %s", (ms, text) => expect(duration(ms)).toBe(text));

  it.each([
    [0, "0 B"],
    [124_103, "121 KiB"],
    [2_147_483_648, "2.0 GiB"],
  ])("writes %i bytes as %s", (size, text) => expect(bytes(size)).toBe(text));

  it("says how long ago something was", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(ago("2026-11-21T11:59:48Z", now)).toBe("12 s ago");
    expect(ago("2026-11-21T09:00:00Z", now)).toBe("3 h ago");
    expect(ago("2026-10-01T09:00:00Z", now)).toBe("1 Oct 2026");
  });

  it("tells days by the calendar", () => {
    expect(epochDay(19_723)).toBe("2024-01-01");
    expect(epochDay(19_723.9)).toBe("2024-01-01");
    expect(epochDay(undefined)).toBe("–");
  });

  it("counts things", () => {
    expect(plural(1, "study", "studies")).toBe("1 study");
    expect(plural(12_000, "trial")).toBe("12,000 trials");
  });
});
