import type { Attempt } from "../../api/types";
import { clock, duration, moment } from "../../lib/format";
import { Panel } from "../../ui/Page";
import { StateBadge } from "../../ui/StateBadge";
import { Empty } from "../../ui/States";
import { type ColumnOf, Table } from "../../ui/Table";

const columns: readonly ColumnOf<Attempt>[] = [
  { key: "attempt", head: "Attempt", cell: (run) => <b>{run.attempt}</b>, width: 80 },
  { key: "state", head: "State", cell: (run) => <StateBadge state={run.state} /> },
  { key: "slot", head: "Slot", cell: (run) => run.slot ?? "–" },
  {
    key: "start",
    head: "Started",
    cell: (run) => <time title={moment(run.startedAt)}>{clock(run.startedAt)}</time>,
  },
  {
    key: "took",
    head: "Took",
    end: true,
    cell: (run) =>
      run.finishedAt ? duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : "running",
  },
  { key: "reason", head: "", cell: (run) => <span className="muted">{run.reason ?? ""}</span> },
];

export function Attempts({ runs }: { readonly runs: readonly Attempt[] }) {
  return (
    <Panel title="Attempts" help="A lost worker costs an attempt, never a trial." flush>
      {runs.length === 0 ? (
        <Empty title="Not started yet">The trial waits for a free slot.</Empty>
      ) : (
        <Table label="Attempts" columns={columns} rows={runs} rowKey={(run) => run.attempt} />
      )}
    </Panel>
  );
}
