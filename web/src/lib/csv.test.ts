import { expect, it } from "vitest";
import { toCsv } from "./csv";

it("quotes what needs it", () => {
  expect(toCsv(["a", "b"], [['say "hi"', "x,y"]])).toBe('a,b\r\n"say ""hi""","x,y"\r\n');
});

it("never hands a spreadsheet a formula, and leaves negative numbers alone", () => {
  expect(toCsv(["v"], [["=cmd()"], [-1.5], ["-x"], [null]])).toBe("v\r\n'=cmd()\r\n-1.5\r\n'-x\r\n\r\n");
});
