/**
 * What `/api/v1` says, by hand from openapi.yaml. Numbers that JSON can not hold arrive as strings ("NaN"); decode.ts
 * turns them into numbers, so everything past src/api sees plain numbers.
 */
import type { Direction } from "../lib/best";

export type { Direction };
export type Task = "binary" | "multiclass" | "regression";
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

export type ColumnKind =
  | "numeric"
  | "categorical"
  | "ordinal"
  | "boolean"
  | "datetime"
  | "pixel"
  | "text"
  | "identifier"
  | "constant"
  | "empty";

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing?: number;
  readonly distinct?: number;
  readonly suspectedId?: boolean;
}

export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export interface Dataset extends DatasetRef {
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly target: string;
  readonly image?: ImageShape;
  readonly source?: string;
  readonly licence?: string;
  readonly createdAt: string;
}

export interface Count {
  readonly value: string;
  readonly count: number;
}

export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface ColumnProfile {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: "feature" | "target" | "ignored";
  readonly missing: number;
  readonly distinct: number;
  readonly suspectedId?: boolean;
  readonly flags?: readonly string[];
  readonly note?: string;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
  readonly sd?: number;
  readonly quantiles?: readonly number[];
  readonly histogram?: Histogram;
  readonly top?: readonly Count[];
}

export interface Profile {
  readonly dataset: DatasetRef;
  readonly target: string;
  readonly task: Task;
  readonly trainingRows: number;
  readonly sealedRows: number;
  readonly sealedReads?: number;
  readonly duplicateRows?: number;
  readonly classes?: readonly Count[];
  readonly columns: readonly ColumnProfile[];
  readonly warnings?: readonly string[];
}

export interface RowPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly nextCursor?: string;
}

export interface Objective {
  readonly metric: string;
  readonly direction: Direction;
}

export type TrialCounts = Readonly<Record<TrialState, number>>;

export interface Best {
  readonly trial: number;
  readonly trainer: string;
  readonly score: number;
  readonly spread?: number;
  readonly values: Values;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface TestScore {
  readonly state: "pending" | "running" | "scored" | "failed" | "none";
  readonly vaultReads: number;
  readonly trial?: number;
  readonly trainer?: string;
  readonly rows?: number;
  readonly confidence?: number;
  readonly metrics?: Readonly<Record<string, Interval>>;
  readonly failure?: string;
}

export interface Study extends StudyRef {
  readonly state: StudyState;
  /** Absent, like target and task, where clients train. */
  readonly dataset?: DatasetRef;
  readonly target?: string;
  readonly task?: Task;
  readonly objective: Objective;
  /** All of them, `objective` being the first. */
  readonly objectives?: readonly Objective[];
  /** Bounds on what trials measure, by metric. */
  readonly constraints?: Readonly<Record<string, string>>;
  readonly strategy: string;
  readonly earlyStop: string;
  readonly seed: number;
  readonly models: readonly string[];
  readonly budget: {
    readonly trials: number;
    readonly timeSeconds?: number;
    readonly parallel: number;
    readonly deviceHours?: number;
    readonly money?: number;
  };
  readonly queue: string;
  readonly project?: string;
  readonly priority?: number;
  /** What its attempts have used. */
  readonly spent?: { readonly deviceHours: number; readonly money: number };
  readonly deterministic: boolean;
  readonly tags: readonly string[];
  readonly counts: TrialCounts;
  readonly best?: Best;
  readonly test?: TestScore;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly failure?: string;
  /** Why its search ended before the budget was spent. */
  readonly ended?: string;
  readonly revision?: number;
}

/** What early stopping cost, by its control group, and saved. */
export interface Stopping {
  readonly summary: string;
  readonly stopped: number;
  readonly controls: number;
}

/** Where a study comes from, what was made from it, and what its specification was. */
export interface Lineage {
  readonly origin?: StudyRef & {
    readonly kind: "clone" | "fork";
    readonly event: number;
    readonly trial?: number;
  };
  readonly warmStart: readonly WarmStart[];
  readonly derived: readonly StudyRef[];
  readonly revisions: readonly Revision[];
}

/** An earlier study whose best configurations are tried early. */
export interface WarmStart {
  readonly study: string;
  readonly distance: number;
  readonly trials: readonly number[];
}

export interface Revision {
  readonly number: number;
  readonly event: number;
  readonly at: string;
  readonly changes: readonly string[];
  readonly text: string;
}

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

export interface Parameter {
  readonly name: string;
  readonly kind: "float" | "int" | "choice" | "ordinal";
  readonly low?: number;
  readonly high?: number;
  readonly scale?: "linear" | "log" | "reverseLog";
  readonly step?: number;
  readonly levels?: readonly Scalar[];
  readonly prior?: Scalar;
  readonly when?: string;
}

export interface Parallel {
  readonly objective: Objective;
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
  /** Of an ensemble: the models that it is the mean of. */
  readonly members?: readonly Member[];
}

export interface Member {
  readonly trial: number;
  readonly trainer: string;
  readonly weight: number;
}

export interface Pareto {
  readonly objectives: readonly Objective[];
  readonly constraints: Readonly<Record<string, string>>;
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

export interface SpecView {
  readonly text: string;
  readonly spec: unknown;
}

export interface ValidatedStudy {
  readonly spec: unknown;
  readonly resolved: {
    /** Absent, like target, task and rows, where clients train. */
    readonly dataset?: DatasetRef;
    readonly target?: string;
    readonly task?: Task;
    readonly classes?: number;
    readonly objective: Objective;
    readonly models: readonly string[];
    readonly trainingRows?: number;
    readonly sealedRows?: number;
  };
  readonly space: {
    readonly parameters: readonly Parameter[];
    readonly constraints: readonly string[];
    readonly cardinality: number;
  };
  readonly plan: {
    readonly trials: number;
    readonly parallel: number;
    readonly folds: number;
    readonly rungs: Readonly<Record<string, readonly number[]>>;
  };
  readonly warnings?: readonly string[];
}

export interface Slot {
  readonly name: string;
  readonly queue: string;
  readonly device: string;
  readonly deviceIndex?: number;
  readonly deviceName?: string;
  readonly memoryBytes?: number;
  readonly cores?: number;
  readonly gpuMemoryBytes?: number;
  readonly study?: StudyRef;
  readonly trial?: number;
}

export interface Worker {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version?: string;
  readonly state: "live" | "cordoned" | "draining" | "lost";
  readonly slots: readonly Slot[];
  readonly startedAt: string;
  readonly seenAt: string;
}

export interface Queue {
  readonly name: string;
  readonly slots: number;
  readonly running: number;
  readonly queued: number;
  readonly studies: readonly {
    readonly study: StudyRef;
    readonly project?: string;
    readonly priority?: number;
    readonly running: number;
    readonly queued: number;
    readonly why?: string;
    readonly backOff?: {
      readonly trials: number;
      readonly next: number;
      readonly seconds: number;
      readonly reason?: string;
    };
  }[];
}
