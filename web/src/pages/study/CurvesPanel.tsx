import { useMemo, useRef } from "react";
import type { Objective, StudyCurves } from "../../api/types";
import { CurvesChart } from "../../charts/CurvesChart";
import type { Picture } from "../../charts/EChart";
import { Legend } from "../../charts/Legend";
import { metricName } from "../../lib/names";
import { curveState, type PlotTrial } from "../../lib/study-plots";
import { PlotPanel } from "../../ui/PlotPanel";
import { Empty, Loading } from "../../ui/States";
import { useStudyView } from "./useStudyView";

interface Props {
  readonly curves: StudyCurves | undefined;
  readonly trials: readonly PlotTrial[];
  readonly objective: Objective;
  readonly onTrial: (trial: number) => void;
}

/** Above this many, the rest is a band. */
const limit = 20;

export function CurvesPanel({ curves, trials, objective, onTrial }: Props) {
  const { ref, selected, isShown } = useStudyView();
  const picture = useRef<Picture>(null);
  const lines = useMemo(() => {
    const hidden = new Set(trials.filter((trial) => !isShown(trial)).map((trial) => trial.number));
    return (curves?.curves ?? [])
      .filter((curve) => !hidden.has(curve.trial) && curve.steps.length > 1)
      .map((curve) => ({ ...curve, state: curveState(curve) }));
  }, [curves, trials, isShown]);
  const rest = lines.length > limit ? ` Band: the middle half of those beyond the best ${limit}.` : "";
  return (
    <PlotPanel
      title="Learning curves"
      help={`${metricName(objective.metric)} on held-out folds by step. Cross: stopped early.${rest}`}
      file={`${ref}-curves`}
      table={() => ({
        header: ["trial", "trainer", "state", "step", objective.metric],
        rows: lines.flatMap((line) =>
          line.steps.map((step, i) => [line.trial, line.trainer, line.state, step, line.values[i]]),
        ),
      })}
      picture={() => picture.current?.png()}
    >
      {curves === undefined ? (
        <Loading what="learning curves" height={280} />
      ) : lines.length === 0 ? (
        <Empty title="No curve yet">
          Trainers with steps (epochs, boosting rounds) draw one; others score once.
        </Empty>
      ) : (
        <>
          <CurvesChart
            ref={picture}
            curves={lines}
            metric={metricName(objective.metric)}
            direction={objective.direction}
            selected={selected}
            onTrial={onTrial}
            limit={limit}
          />
          <Legend trainers={lines.map((line) => line.trainer)} />
        </>
      )}
    </PlotPanel>
  );
}
