import { ActionIcon, Tooltip } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { type Cell, download, toCsv } from "../lib/csv";
import { parameter, score } from "../lib/format";
import { IconChart, IconDownload, IconTable } from "./icons";
import { Panel } from "./Page";
import { type ColumnOf, Table } from "./Table";

/** What a plot shows, as a table: for reading, for export, and for whom a picture says nothing. */
export interface PlotTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

interface Props {
  readonly title: string;
  readonly help: string;
  /** The stem of exported files. */
  readonly file: string;
  readonly table: () => PlotTable;
  /** The plot as a PNG data address, when it can give one. */
  readonly picture?: (() => string | undefined) | undefined;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every plot: title, one line on how to read it, "view as table", CSV and PNG. */
export function PlotPanel({ title, help, file, table, picture, tools, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={title}
      help={help}
      tools={
        <>
          {tools}
          <Tool
            label={asTable ? "View as plot" : "View as table"}
            pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChart size={16} /> : <IconTable size={16} />}
          </Tool>
          <Tool label="Download CSV" onClick={() => saveCsv(file, table())}>
            <IconDownload size={16} />
          </Tool>
          {picture && !asTable && (
            <Tool label="Download PNG" onClick={() => savePng(file, picture())}>
              <span style={{ fontSize: 10, fontWeight: 650 }}>PNG</span>
            </Tool>
          )}
        </>
      }
      flush={asTable}
    >
      {asTable ? <AsTable label={title} table={table()} /> : children}
    </Panel>
  );
}

interface ToolProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, pressed, onClick, children }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pressed ? "light" : "subtle"}
        color="gray"
        c="var(--c-muted)"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function AsTable({ label, table }: { readonly label: string; readonly table: PlotTable }) {
  type Row = { readonly index: number; readonly cells: readonly Cell[] };
  const columns = table.header.map(
    (head, i): ColumnOf<Row> => ({
      key: `${i}`,
      head,
      cell: (row) => cellText(row.cells[i]),
      end: typeof table.rows[0]?.[i] === "number",
    }),
  );
  const rows = table.rows.map((cells, index) => ({ index, cells }));
  return <Table label={label} columns={columns} rows={rows} rowKey={(row) => row.index} maxHeight={360} />;
}

function cellText(cell: Cell): string {
  return typeof cell === "number" && !Number.isInteger(cell) ? score(cell) : parameter(cell);
}

function saveCsv(file: string, table: PlotTable): void {
  download(`${file}.csv`, new Blob([toCsv(table.header, table.rows)], { type: "text/csv" }));
}

function savePng(file: string, address: string | undefined): void {
  if (address === undefined) return;
  const link = document.createElement("a");
  link.href = address;
  link.download = `${file}.png`;
  link.click();
}
