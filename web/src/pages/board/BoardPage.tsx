import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { DatasetLeaderboardRow, TestScore } from "../../api/types";
import { plural, score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import { IconLeaderboard } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { type ColumnOf, Table, tableCss } from "../../ui/Table";
import { TrainerChip } from "../../ui/Trainer";

const route = getRouteApi("/leaderboard");

/** The best of every study of one dataset. */
export function BoardPage() {
  const { dataset } = route.useSearch();
  const navigate = route.useNavigate();
  const datasets = useQuery(queries.datasets());
  const names = [...new Set(datasets.data?.map((one) => one.name))];
  const chosen = dataset ?? names[0];
  return (
    <>
      <PageHead
        title="Leaderboard"
        under="The best trial of every study of a dataset. Ranks count among studies that share target, metric and sealed rows."
        actions={
          <Select
            aria-label="Dataset"
            placeholder="Dataset"
            data={names}
            value={chosen ?? null}
            allowDeselect={false}
            onChange={(name) => name && void navigate({ search: { dataset: name } })}
            searchable
          />
        }
      />
      <Async query={datasets} what="datasets">
        {() =>
          chosen === undefined ? (
            <Panel>
              <Empty icon={<IconLeaderboard size={22} />} title="No dataset yet">
                Upload one and run a study; its best trial appears here.
              </Empty>
            </Panel>
          ) : (
            <Board key={chosen} dataset={chosen} />
          )
        }
      </Async>
    </>
  );
}

function Board({ dataset }: { readonly dataset: string }) {
  const board = useQuery(queries.datasetLeaderboard(dataset));
  return (
    <Async query={board} what="the leaderboard" height={300}>
      {(rows) =>
        rows.length === 0 ? (
          <Panel>
            <Empty icon={<IconLeaderboard size={22} />} title={`No finished trial of ${dataset} yet`} />
          </Panel>
        ) : (
          <div className={layout.stack}>
            {groups(rows).map((group) => (
              <Group key={group.key} rows={group.rows} />
            ))}
          </div>
        )
      }
    </Async>
  );
}

/** Rows come grouped; a rank of 1 begins the next group. */
function groups(rows: readonly DatasetLeaderboardRow[]) {
  const found: { key: string; rows: DatasetLeaderboardRow[] }[] = [];
  for (const row of rows) {
    const group = found.at(-1);
    const before = group?.rows.at(-1);
    const same = before && before.rank <= row.rank && label(before) === label(row);
    if (group && same) group.rows.push(row);
    else found.push({ key: `${label(row)} ${found.length}`, rows: [row] });
  }
  return found;
}

function label(row: DatasetLeaderboardRow): string {
  const metric = metricName(row.objective.metric);
  return row.target ? `${metric} of ${row.target}` : `${metric} of clusters`;
}

function Group({ rows }: { readonly rows: readonly DatasetLeaderboardRow[] }) {
  const first = rows[0];
  if (!first) return null;
  return (
    <Panel
      title={label(first)}
      help={`${first.objective.direction}; ${plural(rows.length, "study", "studies")}.`}
      flush
    >
      <Table label={label(first)} columns={columns} rows={rows} rowKey={(row) => row.study.id} />
    </Panel>
  );
}

const columns: readonly ColumnOf<DatasetLeaderboardRow>[] = [
  { key: "rank", head: "Rank", end: true, width: 70, cell: (row) => <b>{row.rank}</b> },
  {
    key: "study",
    head: "Study",
    cell: (row) => (
      <Link to="/studies/$study" params={{ study: row.study.name }} className={tableCss.link}>
        {row.study.name}
      </Link>
    ),
  },
  { key: "dataset", head: "Dataset", cell: (row) => `${row.dataset.name} v${row.dataset.version}` },
  {
    key: "trial",
    head: "Trial",
    cell: (row) => (
      <Link
        to="/studies/$study/trials/$trial"
        params={{ study: row.study.name, trial: String(row.trial) }}
        className={tableCss.link}
      >
        #{row.trial}
      </Link>
    ),
  },
  { key: "trainer", head: "Trainer", cell: (row) => <TrainerChip name={row.trainer} /> },
  {
    key: "score",
    head: "Score (folds)",
    end: true,
    cell: (row) => (
      <>
        <b>{score(row.score)}</b> <span className="muted">{spread(row.spread)}</span>
      </>
    ),
  },
  {
    key: "test",
    head: "Sealed test (interval)",
    end: true,
    cell: (row) => <Test test={row.test} metric={row.objective.metric} />,
  },
];

function Test({ test, metric }: { readonly test: TestScore; readonly metric: string }) {
  const interval = test.metrics?.[metric];
  if (test.state !== "scored" || !interval) return <span className="muted">{test.state}</span>;
  return (
    <>
      <b>{score(interval.value)}</b>{" "}
      <span className="muted">
        {score(interval.low, 3)} to {score(interval.high, 3)}
      </span>
    </>
  );
}
