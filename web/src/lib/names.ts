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
  mcc: "Matthews correlation",
  kappa: "Cohen's kappa",
  brier: "Brier score",
  calibrationError: "Calibration error",
  hammingLoss: "Hamming loss",
  microF1: "F1 (micro, of targets)",
  macroF1: "F1 (macro, of targets)",
  meanAuc: "ROC AUC (mean of targets)",
  subsetAccuracy: "Rows all right",
  silhouette: "Silhouette",
  calinskiHarabasz: "Calinski–Harabasz",
  stability: "Stability",
  clusters: "Clusters",
  noise: "Noise",
  mape: "MAPE",
  rmsle: "RMSLE",
  pinball10: "Pinball loss (10 %)",
  pinball25: "Pinball loss (25 %)",
  pinball50: "Pinball loss (50 %)",
  pinball75: "Pinball loss (75 %)",
  pinball90: "Pinball loss (90 %)",
  robustness: "Robustness",
  interval90: "90 % interval",
  latencyMs: "Latency (ms per row)",
  fitSeconds: "Fit time (s)",
  modelMiB: "Model size (MiB)",
};

/** A metric as people write it. */
export function metricName(metric: string): string {
  return metrics[metric] ?? metric;
}

const open = new Set([
  ...["logLoss", "rmse", "mae", "r2", "latencyMs", "fitSeconds", "modelMiB"],
  ...["mcc", "kappa", "brier", "calibrationError", "hammingLoss", "mape", "rmsle"],
  ...["silhouette", "calinskiHarabasz", "stability", "clusters", "noise"],
  ...["pinball10", "pinball25", "pinball50", "pinball75", "pinball90"],
]);

/** Whether a metric lives between 0 and 1, better towards 1. */
export function isShare(metric: string): boolean {
  return !open.has(metric);
}

const tasks = {
  binary: "two classes",
  multiclass: "several classes",
  regression: "regression",
  multilabel: "several targets",
  clustering: "clusters, no target",
} as const;

export function taskName(task: keyof typeof tasks): string {
  return tasks[task];
}
