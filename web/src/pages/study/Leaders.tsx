import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import { Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { Table } from "../../ui/Table";
import { leaderColumns } from "./columns";
import { useStudyView } from "./useStudyView";

/** The first rows of the leaderboard. */
export function Leaders() {
  const { ref, search, isShown } = useStudyView();
  const board = useQuery(queries.leaderboard(ref));
  return (
    <Panel
      title="Leaders"
      help="Score: mean over folds, ± its standard deviation over folds."
      flush
      tools={
        <Button
          component={Link}
          to={`/studies/${ref}/leaderboard`}
          search={search as never}
          variant="subtle"
          size="compact-sm"
        >
          Whole leaderboard
        </Button>
      }
    >
      <Async query={board} what="the leaderboard">
        {(known) =>
          known.items.length === 0 ? (
            <Empty title="No trial has finished yet" />
          ) : (
            <Table
              label="Leaders"
              columns={leaderColumns(ref, known)}
              rows={known.items.filter((row) => isShown({ ...row, number: row.trial })).slice(0, 5)}
              rowKey={(row) => row.trial}
            />
          )
        }
      </Async>
    </Panel>
  );
}
