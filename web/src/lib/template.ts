/** What a new specification begins with: a small legal study of the dataset, to be changed. */
export function template(
  dataset:
    | { readonly name: string; readonly target: string; readonly columns: readonly Described[] }
    | undefined,
): string {
  const name = dataset?.name ?? "my-data";
  const target = dataset?.columns.find((column) => column.name === dataset.target);
  return `# A first study of this dataset; change what you like, Ctrl+Space completes.
name: ${name}-first
dataset: ${quoted(name)}
target: ${quoted(dataset?.target ?? "label")}
objective: ${objective(target)}
validate: {folds: 5}
search: {strategy: bayes, earlyStop: auto, seed: 7}
budget: {trials: 40, parallel: 2}
model: auto
`;
}

interface Described {
  readonly name: string;
  readonly kind: string;
  readonly distinct?: number;
}

function objective(target: Described | undefined): string {
  if (target?.kind === "numeric" && (target.distinct ?? 0) > 20) return "{minimize: rmse}";
  return target?.distinct === 2 ? "{maximize: rocAuc}" : "{maximize: accuracy}";
}

function quoted(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** The same specification under another name: a name is taken once. */
export function copyOf(spec: string): string {
  return spec.replace(
    /^([\s{]*"?name"?\s*:\s*)("?)([^"\s,#}]+)\2/m,
    (_, key: string, quote: string, name: string) => {
      const numbered = /^(.*)-(\d+)$/.exec(name);
      const next = numbered ? `${numbered[1]}-${Number(numbered[2]) + 1}` : `${name}-2`;
      return `${key}${quote}${next}${quote}`;
    },
  );
}
