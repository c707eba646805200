import { decodeCurves } from "./decode";
import { getAll, getJson, getText, patch, post, remove, url } from "./http";
import type {
  Attempt,
  Dataset,
  DatasetLeaderboardRow,
  Estimate,
  Importance,
  Leaderboard,
  Lineage,
  Page,
  Parallel,
  Pareto,
  Profile,
  Queue,
  ReadableModel,
  RowPage,
  SpecView,
  Stopping,
  Study,
  StudyCurves,
  Trial,
  TrialDetail,
  TrialMetrics,
  ValidatedStudy,
  Vault,
  Version,
  Worker,
} from "./types";

type Signal = AbortSignal | undefined;

const part = encodeURIComponent;
const study = (ref: string, rest = "") => `/studies/${part(ref)}${rest}`;
const dataset = (ref: string, rest = "") => `/datasets/${part(ref)}${rest}`;
const yaml = (text: string) => ({ type: "application/yaml", text });

/** Every call the dashboard makes; the only place that knows paths. */
export const cairn = {
  datasets: (signal: Signal) => getAll<Dataset>("/datasets", {}, signal),
  dataset: (ref: string, signal: Signal) => getJson<Dataset>(url(dataset(ref)), signal),
  profile: (ref: string, target: string | undefined, signal: Signal) =>
    getJson<Profile>(url(dataset(ref, "/profile"), target === undefined ? {} : { target }), signal),
  versions: (ref: string, signal: Signal) => getJson<Page<Version>>(url(dataset(ref, "/versions")), signal),
  vault: (ref: string, signal: Signal) => getJson<Vault>(url(dataset(ref, "/vault")), signal),
  studyVault: (ref: string, signal: Signal) => getJson<Vault>(url(study(ref, "/vault")), signal),
  rows: (ref: string, limit: number, signal: Signal) =>
    getJson<RowPage>(url(dataset(ref, "/rows"), { limit }), signal),
  deleteDataset: (ref: string) => remove(url(dataset(ref))),

  studies: (signal: Signal) => getAll<Study>("/studies", {}, signal),
  studiesOf: (ref: string, signal: Signal) => getAll<Study>("/studies", { dataset: ref }, signal),
  study: (ref: string, signal: Signal) => getJson<Study>(url(study(ref)), signal),
  spec: (ref: string, signal: Signal) => getJson<SpecView>(url(study(ref, "/spec")), signal),
  model: (ref: string, trial: number | undefined, signal: Signal) =>
    getJson<ReadableModel>(url(study(ref, "/model"), trial === undefined ? {} : { trial }), signal),
  createStudy: (text: string) => post<Study>(url("/studies"), yaml(text)),
  validateStudy: (text: string, signal: Signal) =>
    post<ValidatedStudy>(url("/studies:validate"), yaml(text), signal),
  pause: (ref: string) => post<Study>(url(study(ref, ":pause"))),
  resume: (ref: string) => post<Study>(url(study(ref, ":resume"))),
  cancel: (ref: string) => post<Study>(url(study(ref, ":cancel"))),
  extend: (ref: string, trials: number) =>
    post<Study>(url(study(ref, ":extend")), { type: "application/json", text: JSON.stringify({ trials }) }),
  resize: (ref: string, parallel: number) => patch<Study>(url(study(ref)), { parallel }),
  revise: (ref: string, text: string) => post<Study>(url(study(ref, ":revise")), yaml(text)),
  clone: (ref: string, text: string) => post<Study>(url(study(ref, ":clone")), yaml(text)),
  fork: (ref: string, trial: number, text: string) =>
    post<Study>(url(study(ref, ":fork"), { trial }), yaml(text)),
  lineage: (ref: string, signal: Signal) => getJson<Lineage>(url(study(ref, "/lineage")), signal),
  deleteStudy: (ref: string) => remove(url(study(ref))),
  eventsAddress: (ref: string, from: "now" | "start") => url(study(ref, "/events"), { from }),

  trials: (ref: string, signal: Signal) => getAll<Trial>(study(ref, "/trials"), {}, signal),
  trial: (ref: string, number: number, signal: Signal) =>
    getJson<TrialDetail>(url(study(ref, `/trials/${number}`)), signal),
  retryTrial: (ref: string, number: number) => post<Trial>(url(study(ref, `/trials/${number}:retry`))),
  cancelTrial: (ref: string, number: number) => post<Trial>(url(study(ref, `/trials/${number}:cancel`))),
  trialMetrics: (ref: string, number: number, signal: Signal) =>
    getJson<TrialMetrics>(url(study(ref, `/trials/${number}/metrics`)), signal),
  trialLogs: (ref: string, number: number, attempt: number | undefined, signal: Signal) =>
    getText(url(study(ref, `/trials/${number}/logs`), { attempt }), signal),

  curves: async (ref: string, signal: Signal): Promise<StudyCurves> =>
    decodeCurves(await getJson(url(study(ref, "/curves"), { points: 200 }), signal)),
  parallel: (ref: string, signal: Signal) => getJson<Parallel>(url(study(ref, "/analysis/parallel")), signal),
  importance: (ref: string, signal: Signal) =>
    getJson<Importance>(url(study(ref, "/analysis/importance")), signal),
  estimate: (ref: string, signal: Signal) => getJson<Estimate>(url(study(ref, "/analysis/estimate")), signal),
  pareto: (ref: string, signal: Signal) => getJson<Pareto>(url(study(ref, "/analysis/pareto")), signal),
  stopping: (ref: string, signal: Signal) => getJson<Stopping>(url(study(ref, "/analysis/stopping")), signal),
  timeline: async (ref: string, signal: Signal) =>
    (await getJson<Page<Attempt>>(url(study(ref, "/timeline")), signal)).items,
  leaderboard: (ref: string, signal: Signal) =>
    getJson<Leaderboard>(url(study(ref, "/leaderboard"), { limit: 1000 }), signal),
  datasetLeaderboard: async (ref: string, signal: Signal) =>
    (await getJson<Page<DatasetLeaderboardRow>>(url("/leaderboard", { dataset: ref, limit: 1000 }), signal))
      .items,

  workers: async (signal: Signal) => (await getJson<Page<Worker>>(url("/workers"), signal)).items,
  queues: async (signal: Signal) => (await getJson<Page<Queue>>(url("/queue"), signal)).items,
  openApiAddress: url("/openapi.json"),
};
