import { queryOptions } from "@tanstack/react-query";
import { cairn } from "./cairn";
import type { Study, StudyState } from "./types";

/** Keys and freshness of everything the dashboard reads. What a stream keeps fresh is not polled. */
export const queries = {
  datasets: () => queryOptions({ queryKey: ["datasets"], queryFn: ({ signal }) => cairn.datasets(signal) }),
  dataset: (ref: string) =>
    queryOptions({ queryKey: ["dataset", ref], queryFn: ({ signal }) => cairn.dataset(ref, signal) }),
  profile: (ref: string, target?: string) =>
    queryOptions({
      queryKey: ["profile", ref, target ?? ""],
      queryFn: ({ signal }) => cairn.profile(ref, target, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  versions: (ref: string) =>
    queryOptions({ queryKey: ["versions", ref], queryFn: ({ signal }) => cairn.versions(ref, signal) }),
  vault: (ref: string) =>
    queryOptions({ queryKey: ["vault", ref], queryFn: ({ signal }) => cairn.vault(ref, signal) }),
  studyVault: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref, "vault"],
      queryFn: ({ signal }) => cairn.studyVault(ref, signal),
    }),
  rows: (ref: string) =>
    queryOptions({ queryKey: ["rows", ref], queryFn: ({ signal }) => cairn.rows(ref, 50, signal) }),

  studies: () =>
    queryOptions({
      queryKey: ["studies"],
      queryFn: ({ signal }) => cairn.studies(signal),
      refetchInterval: (query) => (query.state.data?.some((study) => isLive(study.state)) ? 2000 : 10_000),
    }),
  studiesOf: (ref: string) =>
    queryOptions({ queryKey: ["studies", ref], queryFn: ({ signal }) => cairn.studiesOf(ref, signal) }),
  study: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref],
      queryFn: ({ signal }) => cairn.study(ref, signal),
      refetchInterval: (query) => (query.state.data && isWindingUp(query.state.data) ? 1500 : false),
    }),
  spec: (ref: string) =>
    queryOptions({ queryKey: ["study", ref, "spec"], queryFn: ({ signal }) => cairn.spec(ref, signal) }),
  model: (ref: string, trial: number | undefined) =>
    queryOptions({
      queryKey: ["study", ref, "model", trial],
      queryFn: ({ signal }) => cairn.model(ref, trial, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  lineage: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref, "lineage"],
      queryFn: ({ signal }) => cairn.lineage(ref, signal),
    }),
  trials: (ref: string) =>
    queryOptions({ queryKey: ["study", ref, "trials"], queryFn: ({ signal }) => cairn.trials(ref, signal) }),
  trial: (ref: string, number: number) =>
    queryOptions({
      queryKey: ["study", ref, "trial", number],
      queryFn: ({ signal }) => cairn.trial(ref, number, signal),
    }),
  trialMetrics: (ref: string, number: number) =>
    queryOptions({
      queryKey: ["study", ref, "trial", number, "metrics"],
      queryFn: ({ signal }) => cairn.trialMetrics(ref, number, signal),
    }),
  trialLogs: (ref: string, number: number, attempt: number | undefined) =>
    queryOptions({
      queryKey: ["study", ref, "trial", number, "logs", attempt],
      queryFn: ({ signal }) => cairn.trialLogs(ref, number, attempt, signal),
    }),
  curves: (ref: string) =>
    queryOptions({ queryKey: ["study", ref, "curves"], queryFn: ({ signal }) => cairn.curves(ref, signal) }),
  importance: (ref: string) =>
    queryOptions({
      queryKey: ["importance", ref],
      queryFn: ({ signal }) => cairn.importance(ref, signal),
      refetchInterval: 30_000,
    }),
  estimate: (ref: string) =>
    queryOptions({
      queryKey: ["estimate", ref],
      queryFn: ({ signal }) => cairn.estimate(ref, signal),
      refetchInterval: 30_000,
    }),
  parallel: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref, "parallel"],
      queryFn: ({ signal }) => cairn.parallel(ref, signal),
    }),
  pareto: (ref: string) =>
    queryOptions({ queryKey: ["study", ref, "pareto"], queryFn: ({ signal }) => cairn.pareto(ref, signal) }),
  stopping: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref, "stopping"],
      queryFn: ({ signal }) => cairn.stopping(ref, signal),
    }),
  leaderboard: (ref: string) =>
    queryOptions({
      queryKey: ["study", ref, "leaderboard"],
      queryFn: ({ signal }) => cairn.leaderboard(ref, signal),
    }),
  datasetLeaderboard: (ref: string) =>
    queryOptions({
      queryKey: ["leaderboard", ref],
      queryFn: ({ signal }) => cairn.datasetLeaderboard(ref, signal),
    }),

  workers: () =>
    queryOptions({
      queryKey: ["workers"],
      queryFn: ({ signal }) => cairn.workers(signal),
      refetchInterval: 2000,
    }),
  queues: () =>
    queryOptions({
      queryKey: ["queues"],
      queryFn: ({ signal }) => cairn.queues(signal),
      refetchInterval: 2000,
    }),
};

/** A study that was cancelled has ended before the last of its trials. Its stream may be over by then. */
export function isWindingUp(study: Study): boolean {
  const { running, queued, paused } = study.counts;
  return !isLive(study.state) && running + queued + paused > 0;
}

export function isLive(state: StudyState): boolean {
  return state === "running" || state === "finishing" || state === "paused";
}
