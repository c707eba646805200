import { seriesClip, seriesColor } from "../theme/palette";
import { useScheme } from "../theme/usePalette";
import css from "./Page.module.css";

/** The nth series as it looks in plots. */
export function SeriesMark({ index }: { readonly index: number }) {
  const scheme = useScheme();
  return (
    <span
      className={css.swatch}
      style={{ background: seriesColor(scheme, index), clipPath: seriesClip(index) }}
    />
  );
}
