/** Studies, their spaces and where they come from. */
import type {
  DatasetRef,
  Interval,
  Objective,
  Scalar,
  StudyRef,
  StudyState,
  Task,
  TrialState,
  Values,
} from "./common";

export type TrialCounts = Readonly<Record<TrialState, number>>;

export interface Best {
  readonly trial: number;
  readonly trainer: string;
  readonly score: number;
  readonly spread?: number;
  readonly values: Values;
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
