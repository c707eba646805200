import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Dataset } from "../../api/types";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async } from "../../ui/States";
import { type ColumnOf, Table } from "../../ui/Table";
import { Images } from "./Images";

interface Row {
  readonly index: number;
  readonly cells: readonly (string | null)[];
}

/** The first training rows, as the file spells them. */
export function Rows({ dataset }: { readonly dataset: Dataset }) {
  const rows = useQuery(queries.rows(`${dataset.name}@${dataset.version}`));
  return (
    <Async query={rows} what="rows">
      {(page) => {
        const columns: readonly ColumnOf<Row>[] = [
          { key: "row", head: "", cell: (row) => <span className="muted num">{row.index + 1}</span> },
          ...page.columns.map(
            (head, i): ColumnOf<Row> => ({
              key: `${i}`,
              head,
              cell: (row) => row.cells[i] ?? <span className="muted">missing</span>,
              end: page.rows.every((cells) => cells[i] === null || !Number.isNaN(Number(cells[i]))),
            }),
          ),
        ];
        return (
          <div className={layout.stack}>
            <Images dataset={dataset} page={page} />
            <Panel
              title="Training rows"
              help="The first rows that training may see, spelled as in the file."
              flush
            >
              <Table
                label="Training rows"
                columns={columns}
                rows={page.rows.map((cells, index) => ({ index, cells }))}
                rowKey={(row) => row.index}
                maxHeight="max(420px, calc(100dvh - 280px))"
              />
            </Panel>
          </div>
        );
      }}
    </Async>
  );
}
