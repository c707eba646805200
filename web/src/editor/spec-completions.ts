import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

const top: readonly (readonly [key: string, about: string])[] = [
  ["name", "what the study is called"],
  ["dataset", "name, name@version or id"],
  ["target", "the column to predict, or a list of several of two classes"],
  ["task", "clustering: rows that lie together, without a target"],
  ["objective", "{maximize: metric} or {minimize: metric}"],
  ["validate", "{folds: 5, stratify: true} or {holdout: 0.2}"],
  ["search", "strategy, earlyStop, terminate, seed"],
  ["budget", "trials, time, parallel"],
  ["model", "a trainer, a list of trainers, or auto"],
  ["space", "what is searched, per parameter"],
  ["classWeight", "balanced, or numbers by class"],
  ["monotone", "{column: increasing} or decreasing, for boosting"],
  ["constraints", "rules between parameters"],
  ["enqueue", "values to try first"],
  ["warmStart", "earlier studies to learn from: true or a list"],
  ["test", "the sealed set: a fraction, a dataset, or none"],
  ["resources", "queue, memory, cores, gpus, gpuMemory, threads"],
  ["project", "whose share and quota it uses"],
  ["priority", "larger goes first"],
  ["calibration", "how the final probabilities are calibrated"],
  ["threshold", "auto: decide as the objective is best"],
  ["intervals", "shares of rows that intervals around numbers hold: 0.9"],
  ["deterministic", "true: the same trials and scores again"],
  ["tags", "words to find it by"],
];

const below: Record<string, readonly string[]> = {
  objective: ["maximize", "minimize"],
  validate: ["folds", "stratify", "holdout"],
  search: ["strategy", "earlyStop", "population", "interval", "terminate", "seed"],
  budget: ["trials", "time", "parallel"],
  resources: ["queue", "memory", "cores", "gpus", "gpuMemory", "threads"],
  test: ["fraction", "dataset"],
};

const words: Record<string, readonly string[]> = {
  strategy: [
    "auto",
    "bayes",
    "ucb",
    "thompson",
    "forest",
    "tpe",
    "cmaes",
    "evolution",
    "pbt",
    "nsga2",
    "sobol",
    "random",
    "grid",
  ],
  earlyStop: [
    "auto",
    "asha",
    "ashaPromotion",
    "hyperband",
    "median",
    "percentile",
    "patience",
    "threshold",
    "pairedTest",
    "ashaPareto",
    "extrapolation",
    "none",
  ],
  maximize: [
    "rocAuc",
    "prAuc",
    "accuracy",
    "balancedAccuracy",
    "f1Macro",
    "f1Weighted",
    "precision",
    "recall",
    "mcc",
    "kappa",
    "r2",
    "macroF1",
    "microF1",
    "meanAuc",
    "silhouette",
    "stability",
    "calinskiHarabasz",
  ],
  minimize: [
    "logLoss",
    "brier",
    "calibrationError",
    "hammingLoss",
    "rmse",
    "mae",
    "mape",
    "rmsle",
    "pinball90",
  ],
  task: ["prediction", "clustering"],
  model: [
    "auto",
    "xgboost",
    "linear",
    "extraTrees",
    "lightgbm",
    "forest",
    "kernelRidge",
    "oneClassSvm",
    "svm",
    "mlp",
    "knn",
    "fm",
    "adaBoost",
    "cart",
    "naiveBayes",
    "cnn",
    "kMeans",
    "hdbscan",
  ],
  calibration: ["auto", "none", "temperature", "isotonic"],
  threshold: ["auto", "none"],
  deterministic: ["true", "false"],
};

/** Keys of the specification and the words that some of them take. The server has the last word on what is valid. */
export function specCompletions(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const typed = /[\w-]*$/.exec(before)?.[0] ?? "";
  const from = context.pos - typed.length;
  const value = /([A-Za-z]+):\s*\[?[^{}:]*$/.exec(before.slice(0, before.length - typed.length));
  const key = value?.[1];
  if (key && words[key]) return { from, options: words[key].map((label) => ({ label })) };
  const inside = /^(\w+):\s*\{[^}]*$/.exec(before)?.[1] ?? parent(context, line.number, before);
  const keys = inside === undefined ? undefined : below[inside];
  if (keys) return { from, options: keys.map((label) => completion(label)) };
  if (/^\s+/.test(before) || before.includes(":") || (typed === "" && !context.explicit)) return null;
  return { from, options: top.map(([label, detail]) => ({ ...completion(label), detail })) };
}

function completion(label: string): Completion {
  return { label, apply: `${label}: ` };
}

function parent(context: CompletionContext, number: number, before: string): string | undefined {
  if (!/^\s+[\w-]*$/.test(before)) return undefined;
  for (let n = number - 1; n >= 1; n--) {
    const key = /^(\w+):\s*$/.exec(context.state.doc.line(n).text)?.[1];
    if (key) return key;
    if (/^\S/.test(context.state.doc.line(n).text)) return undefined;
  }
  return undefined;
}
