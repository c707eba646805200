/** Curves, leaderboards and what is computed of all trials of a study. */
import type {
  DatasetRef,
  Direction,
  Interval,
  Metrics,
  Objective,
  Scalar,
  StudyRef,
  StudyState,
  TrialState,
  Values,
} from "./common";
import type { Parameter, TestScore } from "./studies";

/** One curve of `GET …/curves`, taken out of its columns. */
export interface TrialCurve {
  readonly trial: number;
  readonly state: TrialState;
  readonly trainer: string;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

export interface StudyCurves {
  readonly metric: string;
  readonly direction: Direction;
  readonly curves: readonly TrialCurve[];
}

export interface Parallel {
  readonly objective: Objective;
  /** Of how many trials these are a sample; absent when all are there. */
  readonly sampledFrom?: number;
  readonly parameters: readonly Parameter[];
  readonly trial: readonly number[];
  readonly state: readonly TrialState[];
  readonly trainer: readonly string[];
  readonly score: readonly (number | null)[];
  readonly values: Readonly<Record<string, readonly (Scalar | null)[]>>;
}

export interface LeaderboardRow {
  readonly rank: number;
  readonly trial: number;
  readonly trainer: string;
  readonly values: Values;
  readonly score: number;
  readonly spread?: number;
  readonly metrics?: Metrics;
  readonly steps: number;
  readonly fitSeconds: number;
  readonly state: TrialState;
  /** 1 where no trial is better in all objectives. */
  readonly front?: number;
  /** Whether all bounds are kept. */
  readonly feasible?: boolean;
  /** Of an ensemble: the models that it is made of. */
  readonly members?: readonly Member[];
  /** Of an ensemble: how they became one. */
  readonly combined?: Combined;
}

export interface Combined {
  readonly way: "alone" | "greedy" | "stacked";
  /** Of each way on held-out rows that had no part in it. */
  readonly scores: Readonly<Record<string, number>>;
  /** The one model that answers instead. */
  readonly distilled?: Distilled;
}

export interface Distilled {
  readonly trial: number;
  readonly trainer: string;
  /** Whether it learned from the several; else it is the best alone, which was better. */
  readonly taught: boolean;
  /** Of `blend`, `distilled` and `alone` on the same held-out rows. */
  readonly heldOut: Readonly<Record<string, number>>;
  /** Of `blend` on the sealed rows. */
  readonly sealed: Readonly<Record<string, number>>;
}

export interface Member {
  readonly trial: number;
  readonly trainer: string;
  readonly weight: number;
}

export interface Pareto {
  readonly objectives: readonly Objective[];
  readonly constraints: Readonly<Record<string, string>>;
  readonly sampledFrom?: number;
  readonly trial: readonly number[];
  readonly trainer: readonly string[];
  readonly metrics: Readonly<Record<string, readonly (number | null)[]>>;
  readonly front: readonly number[];
  readonly feasible: readonly boolean[];
  readonly hypervolume?: number;
  readonly reference?: readonly number[];
}

export interface Leaderboard {
  readonly study: StudyRef;
  readonly state: StudyState;
  readonly objective: Objective;
  readonly objectives?: readonly Objective[];
  readonly constraints?: Readonly<Record<string, string>>;
  readonly items: readonly LeaderboardRow[];
  readonly test: TestScore;
  readonly intervals?: readonly IntervalLevel[];
}

/** What intervals of one level around predicted numbers came to. */
export interface IntervalLevel {
  readonly level: number;
  readonly scaledBy: "none" | "value" | "disagreement" | "both";
  readonly heldOut: IntervalRate;
  readonly sealed?: IntervalRate;
}

export interface IntervalRate {
  readonly coverage: Interval;
  readonly width: Interval;
  readonly rows: number;
}

export interface DatasetLeaderboardRow {
  readonly rank: number;
  readonly study: StudyRef;
  readonly dataset: DatasetRef;
  readonly target: string;
  readonly objective: Objective;
  readonly trial: number;
  readonly trainer: string;
  readonly score: number;
  readonly spread?: number;
  readonly test: TestScore;
}

export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface ParameterImportance {
  readonly name: string;
  readonly best?: Share;
  readonly overall?: Share;
}

export interface Importance {
  readonly objective: Objective;
  readonly trials: number;
  readonly sampledFrom?: number;
  readonly parameters: readonly ParameterImportance[];
  readonly interactions: readonly {
    readonly first: string;
    readonly second: string;
    readonly share: Share;
  }[];
}

export interface Estimate {
  readonly objective: Objective;
  readonly trials: number;
  /** Absent where results show no noise. */
  readonly best?: { readonly trial: number; readonly estimate: number; readonly deviation: number };
}
