import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queries } from "../../api/queries";
import type { Trial } from "../../api/types";
import { download, toCsv } from "../../lib/csv";
import { plural } from "../../lib/format";
import { nextSort, readSort, sortTrials, writeSort } from "../../lib/sort";
import { IconDownload } from "../../ui/icons";
import { Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { Table } from "../../ui/Table";
import { selectColumn, trialColumns } from "./columns";
import { FilterBar } from "./FilterBar";
import { useStudyView } from "./useStudyView";

export function Tab() {
  const { ref } = useStudyView();
  const trials = useQuery(queries.trials(ref));
  return (
    <>
      <FilterBar />
      <Async query={trials} what="trials" height={400}>
        {(all) => <Trials all={all.filter((trial) => trial.kind === "search")} />}
      </Async>
    </>
  );
}

function Trials({ all }: { readonly all: readonly Trial[] }) {
  const { ref, search, selected, isShown, toggle, set } = useStudyView();
  const study = useQuery(queries.study(ref)).data;
  const sort = readSort(search.sort);
  const rows = useMemo(
    () => sortTrials(all.filter(isShown), sort, study?.objective.direction ?? "maximize"),
    [all, isShown, sort, study],
  );
  const columns = useMemo(
    () => [selectColumn<Trial>(selected, toggle), ...trialColumns(ref)],
    [selected, toggle, ref],
  );
  return (
    <Panel
      title={
        rows.length === all.length
          ? plural(all.length, "trial")
          : `${rows.length} of ${plural(all.length, "trial")}`
      }
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
        <Empty title={all.length === 0 ? "No trial yet" : "No trial matches the filter"} />
      ) : (
        <Table
          label="Trials"
          columns={columns}
          rows={rows}
          rowKey={(trial) => trial.number}
          sort={sort}
          onSort={(key) => set({ sort: writeSort(nextSort(sort, key)) })}
          isSelected={(trial) => selected.has(trial.number)}
          maxHeight="max(420px, calc(100dvh - 260px))"
        />
      )}
    </Panel>
  );
}

function save(study: string, trials: readonly Trial[]): void {
  const parameters = [...new Set(trials.flatMap((trial) => Object.keys(trial.values)))];
  const header = [
    "trial",
    "state",
    "trainer",
    "score",
    "spread",
    "steps",
    "fitSeconds",
    "attempts",
    ...parameters,
  ];
  const rows = trials.map((trial) => [
    trial.number,
    trial.state,
    trial.trainer,
    trial.score,
    trial.spread,
    trial.steps,
    trial.fitSeconds,
    trial.attempts,
    ...parameters.map((name) => trial.values[name]),
  ]);
  download(`${study}-trials.csv`, new Blob([toCsv(header, rows)], { type: "text/csv" }));
}
