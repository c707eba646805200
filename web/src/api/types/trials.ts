/** Trials and their attempts. */
import type { AttemptState, Metrics, TrialKind, TrialState, Values } from "./common";

export interface Failure {
  readonly kind: "outOfMemory" | "gpuOutOfMemory" | "diverged" | "timeOut" | "data" | "code" | "lost";
  readonly message: string;
}

export interface Trial {
  readonly number: number;
  readonly kind: TrialKind;
  readonly state: TrialState;
  readonly trainer: string;
  readonly values: Values;
  readonly score?: number;
  readonly spread?: number;
  readonly metrics?: Metrics;
  readonly steps: number;
  readonly fitSeconds?: number;
  readonly attempts: number;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly failure?: Failure;
  readonly parent?: number;
  readonly retryOf?: number;
  readonly revision?: number;
}

export interface Explanation {
  readonly arm: string;
  readonly reason: string;
  readonly numbers: Metrics;
}

export interface Attempt {
  readonly trial: number;
  readonly attempt: number;
  readonly state: AttemptState;
  readonly trainer?: string;
  readonly worker?: string;
  readonly slot?: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly reason?: string;
}

export interface TrialDetail extends Trial {
  readonly proposed?: Explanation;
  readonly stopped?: Explanation;
  readonly perFold?: Readonly<Record<string, readonly number[]>>;
  readonly runs: readonly Attempt[];
  readonly lineage?: readonly Ancestor[];
}

/** One of the trials of a population that a trial goes on from. */
export interface Ancestor {
  readonly number: number;
  readonly state: TrialState;
  readonly steps: number;
  readonly score?: number;
  readonly values: Values;
}

export interface TrialMetrics {
  readonly step: readonly number[];
  readonly attempt?: readonly number[];
  readonly elapsedSeconds: readonly number[];
  readonly metrics: Readonly<Record<string, readonly number[]>>;
}

/** A model that a person can read: a weighted sum, or a tree of questions as text. */
export interface ReadableModel {
  readonly trial: number;
  readonly trainer: string;
  readonly labels: readonly string[];
  readonly meaning: string;
  readonly text: string;
  readonly sum?: {
    readonly intercepts: readonly number[];
    readonly terms: readonly {
      readonly input: string;
      readonly unit: string;
      readonly weights: readonly number[];
      readonly missing?: number;
      readonly spread: number;
    }[];
    readonly inputs: number;
  };
}
