import { expect, it } from "vitest";
import { range } from "./fault-place";

const text = "name: a\nsearch: {stratgy: bayes}\nbudget:";
const marked = (line: number, column: number) => {
  const { from, to } = range(text, { line, column });
  return text.slice(from, to);
};

it("marks the word at the place", () => expect(marked(2, 10)).toBe("stratgy"));
it("marks the whole line when the place is behind its end", () => expect(marked(3, 40)).toBe("budget:"));
it("stays inside the text", () => expect(marked(99, 1)).toBe("budget"));
it("marks the first line when the place is unknown", () => {
  const { from, to } = range(text, {});
  expect(text.slice(from, to)).toBe("name");
});
