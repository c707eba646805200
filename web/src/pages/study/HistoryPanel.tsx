import { useMemo, useRef } from "react";
import type { Objective } from "../../api/types";
import type { Picture } from "../../charts/EChart";
import { HistoryChart } from "../../charts/HistoryChart";
import { Legend } from "../../charts/Legend";
import { metricName } from "../../lib/names";
import type { PlotTrial } from "../../lib/study-plots";
import { PlotPanel } from "../../ui/PlotPanel";
import { Empty } from "../../ui/States";
import { useStudyView } from "./useStudyView";

interface Props {
  readonly trials: readonly PlotTrial[];
  readonly objective: Objective;
  readonly onTrial: (trial: number) => void;
}

export function HistoryPanel({ trials, objective, onTrial }: Props) {
  const { ref, selected, isShown } = useStudyView();
  const picture = useRef<Picture>(null);
  const points = useMemo(
    () =>
      trials.filter(isShown).flatMap((trial) =>
        trial.score === undefined || trial.state === "running"
          ? []
          : [
              {
                trial: trial.number,
                trainer: trial.trainer,
                score: trial.score,
                stopped: trial.state !== "completed",
              },
            ],
      ),
    [trials, isShown],
  );
  return (
    <PlotPanel
      title="Best so far"
      help={`Each dot is a trial, hollow when it was stopped early; the stair is the best ${metricName(objective.metric)} found up to there.`}
      file={`${ref}-history`}
      table={() => ({
        header: ["trial", "trainer", objective.metric, "stopped early"],
        rows: points.map((point) => [point.trial, point.trainer, point.score, point.stopped]),
      })}
      picture={() => picture.current?.png()}
    >
      {points.length === 0 ? (
        <Empty title="No score yet">A trial is scored when all of its folds are done.</Empty>
      ) : (
        <>
          <HistoryChart
            ref={picture}
            points={points}
            metric={metricName(objective.metric)}
            direction={objective.direction}
            selected={selected}
            onTrial={onTrial}
          />
          <Legend trainers={points.map((point) => point.trainer)} />
        </>
      )}
    </PlotPanel>
  );
}
