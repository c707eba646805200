import { describe, expect, it } from "vitest";
import { decode, decodeCurves, decodeEvent } from "./decode";
import type { TrialMetricEvent, TrialStateEvent } from "./events";
import { curvesAfter, isLast, studyAfter, trialsAfter } from "./live";
import type { Study, StudyCurves, Trial } from "./types";

const at = "2026-11-21T09:12:03Z";
const event = (
  number: number,
  state: TrialStateEvent["state"],
  rest: Partial<TrialStateEvent> = {},
): TrialStateEvent => ({
  type: "trial.state",
  seq: 1,
  at,
  number,
  state,
  ...rest,
});

describe("trials after an event", () => {
  const running = trialsAfter([], event(3, "running", { trainer: "mlp", attempt: 1 }));

  it("has a trial that was not known yet", () => {
    expect(running).toMatchObject([{ number: 3, state: "running", trainer: "mlp", attempts: 1 }]);
  });

  it("moves a trial on and keeps its score", () => {
    const ended = trialsAfter(running, event(3, "completed", { score: 0.9 }));
    expect(ended).toMatchObject([{ state: "completed", score: 0.9, finishedAt: at }]);
  });

  it("leaves an ended trial as it is when an event repeats", () => {
    const ended = trialsAfter(running, event(3, "completed", { score: 0.9 }));
    expect(trialsAfter(ended, event(3, "running"))).toBe(ended);
  });

  it("stays sorted by number and never shows the final evaluation", () => {
    const more = trialsAfter(running, event(1, "queued"));
    expect(more.map((trial: Trial) => trial.number)).toEqual([1, 3]);
    expect(trialsAfter(more, event(4, "running", { kind: "final" }))).toBe(more);
  });
});

describe("curves after measurements", () => {
  const empty: StudyCurves = { metric: "rocAuc", direction: "maximize", curves: [] };
  const batch = (trial: number[], step: number[], values: number[]): TrialMetricEvent => ({
    type: "trial.metric",
    trial,
    attempt: trial.map(() => 1),
    step,
    metrics: { rocAuc: values },
  });

  it("begins and extends curves from one batch", () => {
    const after = curvesAfter(empty, batch([8, 8, 3], [1, 2, 1], [0.8, 0.9, 0.7]), () => "mlp");
    expect(after.curves).toEqual([
      { trial: 3, trainer: "mlp", state: "running", steps: [1], values: [0.7] },
      { trial: 8, trainer: "mlp", state: "running", steps: [1, 2], values: [0.8, 0.9] },
    ]);
  });

  it("overwrites a step that a resumed attempt repeats", () => {
    const once = curvesAfter(empty, batch([8, 8], [1, 2], [0.8, 0.9]), () => "mlp");
    const again = curvesAfter(once, batch([8], [2], [0.95]), () => "mlp");
    expect(again.curves[0]?.values).toEqual([0.8, 0.95]);
  });

  it("waits for the refresh when the trial is not known yet", () => {
    expect(curvesAfter(empty, batch([8], [1], [0.8]), () => undefined).curves).toEqual([]);
  });

  it("changes nothing when the metric is another", () => {
    const other: TrialMetricEvent = { ...batch([1], [1], [1]), metrics: { logLoss: [1] } };
    expect(curvesAfter(empty, other, () => "mlp")).toBe(empty);
  });
});

describe("a study after an event", () => {
  const study = { state: "running", objective: { metric: "rmse", direction: "minimize" } } as Study;

  it("takes a better score as its best, and no worse one", () => {
    const first = studyAfter(study, { type: "study.best", seq: 1, at, trial: 1, trainer: "mlp", score: 60 });
    const worse = studyAfter(first, { type: "study.best", seq: 2, at, trial: 2, trainer: "mlp", score: 70 });
    expect(first.best).toMatchObject({ trial: 1, score: 60 });
    expect(worse).toBe(first);
  });

  it("ends a stream with the last state only", () => {
    expect(isLast({ type: "study.state", seq: 9, at, state: "completed" })).toBe(true);
    expect(isLast({ type: "study.state", seq: 9, at, state: "finishing" })).toBe(false);
    expect(isLast(event(1, "completed"))).toBe(false);
  });
});

describe("numbers that JSON can not hold", () => {
  it("become numbers where numbers belong, and stay text elsewhere", () => {
    const trial = decode({ score: "NaN", values: { note: "NaN" }, metrics: { logLoss: "Infinity" } });
    expect(trial).toEqual({
      score: Number.NaN,
      values: { note: "NaN" },
      metrics: { logLoss: Number.POSITIVE_INFINITY },
    });
  });

  it("are read in events, too", () => {
    const read = decodeEvent(
      "trial.metric",
      '{"trial":[1],"attempt":[1],"step":[1],"metrics":{"rmse":["NaN"]}}',
    );
    expect(read).toMatchObject({ type: "trial.metric", metrics: { rmse: [Number.NaN] } });
  });

  it("are read in columns of curves, which are cut at their offsets", () => {
    const curves = decodeCurves({
      metric: "rocAuc",
      direction: "maximize",
      trial: [3, 8],
      state: ["completed", "running"],
      trainer: ["mlp", "mlp"],
      offset: [0, 2],
      step: [1, 2, 1],
      rocAuc: [0.9, "NaN", 0.88],
    });
    expect(curves.curves.map((curve) => curve.values)).toEqual([[0.9, Number.NaN], [0.88]]);
  });
});
