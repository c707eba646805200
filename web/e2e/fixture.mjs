// A made-up Cairn for work on the dashboard without a server: it serves the built files and answers the interface of
// openapi.yaml from a plan that runs by the clock. Nothing of it is packaged.
//   node e2e/fixture.mjs [port] [--empty | --many]     none, or 5,000 trials in the study diabetes-auto
import { createServer } from "node:http";
import { datasets, profile, refOf, rows } from "./fixture/datasets.mjs";
import { spaceOf } from "./fixture/plan.mjs";
import { file, stream } from "./fixture/serve.mjs";
import { Study } from "./fixture/study.mjs";

const [cancer, diabetes, digits] = datasets;
const minutes = (n) => Date.now() - n * 60_000;
const auc = (u) => u;
const rmse = (u) => 52 + (1 - u) * 160;
const binary = {
  dataset: refOf(cancer),
  target: "diagnosis",
  task: "binary",
  metric: "rocAuc",
  direction: "maximize",
  scale: auc,
  models: ["linear", "xgboost", "mlp"],
};
const spec = (study) => `# Which model finds the tumour?
name: ${study.name}
dataset: ${study.dataset.name}
target: ${study.target}
objective: {${study.direction}: ${study.metric}}
validate: {folds: 5, stratify: true}
search: {strategy: bayes, earlyStop: asha, seed: ${study.seed}}
budget: {trials: ${study.budget}, parallel: ${study.parallel}}
model: [${study.models.join(", ")}]
`;

const empty = process.argv.includes("--empty");
const many = process.argv.includes("--many") ? 5000 : 120;
const studies = empty
  ? []
  : [
      {
        ...binary,
        order: 9,
        name: "breast-cancer",
        seed: 7,
        budget: 40,
        trials: 40,
        parallel: 2,
        msPerStep: 14,
        began: Date.now() - 8000,
        tags: ["example"],
      },
      {
        order: 8,
        name: "digits-images",
        dataset: refOf(digits),
        target: "digit",
        task: "multiclass",
        metric: "accuracy",
        direction: "maximize",
        scale: (u) => u - 0.01,
        models: ["mlp", "xgboost"],
        seed: 3,
        budget: 60,
        trials: 60,
        parallel: 2,
        msPerStep: 60,
        began: minutes(1.5),
      },
      {
        order: 7,
        name: "diabetes-auto",
        dataset: refOf(diabetes),
        target: "progression",
        task: "regression",
        metric: "rmse",
        direction: "minimize",
        scale: rmse,
        models: ["linear", "xgboost", "mlp"],
        seed: 11,
        budget: many,
        trials: many,
        parallel: 2,
        msPerStep: 20,
        began: minutes(600),
      },
      {
        ...binary,
        order: 6,
        name: "breast-cancer-mlp",
        models: ["mlp"],
        seed: 5,
        budget: 50,
        trials: 50,
        parallel: 2,
        msPerStep: 20,
        began: minutes(200),
      },
      {
        ...binary,
        order: 5,
        name: "tumour-linear",
        models: ["linear"],
        seed: 2,
        budget: 20,
        trials: 20,
        parallel: 1,
        msPerStep: 5,
        began: minutes(900),
        failure: "No trial completed: 20 of 20 diverged. Lower the upper end of 'lr'.",
      },
    ].map((described) => new Study(described));

const find = (ref) => studies.find((study) => study.name === ref || study.id === ref);
const findDataset = (ref) =>
  empty
    ? undefined
    : datasets.find((its) => `${its.name}@${its.version}` === ref || its.name === ref || its.id === ref);

const problem = (status, title, detail, errors) => ({
  status,
  body: { type: "/problems/x", title, status, detail, traceId: "5f0c9d0b", ...(errors && { errors }) },
});
const missing = (what) => problem(404, "Not found", `There is no ${what}.`);
const page = (items) => ({ status: 200, body: { items } });
const ok = (body) => ({ status: 200, body });

function validate(text) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.includes("stratgy"));
  if (at >= 0)
    return problem(422, "The study specification is not valid", "1 problem found.", [
      {
        pointer: "#/search/stratgy",
        line: at + 1,
        column: lines[at].indexOf("stratgy") + 1,
        code: "unknown-field",
        detail: "Unknown field 'stratgy'.",
        hint: "Did you mean 'strategy'?",
      },
    ]);
  const models = ["linear", "xgboost", "mlp"];
  const parameters = spaceOf(models);
  const resolved = {
    dataset: refOf(cancer),
    target: "diagnosis",
    task: "binary",
    classes: 2,
    objective: { metric: "rocAuc", direction: "maximize" },
    models,
    trainingRows: 455,
    sealedRows: 114,
  };
  return ok({
    spec: {},
    resolved,
    space: { parameters, constraints: [], cardinality: "Infinity" },
    plan: { trials: 40, parallel: 2, folds: 5, rungs: { xgboost: [11, 33, 100], mlp: [4, 11, 33] } },
  });
}

