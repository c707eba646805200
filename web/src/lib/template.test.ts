import { expect, it } from "vitest";
import { copyOf, template } from "./template";
import { toYaml } from "./yaml";

const dataset = (kind: string, distinct: number) => ({
  name: "iris",
  target: "class",
  columns: [{ name: "class", kind, distinct }],
});

it("proposes an objective that fits the target", () => {
  expect(template(dataset("categorical", 2))).toContain("objective: {maximize: rocAuc}");
  expect(template(dataset("categorical", 3))).toContain("objective: {maximize: accuracy}");
  expect(template(dataset("numeric", 300))).toContain("objective: {minimize: rmse}");
});

it("quotes names that YAML would misread", () => {
  expect(template({ ...dataset("categorical", 2), target: "yes" })).toContain('target: "yes"');
});

it("gives a copy a name of its own", () => {
  expect(copyOf("# note\nname: adult-mlp\n")).toBe("# note\nname: adult-mlp-2\n");
  expect(copyOf("name: adult-9")).toBe("name: adult-10");
  expect(copyOf('{"name": "adult", "dataset": "x"}')).toBe('{"name": "adult-2", "dataset": "x"}');
});

it("writes a specification as readable YAML", () => {
  const spec = {
    name: "a",
    model: ["linear", "mlp"],
    space: { lr: { float: [1e-5, 0.1], log: true } },
    test: null,
  };
  expect(toYaml(spec)).toBe(
    "name: a\nmodel: [linear, mlp]\nspace:\n  lr: {float: [0.00001, 0.1], log: true}\n",
  );
});
