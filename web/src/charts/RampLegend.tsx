import { useScheme } from "../theme/usePalette";
import css from "./Legend.module.css";
import { ramp } from "./ramp";

interface Props {
  readonly from: string;
  readonly to: string;
  readonly note?: string;
}

/** What the two ends of a colour ramp mean. */
export function RampLegend({ from, to, note }: Props) {
  const scheme = useScheme();
  const stops = [0, 1 / 3, 2 / 3, 1].map((at) => ramp(scheme, at)).join(", ");
  return (
    <p className={css.legend}>
      <span>{from}</span>
      <span className={css.ramp} style={{ background: `linear-gradient(to right, ${stops})` }} />
      <span>{to}</span>
      {note && <span>{note}</span>}
    </p>
  );
}
