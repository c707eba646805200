/** What the stream of a study tells, tagged with the name of the event. */
import type { StudyState, TrialKind, TrialState, Values } from "./types";

export interface StudyStateEvent {
  readonly type: "study.state";
  readonly seq: number;
  readonly at: string;
  readonly state: StudyState;
  readonly reason?: string;
}

export interface TrialStateEvent {
  readonly type: "trial.created" | "trial.state";
  readonly seq: number;
  readonly at: string;
  readonly number: number;
  readonly kind?: TrialKind;
  readonly state: TrialState;
  readonly trainer?: string;
  readonly values?: Values;
  readonly attempt?: number;
  readonly score?: number;
  readonly reason?: string;
}

export interface TrialMetricEvent {
  readonly type: "trial.metric";
  readonly trial: readonly number[];
  readonly attempt: readonly number[];
  readonly step: readonly number[];
  readonly metrics: Readonly<Record<string, readonly number[]>>;
}

export interface StudyBestEvent {
  readonly type: "study.best";
  readonly seq: number;
  readonly at: string;
  readonly trial: number;
  readonly trainer?: string;
  readonly score?: number;
}

export interface StudyChangeEvent {
  readonly type: "study.changed" | "study.revised" | "study.forked";
  readonly seq: number;
  readonly at: string;
  readonly field?: string;
  readonly from?: string | number;
  readonly to?: string | number;
  readonly revision?: number;
  readonly changes?: readonly string[];
}

export interface ResetEvent {
  readonly type: "reset";
}

export type StudyEvent =
  | StudyStateEvent
  | TrialStateEvent
  | TrialMetricEvent
  | StudyBestEvent
  | StudyChangeEvent
  | ResetEvent;
