import { seriesColor } from "../theme/palette";
import { useScheme } from "../theme/usePalette";
import css from "./Page.module.css";

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
];

/** The same trainer has the same colour on every page. */
export function trainerIndex(trainer: string): number {
  const place = known.indexOf(trainer);
  if (place >= 0) return place;
  let hash = 0;
  for (const letter of trainer) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return known.length + (hash % 3);
}

export function TrainerChip({ name }: { readonly name: string }) {
  const scheme = useScheme();
  return (
    <span className={css.chip}>
      <span className={css.swatch} style={{ background: seriesColor(scheme, trainerIndex(name)) }} />
      {name}
    </span>
  );
}
