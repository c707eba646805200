/** Workers and queues. */
import type { StudyRef } from "./common";

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
