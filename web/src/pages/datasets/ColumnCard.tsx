import { Fragment } from "react";
import type { ColumnProfile, Count } from "../../api/types";
import { Histogram } from "../../charts/Histogram";
import { count, epochDay, parameter, percent } from "../../lib/format";
import css from "./Datasets.module.css";

/** One column: its kind, what is missing, and the shape of its values. */
export function ColumnCard({ column, rows }: { readonly column: ColumnProfile; readonly rows: number }) {
  const dated = column.kind === "datetime";
  const format = dated ? epochDay : parameter;
  return (
    <article className={css.column} data-role={column.role}>
      <div className={css.columnHead}>
        <span className={css.columnName} title={column.name}>
          {column.name}
        </span>
        <span className="eyebrow">
          {column.role === "feature" ? column.kind : `${column.role}, ${column.kind}`}
        </span>
      </div>
      {column.histogram ? (
        <Histogram histogram={column.histogram} label={`Histogram of ${column.name}`} format={format} />
      ) : (
        column.top && <TopValues values={column.top.slice(0, 4)} total={rows} />
      )}
      <div className={css.facts}>
        {column.mean !== undefined && !dated && (
          <span>
            {parameter(column.mean)} ± {parameter(column.sd)}
          </span>
        )}
        {column.quantiles?.[1] !== undefined && <span>median {format(column.quantiles[1])}</span>}
        <span>{count(column.distinct)} distinct</span>
        {column.missing > 0 && (
          <span style={{ color: "var(--c-pruned)" }}>
            {percent(column.missing / Math.max(rows, 1), 1)} missing
          </span>
        )}
        {column.suspectedId && <span style={{ color: "var(--c-pruned)" }}>looks like an id</span>}
        {(column.flags ?? [])
          .filter((flag) => FLAGS[flag])
          .map((flag) => (
            <span key={flag} title={column.note} style={{ color: "var(--c-pruned)" }}>
              {FLAGS[flag]}
            </span>
          ))}
      </div>
    </article>
  );
}

/** What the card says of a flag; the others show in the column's kind. */
const FLAGS: Readonly<Record<string, string>> = {
  personal: "personal, masked",
  leak: "tells the target: a leak?",
  impossible: "impossible values",
  spellings: "several spellings",
  manyLevels: "many levels",
  mostlyNumbers: "mostly numbers",
};

export function TopValues({ values, total }: { readonly values: readonly Count[]; readonly total: number }) {
  const most = Math.max(1, ...values.map((value) => value.count));
  return (
    <div className={css.top}>
      {values.map((value) => (
        <Fragment key={value.value}>
          <span title={value.value}>{value.value === "" ? "(empty)" : value.value}</span>
          <span aria-hidden="true">
            <span
              className={css.share}
              style={{ display: "block", width: `${(value.count / most) * 100}%` }}
            />
          </span>
          <span className="muted num">
            {count(value.count)} · {percent(value.count / Math.max(total, 1))}
          </span>
        </Fragment>
      ))}
    </div>
  );
}
