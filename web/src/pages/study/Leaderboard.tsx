import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Leaderboard, LeaderboardRow } from "../../api/types";
import { download, toCsv } from "../../lib/csv";
import { metricName } from "../../lib/names";
import { IconDownload } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { Table } from "../../ui/Table";
import { VaultPanel } from "../../ui/VaultPanel";
import { leaderColumns, selectColumn } from "./columns";
import { Intervals } from "./Intervals";
import { SealedTest } from "./SealedTest";
import { useStudyView } from "./useStudyView";

export function Tab() {
  const { ref } = useStudyView();
  const board = useQuery(queries.leaderboard(ref));
  return (
    <Async query={board} what="the leaderboard" height={400}>
      {(known) => (
        <div className={layout.stack}>
          <SealedTest test={known.test} objective={known.objective} state={known.state} />
          {known.intervals && known.intervals.length > 0 && <Intervals levels={known.intervals} />}
          {known.test.state !== "none" && <VaultOf study={ref} />}
          <Ranks board={known} />
        </div>
      )}
    </Async>
  );
}

function VaultOf({ study }: { readonly study: string }) {
  const vault = useQuery(queries.studyVault(study));
  const worth = vault.data?.divisions.some((one) => one.refused > 0 || one.overlaps.length > 0) ?? false;
  return worth && vault.data ? <VaultPanel vault={vault.data} /> : null;
}

function Ranks({ board }: { readonly board: Leaderboard }) {
  const { ref, selected, toggle, isShown } = useStudyView();
  const rows = board.items.filter((row) => isShown({ ...row, number: row.trial }));
  return (
    <Panel
      title="Leaderboard"
      help={help(board)}
      flush
      tools={
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={15} />}
          onClick={() => save(ref, rows)}
        >
          CSV
        </Button>
      }
    >
      {rows.length === 0 ? (
        <Empty title="No trial has finished yet">Trials that complete appear here, the best first.</Empty>
      ) : (
        <Table
          label="Leaderboard"
          columns={[selectColumn<LeaderboardRow>(selected, toggle), ...leaderColumns(ref, board)]}
          rows={rows}
          rowKey={(row) => row.trial}
          isSelected={(row) => selected.has(row.trial)}
          maxHeight="max(420px, calc(100dvh - 220px))"
        />
      )}
    </Panel>
  );
}

function help(board: Leaderboard): string {
  const bounded = Object.keys(board.constraints ?? {}).length > 0;
  const bounds = bounded ? " Trials that break a bound come last." : "";
  return (board.objectives?.length ?? 1) > 1
    ? `Ranked by front: nothing is better in all objectives than what is marked best. Within a front those come first that differ most.${bounds}`
    : `Ranked by ${metricName(board.objective.metric)}, the mean over folds; ± is the standard deviation over folds. Trials that differ by less than their spread are hardly different.${bounds}`;
}

function save(study: string, rows: readonly LeaderboardRow[]): void {
  const metrics = [...new Set(rows.flatMap((row) => Object.keys(row.metrics ?? {})))];
  const parameters = [...new Set(rows.flatMap((row) => Object.keys(row.values)))];
  const csv = toCsv(
    [
      "rank",
      "trial",
      "trainer",
      "score",
      "spread",
      "steps",
      "fitSeconds",
      "state",
      ...metrics,
      ...parameters,
    ],
    rows.map((row) => [
      row.rank,
      row.trial,
      row.trainer,
      row.score,
      row.spread,
      row.steps,
      row.fitSeconds,
      row.state,
      ...metrics.map((metric) => row.metrics?.[metric]),
      ...parameters.map((name) => row.values[name]),
    ]),
  );
  download(`${study}-leaderboard.csv`, new Blob([csv], { type: "text/csv" }));
}