function workers() {
  const running = studies.flatMap((study) =>
    study
      .known()
      .filter((its) => study.stateOf(its, study.elapsed()) === "running")
      .map((its) => ({ study: { id: study.id, name: study.name }, trial: its.number })),
  );
  const slots = [0, 1, 2, 3].map((n) => ({ name: `cpu-${n}`, queue: "cpu", device: "cpu", ...running[n] }));
  return [
    {
      id: "019aa5c1-6a52-7d30-a9a1-000000000077",
      host: "workshop",
      pid: 4711,
      version: "0.1.0",
      state: "live",
      slots,
      startedAt: new Date(minutes(62)).toISOString(),
      seenAt: new Date().toISOString(),
    },
  ];
}

/** Shares that fall by half from one parameter to the next. */
function importance(study) {
  const { objective, trial, parameters } = study.parallelView();
  const share = (value) => ({ value, low: value * 0.7, high: Math.min(1, value * 1.4) });
  return {
    objective,
    trials: trial.length,
    parameters: parameters.map((its, i) => ({
      name: its.name,
      best: share(0.5 ** (i + 1)),
      overall: share(0.4 ** (i + 1)),
    })),
    interactions: parameters
      .slice(1, 3)
      .map((its) => ({ first: parameters[0].name, second: its.name, share: share(0.04) })),
  };
}

function answer(method, path, body) {
  const [, kind, ref, ...rest] = path.split("/").map(decodeURIComponent);
  const about = rest.join("/");
  if (kind === "studies:validate") return validate(body);
  if (kind === "workers") return page(empty ? [] : workers());
  if (kind === "queue") {
    const busy = empty ? 0 : workers()[0].slots.filter((slot) => slot.study).length;
    return page([{ name: "cpu", slots: 4, running: busy, queued: 0, studies: [] }]);
  }
  if (kind === "leaderboard") {
    const its = studies.filter(
      (study) => study.dataset.name === "breast-cancer" && study.completed(study.elapsed()).length > 0,
    );
    return page(
      its.map((study, i) => ({
        study: { id: study.id, name: study.name },
        dataset: study.dataset,
        target: study.target,
        objective: { metric: study.metric, direction: study.direction },
        ...study.leaderboard().items[0],
        rank: i + 1,
        test: study.test(study.elapsed()),
      })),
    );
  }
  if (kind === "datasets") {
    if (method === "POST")
      return problem(422, "The dataset can not be read", "2 problems found.", [
        {
          pointer: "#",
          line: 4,
          column: 1,
          code: "ragged",
          detail: "Line 4 has 6 fields; the header has 5.",
          hint: "Is a comma inside an unquoted text?",
        },
        { pointer: "#", line: 9, column: 12, code: "quote", detail: "A quote opened here is never closed." },
      ]);
    if (!ref) return page(empty ? [] : datasets);
    const known = findDataset(ref);
    if (!known) return missing(`dataset '${ref}'`);
    return ok(about === "profile" ? profile(known) : about === "rows" ? rows(known, 50) : known);
  }
  if (kind !== "studies") return missing("such address");
  if (!ref)
    return method === "POST" ? ok(find("breast-cancer").view()) : page(studies.map((study) => study.view()));
  const study = find(ref.replace(/:\w+$/, ""));
  if (!study) return missing(`study '${ref}'`);
  return aboutStudy(study, rest);
}

function aboutStudy(study, [about, number, part]) {
  if (about === "trials" && number) {
    const detail = study.detail(Number(number));
    if (!detail) return missing(`trial ${number}`);
    if (part === "metrics") return ok(study.trialMetrics(Number(number)));
    if (part === "logs")
      return {
        status: 200,
        text: `fold 1: ${detail.steps} steps, selected ${Math.round(detail.steps * 0.8)}\nfold 2: ${detail.steps} steps, selected ${detail.steps - 3}\n`,
      };
    return ok(detail);
  }
  switch (about) {
    case "trials":
      return page(study.known().map((its) => study.trial(its)));
    case "curves":
      return ok(study.curves());
    case "analysis":
      return ok(rest[1] === "importance" ? importance(study) : study.parallelView());
    case "leaderboard":
      return ok(study.leaderboard());
    case "spec":
      return ok({
        text: spec(study),
        spec: {
          name: study.name,
          dataset: study.dataset.name,
          target: study.target,
          objective: { [study.direction]: study.metric },
          validate: { folds: 5, stratify: true },
          search: { strategy: "bayes", earlyStop: "asha", seed: study.seed, lag: 8 },
          budget: { trials: study.budget, parallel: study.parallel },
          model: study.models,
          test: { fraction: 0.2 },
          deterministic: false,
        },
      });
    default:
      return ok(study.view());
  }
}

const server = createServer(async (request, response) => {
  const address = new URL(request.url, "http://localhost");
  if (!address.pathname.startsWith("/api/v1/")) return file(address.pathname, response);
  const path = address.pathname.slice("/api/v1".length);
  const streamed = /^\/studies\/([^/]+)\/events$/.exec(path);
  const study = streamed && find(decodeURIComponent(streamed[1]));
  if (study) return stream(study, address.searchParams.get("from"), request, response);
  let body = "";
  for await (const chunk of request) body += chunk;
  const { status, body: json, text } = answer(request.method, path, body);
  const type =
    text === undefined ? (status < 400 ? "application/json" : "application/problem+json") : "text/plain";
  response.writeHead(status, { "Content-Type": type });
  response.end(text ?? JSON.stringify(json));
});
const port = Number(process.argv[2] ?? 8091);
server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
