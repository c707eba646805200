import type { CSSProperties } from "react";
import type { AttemptState, StudyState, TrialState, Worker } from "../api/types";
import css from "./Page.module.css";

type AnyState = StudyState | TrialState | AttemptState | Worker["state"];

interface Look {
  readonly word: string;
  readonly color: string;
  readonly pulse?: true;
  readonly hollow?: true;
}

const looks: Record<AnyState, Look> = {
  queued: { word: "Queued", color: "queued", hollow: true },
  running: { word: "Running", color: "running", pulse: true },
  finishing: { word: "Final evaluation", color: "running", pulse: true },
  paused: { word: "Paused", color: "paused", hollow: true },
  completed: { word: "Completed", color: "completed" },
  pruned: { word: "Stopped early", color: "pruned" },
  failed: { word: "Failed", color: "failed" },
  cancelled: { word: "Cancelled", color: "cancelled", hollow: true },
  lost: { word: "Lost", color: "failed", hollow: true },
  released: { word: "Released", color: "cancelled" },
  live: { word: "Live", color: "completed" },
  cordoned: { word: "Cordoned", color: "paused", hollow: true },
  draining: { word: "Draining", color: "paused", hollow: true },
};

export function stateWord(state: AnyState): string {
  return looks[state].word;
}

/** A state as a dot and a word: never by colour alone. */
interface Props {
  readonly state: AnyState;
  /** It is past: nothing moves. */
  readonly still?: boolean;
}

export function StateBadge({ state, still = false }: Props) {
  const look = looks[state];
  return (
    <span className={css.badge} data-state={state}>
      <StateDot state={state} still={still} />
      {look.word}
    </span>
  );
}

export function StateDot({ state, still = false }: Props) {
  const look = looks[state];
  const style = { "--dot": `var(--c-${look.color})` } as CSSProperties;
  return (
    <span
      className={css.dot}
      style={style}
      data-pulse={still ? undefined : look.pulse}
      data-hollow={look.hollow}
    />
  );
}
