import { describe, expect, it } from "vitest";
import { type Filterable, matches, parse, print, withTerms } from "./filter";

const trial: Filterable = {
  number: 7,
  state: "completed",
  trainer: "mlp",
  values: { model: "mlp", "mlp.lr": 0.003, "mlp.units": 64, "mlp.optimizer": "adam" },
  score: 0.984,
  steps: 30,
};
const holds = (filter: string) => matches(trial, parse(filter));

describe("the filter", () => {
  it("is empty by default and lets everything through", () => expect(holds("")).toBe(true));

  it("knows states, trainers and numbers", () => {
    expect(holds("state:completed|pruned trainer:mlp #7")).toBe(true);
    expect(holds("state:failed")).toBe(false);
    expect(holds("#3,7")).toBe(true);
    expect(holds("state!=completed")).toBe(false);
  });

  it("compares scores and parameters, with or without the trainer's prefix", () => {
    expect(holds("score>=0.98 lr<1e-2")).toBe(true);
    expect(holds("mlp.units:64|128")).toBe(true);
    expect(holds("units>100")).toBe(false);
  });

  it("leaves out a trial that has no such parameter", () => expect(holds("maxDepth>0")).toBe(false));

  it("finds bare words in values", () => {
    expect(holds("adam")).toBe(true);
    expect(holds("sgd")).toBe(false);
  });

  it("prints what it parsed", () => {
    expect(print(parse("state:pruned score>=0.9 adam"))).toBe("state:pruned score>=0.9 adam");
  });

  it("replaces the terms of one name", () => {
    expect(withTerms("lr>1e-4 state:pruned", "lr", ["lr<=0.01"])).toBe("state:pruned lr<=0.01");
    expect(withTerms("lr>1e-4", "lr", [])).toBe("");
  });
});
