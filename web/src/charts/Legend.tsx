import { SeriesMark } from "../ui/SeriesMark";
import { trainerIndex } from "../ui/Trainer";
import css from "./Legend.module.css";

interface Props {
  readonly trainers: readonly string[];
  readonly note?: string;
}

/** Which colour and shape is which trainer. */
export function Legend({ trainers, note }: Props) {
  const sorted = [...new Set(trainers)].sort((a, b) => trainerIndex(a) - trainerIndex(b));
  return (
    <ul className={css.legend} aria-label="Colours and shapes">
      {sorted.map((trainer) => (
        <li key={trainer}>
          <SeriesMark index={trainerIndex(trainer)} />
          {trainer}
        </li>
      ))}
      {note && <li>{note}</li>}
    </ul>
  );
}
