import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Dataset } from "../../api/types";
import { ago, bytes, count, moment } from "../../lib/format";
import { IconDatasets } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { type ColumnOf, Table, tableCss } from "../../ui/Table";
import { useNow } from "../../ui/useNow";
import { Upload } from "./Upload";

export function DatasetsPage() {
  const datasets = useQuery(queries.datasets());
  const now = useNow();
  return (
    <>
      <PageHead title="Datasets" under="Immutable versions; the same bytes are stored once." />
      <div className={layout.stack}>
        <Upload />
        <Async query={datasets} what="datasets">
          {(all) => (
            <Panel title="All datasets" flush>
              {all.length === 0 ? (
                <Empty icon={<IconDatasets size={22} />} title="No dataset yet">
                  Drop a CSV file above, or run an example: it brings its own data.
                </Empty>
              ) : (
                <Table label="Datasets" columns={columns(now)} rows={all} rowKey={(dataset) => dataset.id} />
              )}
            </Panel>
          )}
        </Async>
      </div>
    </>
  );
}

function columns(now: number): readonly ColumnOf<Dataset>[] {
  return [
    {
      key: "name",
      head: "Dataset",
      cell: (dataset) => (
        <Link
          to="/datasets/$dataset"
          params={{ dataset: `${dataset.name}@${dataset.version}` }}
          className={tableCss.link}
        >
          {dataset.name}
        </Link>
      ),
    },
    { key: "version", head: "Version", end: true, cell: (dataset) => dataset.version },
    { key: "rows", head: "Rows", end: true, cell: (dataset) => count(dataset.rows) },
    { key: "columns", head: "Columns", end: true, cell: (dataset) => count(dataset.columns.length) },
    {
      key: "kind",
      head: "Kind",
      cell: ({ image }) => (image ? `Images ${image.height}×${image.width}×${image.channels}` : "Table"),
    },
    { key: "target", head: "Target", cell: (dataset) => <span className="mono">{dataset.target}</span> },
    { key: "size", head: "Size", end: true, cell: (dataset) => bytes(dataset.bytes) },
    {
      key: "created",
      head: "Uploaded",
      cell: (dataset) => (
        <time className="muted" title={moment(dataset.createdAt)}>
          {ago(dataset.createdAt, now)}
        </time>
      ),
    },
  ];
}
