import { describe, expect, it } from "vitest";
import { tick } from "./style";

describe("tick", () => {
  it("tells the ticks of a narrow axis apart", () => {
    expect([0.9955, 0.996, 0.9965, 0.997].map(tick)).toEqual(["0.9955", "0.996", "0.9965", "0.997"]);
  });
  it("has no dust of floating point", () => {
    expect(tick(0.1 + 0.2)).toBe("0.3");
  });
});
