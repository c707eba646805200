import type { Study, TrialState } from "../api/types";
import { count } from "../lib/format";
import css from "./Progress.module.css";
import { StateDot, stateWord } from "./StateBadge";

const order: readonly TrialState[] = [
  "completed",
  "pruned",
  "failed",
  "cancelled",
  "running",
  "paused",
  "queued",
];
const MOST_TRIALS = 100_000;
const over = new Set<TrialState>(["completed", "pruned", "failed", "cancelled"]);

/** Trials that will not change any more. */
export function finished(study: Study): number {
  return order.filter((state) => over.has(state)).reduce((sum, state) => sum + study.counts[state], 0);
}

/** The trials of the budget, or undefined where only other bounds are named and the number is just the highest one allowed. */
export function trialBudget(study: Study): number | undefined {
  const { trials, timeSeconds, deviceHours, money } = study.budget;
  const bounded = timeSeconds !== undefined || deviceHours !== undefined || money !== undefined;
  return bounded && trials >= MOST_TRIALS ? undefined : trials;
}

/** The budget as a bar: what came out of the trials so far, and what is left of it. */
export function ProgressBar({ study }: { readonly study: Study }) {
  const total = Math.max(trialBudget(study) ?? study.counts.running + finished(study), 1);
  const done = finished(study);
  return (
    <div
      className={css.bar}
      role="progressbar"
      aria-label={`Trials of ${study.name}`}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={`${done} of ${total} trials have ended`}
    >
      {order
        .filter((state) => study.counts[state] > 0 && state !== "queued")
        .map((state) => (
          <div
            key={state}
            className={css.part}
            title={`${stateWord(state)}: ${study.counts[state]}`}
            style={{ width: `${(study.counts[state] / total) * 100}%`, background: `var(--c-${state})` }}
          />
        ))}
    </div>
  );
}

export function ProgressLegend({ study }: { readonly study: Study }) {
  return (
    <ul className={css.legend}>
      {order
        .filter((state) => study.counts[state] > 0)
        .map((state) => (
          <li key={state}>
            <StateDot state={state} />
            <b>{count(study.counts[state])}</b> {stateWord(state).toLowerCase()}
          </li>
        ))}
    </ul>
  );
}
