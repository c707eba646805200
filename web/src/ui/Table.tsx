import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import css from "./Table.module.css";

export interface ColumnOf<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the right. */
  readonly end?: boolean;
  /** Takes what width is left and cuts what does not fit. */
  readonly fill?: boolean;
  readonly width?: number;
  readonly sortable?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly ColumnOf<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string | number;
  readonly sort?: Sort | undefined;
  readonly onSort?: ((key: string) => void) | undefined;
  readonly isSelected?: ((row: T) => boolean) | undefined;
  /** Rows beyond this height scroll; only those in view are in the page. */
  readonly maxHeight?: number | string;
}

const rowHeight = 40;

/** A table that stays quick with ten thousand rows: above 60, only the rows in view exist. */
export function Table<T>(props: TableProps<T>) {
  const { label, columns, rows, rowKey, sort, onSort, isSelected, maxHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = maxHeight !== undefined && rows.length > 60;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: virtual,
  });
  const items = virtual
    ? virtualizer.getVirtualItems()
    : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = virtual ? (items[0]?.start ?? 0) : 0;
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={scroller} className={css.scroll} style={{ maxHeight }} aria-label={label} tabIndex={0}>
      <table className={css.table} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Spacer height={above} span={columns.length} />}
          {items.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={rowKey(row)} aria-rowindex={index + 2} aria-selected={isSelected?.(row) || undefined}>
                {columns.map((column) => (
                  <td key={column.key} className={look(column)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <Spacer height={below} span={columns.length} />}
        </tbody>
      </table>
    </section>
  );
}

function look<T>(column: ColumnOf<T>): string | undefined {
  if (column.end) return css.end;
  return column.fill ? css.fill : undefined;
}

function Spacer({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr className={css.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

interface HeadProps<T> {
  readonly column: ColumnOf<T>;
  readonly sort: Sort | undefined;
  readonly onSort: ((key: string) => void) | undefined;
}

function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const sorted = sort?.key === column.key;
  const order = sort?.descending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      className={look(column)}
      style={column.width === undefined ? undefined : { width: column.width }}
      {...(sorted ? { "aria-sort": order as "ascending" | "descending" } : {})}
    >
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} onClick={() => onSort(column.key)}>
          {!column.end && column.head}
          <span className={css.arrow} aria-hidden="true">
            {sorted ? (sort.descending ? "▼" : "▲") : ""}
          </span>
          {column.end && column.head}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

export { css as tableCss };
