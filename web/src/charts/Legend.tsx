import { seriesColor } from "../theme/palette";
import { useScheme } from "../theme/usePalette";
import { trainerIndex } from "../ui/Trainer";
import css from "./Legend.module.css";

interface Props {
  readonly trainers: readonly string[];
  readonly note?: string;
}

/** Which colour is which trainer. */
export function Legend({ trainers, note }: Props) {
  const scheme = useScheme();
  const sorted = [...new Set(trainers)].sort((a, b) => trainerIndex(a) - trainerIndex(b));
  return (
    <ul className={css.legend} aria-label="Colours">
      {sorted.map((trainer) => (
        <li key={trainer}>
          <span className={css.swatch} style={{ background: seriesColor(scheme, trainerIndex(trainer)) }} />
          {trainer}
        </li>
      ))}
      {note && <li>{note}</li>}
    </ul>
  );
}
