import { distinctSeries } from "../theme/palette";
import css from "./Page.module.css";
import { SeriesMark } from "./SeriesMark";

const known = [
  "linear",
  "xgboost",
  "mlp",
  "svm",
  "cnn",
  "forest",
  "extraTrees",
  "lightgbm",
  "knn",
  "naiveBayes",
  "fm",
  "cart",
  "adaBoost",
  "kernelRidge",
  "oneClassSvm",
  "kMeans",
  "hdbscan",
];

/** The same trainer has the same colour and shape on every page. */
export function trainerIndex(trainer: string): number {
  const place = known.indexOf(trainer);
  if (place >= 0) return place;
  let hash = 0;
  for (const letter of trainer) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return known.length + (hash % (distinctSeries - known.length));
}

export function TrainerChip({ name }: { readonly name: string }) {
  return (
    <span className={css.chip}>
      <SeriesMark index={trainerIndex(name)} />
      {name}
    </span>
  );
}
