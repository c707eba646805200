import type { Values } from "../api/types";
import { parameter } from "../lib/format";
import { shortName } from "../lib/names";
import { tableCss } from "./Table";

/** A trial's values on one line; the trainer is said elsewhere, so its prefix goes. */
export function ValuesLine({ values, trainer }: { readonly values: Values; readonly trainer: string }) {
  const shown = Object.entries(values).filter(([name]) => name !== "model");
  const line = shown.map(([name, value]) => `${shortName(name, trainer)} ${parameter(value)}`);
  return (
    <span className={tableCss.values} title={line.join(" · ")}>
      {line.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {line.length === 0 && <span className="muted">defaults</span>}
    </span>
  );
}
