import { better } from "../lib/best";
import type {
  StudyBestEvent,
  StudyEvent,
  StudyStateEvent,
  TrialMetricEvent,
  TrialStateEvent,
} from "./events";
import type { Study, StudyCurves, Trial, TrialCurve } from "./types";

/** How events change what is already on the page. Pure; the stream calls these on the query cache. */

export function studyAfter(study: Study, event: StudyStateEvent | StudyBestEvent): Study {
  switch (event.type) {
    case "study.state":
      return study.state === event.state ? study : { ...study, state: event.state };
    case "study.best": {
      const known = study.best;
      if (event.score === undefined) return study;
      if (known && !better(study.objective.direction, event.score, known.score)) return study;
      const values = known?.trial === event.trial ? known.values : {};
      return {
        ...study,
        best: { trial: event.trial, trainer: event.trainer ?? "", score: event.score, values },
      };
    }
  }
}

const ended = new Set(["completed", "pruned", "failed", "cancelled"]);

/** Adds the trial, or moves it on. An ended trial stays as it is: events may repeat after a reconnect. */
export function trialsAfter(trials: readonly Trial[], event: TrialStateEvent): readonly Trial[] {
  if (event.kind === "final") return trials;
  const place = trials.findIndex((trial) => trial.number === event.number);
  const known = trials[place];
  if (known === undefined) return [...trials, created(event)].sort((a, b) => a.number - b.number);
  if (ended.has(known.state)) return trials;
  return trials.with(place, moved(known, event));
}

function created(event: TrialStateEvent): Trial {
  return {
    number: event.number,
    kind: "search",
    state: event.state,
    trainer: event.trainer ?? "",
    values: event.values ?? {},
    steps: 0,
    attempts: event.attempt ?? 0,
    createdAt: event.at,
    ...(event.score === undefined ? {} : { score: event.score }),
  };
}

function moved(trial: Trial, event: TrialStateEvent): Trial {
  return {
    ...trial,
    state: event.state,
    attempts: event.attempt ?? trial.attempts,
    ...(event.score === undefined ? {} : { score: event.score }),
    ...(event.state === "running" && trial.startedAt === undefined ? { startedAt: event.at } : {}),
    ...(ended.has(event.state) ? { finishedAt: event.at } : {}),
  };
}

/** Appends measurements to the curves they belong to; a step that is there already is overwritten (a resumed attempt). */
export function curvesAfter(
  study: StudyCurves,
  event: TrialMetricEvent,
  trainerOf: (trial: number) => string | undefined,
): StudyCurves {
  const column = event.metrics[study.metric];
  if (!column) return study;
  const byTrial = new Map(study.curves.map((curve) => [curve.trial, curve]));
  event.trial.forEach((trial, i) => {
    const step = event.step[i];
    const value = column[i];
    if (step === undefined || value === undefined) return;
    const trainer = byTrial.get(trial)?.trainer ?? trainerOf(trial);
    // A trial that nothing else has told of yet: the next refresh brings it with its whole curve.
    if (trainer === undefined) return;
    byTrial.set(trial, extended(byTrial.get(trial) ?? empty(trial, trainer), step, value));
  });
  return { ...study, curves: [...byTrial.values()].sort((a, b) => a.trial - b.trial) };
}

function empty(trial: number, trainer: string): TrialCurve {
  return { trial, trainer, state: "running", steps: [], values: [] };
}

function extended(curve: TrialCurve, step: number, value: number): TrialCurve {
  const after = curve.steps.findIndex((known) => known >= step);
  const keep = after === -1 ? curve.steps.length : after;
  const tail = curve.steps[keep] === step ? keep + 1 : keep;
  return {
    ...curve,
    steps: [...curve.steps.slice(0, keep), step, ...curve.steps.slice(tail)],
    values: [...curve.values.slice(0, keep), value, ...curve.values.slice(tail)],
  };
}

export function curveStateAfter(study: StudyCurves, event: TrialStateEvent): StudyCurves {
  const known = study.curves.find((curve) => curve.trial === event.number);
  if (!known || known.state === event.state) return study;
  return {
    ...study,
    curves: study.curves.map((curve) => (curve === known ? { ...curve, state: event.state } : curve)),
  };
}

/** Whether a stream has said all it will ever say. */
export function isLast(event: StudyEvent): boolean {
  return event.type === "study.state" && ended.has(event.state);
}
