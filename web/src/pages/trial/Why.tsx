import type { CSSProperties } from "react";
import type { Explanation } from "../../api/types";
import { count, score } from "../../lib/format";
import css from "./Trial.module.css";

interface Props {
  readonly title: string;
  readonly explanation: Explanation;
  readonly tone: "pruned" | "accent";
}

/** A decision with its reason and the numbers it was made on. */
export function Why({ title, explanation, tone }: Props) {
  const style = { "--edge": `var(--c-${tone})` } as CSSProperties;
  return (
    <section className={css.why} style={style} aria-label={title}>
      <strong>{title}</strong>
      <p>
        {explanation.reason} <span className="muted">({explanation.arm})</span>
      </p>
      <div className={css.numbers}>
        {Object.entries(explanation.numbers).map(([name, value]) => (
          <span key={name}>
            {name} <b className="num">{Number.isInteger(value) ? count(value) : score(value)}</b>
          </span>
        ))}
      </div>
    </section>
  );
}
