import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Version } from "../../api/types";
import { count, moment } from "../../lib/format";
import { Panel } from "../../ui/Page";
import { Async } from "../../ui/States";
import { type ColumnOf, Table, tableCss } from "../../ui/Table";

/** The line of a dataset's versions: what changed from one to the next, and which studies use each. */
export function Versions({ dataset }: { readonly dataset: string }) {
  const versions = useQuery(queries.versions(dataset));
  return (
    <Async query={versions} what="the versions">
      {(page) => (
        <Panel flush>
          <Table
            label="Versions"
            columns={columns}
            rows={page.items}
            rowKey={(version) => version.dataset.id}
          />
        </Panel>
      )}
    </Async>
  );
}

const columns: readonly ColumnOf<Version>[] = [
  {
    key: "version",
    head: "Version",
    cell: ({ dataset }) => (
      <Link
        to="/datasets/$dataset"
        params={{ dataset: `${dataset.name}@${dataset.version}` }}
        className={tableCss.link}
      >
        {dataset.name}@{dataset.version}
      </Link>
    ),
  },
  { key: "rows", head: "Rows", end: true, cell: (version) => count(version.rows) },
  { key: "columns", head: "Columns", end: true, cell: (version) => count(version.columns) },
  { key: "changes", head: "Changes", cell: changes },
  {
    key: "studies",
    head: "Studies",
    cell: (version) =>
      [
        ...version.studies.flatMap((use) => use.studies),
        ...version.sealedFor.map((study) => `${study} (tests on it)`),
      ].join(", ") || <span className="muted">none</span>,
  },
  { key: "created", head: "Uploaded", cell: (version) => moment(version.createdAt) },
];

/** What is new against the version before, in short. */
export function changes(version: Version): string {
  if (version.before === undefined) return "the first";
  const rows = version.addedRows ?? 0;
  return [
    `from ${version.before}: ${rows < 0 ? "" : "+"}${count(rows)} rows`,
    ...version.addedColumns.map((name) => `+${name}`),
    ...version.removedColumns.map((name) => `−${name}`),
    ...version.changedColumns.map((name) => `~${name}`),
  ].join(", ");
}
