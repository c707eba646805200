/** `mlp.lr` of the trainer `mlp` is `lr`. */
export function shortName(parameter: string, trainer: string): string {
  return parameter.startsWith(`${trainer}.`) ? parameter.slice(trainer.length + 1) : parameter;
}

const metrics: Record<string, string> = {
  accuracy: "Accuracy",
  balancedAccuracy: "Balanced accuracy",
  precisionMacro: "Precision (macro)",
  precisionWeighted: "Precision (weighted)",
  recallMacro: "Recall (macro)",
  recallWeighted: "Recall (weighted)",
  f1Macro: "F1 (macro)",
  f1Weighted: "F1 (weighted)",
  rocAuc: "ROC AUC",
  prAuc: "PR AUC",
  logLoss: "Log-loss",
  rmse: "RMSE",
  mae: "MAE",
  r2: "R²",
  latencyMs: "Latency (ms per row)",
  fitSeconds: "Fit time (s)",
};

/** A metric as people write it. */
export function metricName(metric: string): string {
  return metrics[metric] ?? metric;
}

const open = new Set(["logLoss", "rmse", "mae", "r2", "latencyMs", "fitSeconds"]);

/** Whether a metric lives between 0 and 1, better towards 1. */
export function isShare(metric: string): boolean {
  return !open.has(metric);
}

const tasks = { binary: "two classes", multiclass: "several classes", regression: "regression" } as const;

export function taskName(task: keyof typeof tasks): string {
  return tasks[task];
}
