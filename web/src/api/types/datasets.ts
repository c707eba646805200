/** Datasets and their profiles. */
import type { DatasetRef, Task } from "./common";

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
  readonly nearDuplicateRows?: number;
  readonly classes?: readonly Count[];
  readonly columns: readonly ColumnProfile[];
  readonly warnings?: readonly string[];
}

/** A version in the line of a dataset's versions. */
export interface Version {
  readonly dataset: DatasetRef;
  readonly sha256: string;
  readonly format: string;
  readonly rows: number;
  readonly columns: number;
  readonly target: string;
  readonly before?: number;
  readonly addedRows?: number;
  readonly addedColumns: readonly string[];
  readonly removedColumns: readonly string[];
  readonly changedColumns: readonly string[];
  readonly studies: readonly {
    readonly test: string;
    readonly target: string;
    readonly studies: readonly string[];
  }[];
  readonly sealedFor: readonly string[];
  readonly createdAt: string;
}

export interface VaultOverlap {
  readonly test: string;
  readonly studies: readonly string[];
  readonly trainedThere: number;
  readonly sealedThere: number;
  readonly note: string;
}

export interface VaultDivision {
  readonly test: string;
  readonly target: string;
  readonly trainingRows: number;
  readonly sealedRows: number;
  readonly studies: readonly string[];
  readonly reads: number;
  readonly refused: number;
  readonly lastReads: readonly {
    readonly number: number;
    readonly study?: string;
    readonly trial?: number;
    readonly attempt?: number;
    readonly at: string;
  }[];
  readonly lastRefused: readonly { readonly asker: string; readonly at: string }[];
  readonly overlaps: readonly VaultOverlap[];
}

/** What happened to the sealed rows of a dataset or of a study. */
export interface Vault {
  readonly dataset: DatasetRef;
  readonly reads: number;
  readonly refused: number;
  readonly divisions: readonly VaultDivision[];
}

export interface RowPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly nextCursor?: string;
}
