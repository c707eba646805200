import { Fragment } from "react";
import { score } from "../lib/format";
import css from "./IntervalPlot.module.css";

export interface IntervalRow {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Between 0 and 1, and better towards 1. */
  readonly share: boolean;
}

/**
 * Values with their intervals. Shares of one stand on one scale, which begins at the tenth below the
 * lowest of them; others stand on a scale of their own, from nothing to a little beyond their upper end.
 */
export function IntervalPlot({ rows }: { readonly rows: readonly IntervalRow[] }) {
  const units = rows.filter(isUnit);
  const floor = Math.floor(Math.min(0.9, ...units.map((row) => row.low)) * 10) / 10;
  return (
    <div className={css.rows}>
      {rows.map((row) => {
        const [from, to] = isUnit(row)
          ? [floor, 1]
          : [Math.min(0, row.low * 1.1), Math.max(row.high * 1.1, 0)];
        const at = (value: number) => `${(((value - from) / (to - from || 1)) * 100).toFixed(2)}%`;
        return (
          <Fragment key={row.name}>
            <span>{row.name}</span>
            <span className={css.track} aria-hidden="true">
              <span
                className={css.bar}
                style={{ left: at(row.low), right: `calc(100% - ${at(row.high)})` }}
              />
              <span className={css.point} style={{ left: at(row.value) }} />
            </span>
            <span className={css.value}>
              <b>{score(row.value)}</b>{" "}
              <span className="muted">
                {score(row.low)} to {score(row.high)}
              </span>
            </span>
          </Fragment>
        );
      })}
      {units.length > 0 && (
        <>
          <span />
          <span className={css.scale} aria-hidden="true">
            <span>{floor}</span>
            <span>1</span>
          </span>
          <span />
        </>
      )}
    </div>
  );
}

function isUnit(row: IntervalRow): boolean {
  return row.share && row.low >= 0 && row.high <= 1;
}
