/** What all answers of `/api/v1` are made of. */
import type { Direction } from "../../lib/best";

export type { Direction };
export type Task = "binary" | "multiclass" | "regression" | "multilabel" | "clustering";
export type StudyState = "running" | "paused" | "finishing" | "completed" | "failed" | "cancelled";
export type TrialState = "queued" | "running" | "paused" | "completed" | "pruned" | "failed" | "cancelled";
export type AttemptState =
  | "running"
  | "completed"
  | "pruned"
  | "paused"
  | "failed"
  | "lost"
  | "released"
  | "cancelled";
export type TrialKind = "search" | "final";
export type Scalar = number | string | boolean;
export type Values = Readonly<Record<string, Scalar>>;
export type Metrics = Readonly<Record<string, number>>;

export interface Fault {
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
}

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly traceId?: string;
  readonly errors?: readonly Fault[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

export interface DatasetRef {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

export interface StudyRef {
  readonly id: string;
  readonly name: string;
}

export interface Objective {
  readonly metric: string;
  readonly direction: Direction;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
