import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { queries } from "../../api/queries";
import type { Pareto } from "../../api/types";
import type { Picture } from "../../charts/EChart";
import { Legend } from "../../charts/Legend";
import { ParetoChart } from "../../charts/ParetoChart";
import { score } from "../../lib/format";
import { metricName } from "../../lib/names";
import { paretoPoints } from "../../lib/pareto";
import { PlotPanel } from "../../ui/PlotPanel";
import { Async, Empty } from "../../ui/States";
import { useStudyView } from "./useStudyView";

/** What a study with several objectives has to choose from. */
export function ParetoPanel({ onTrial }: { readonly onTrial: (trial: number) => void }) {
  const { ref } = useStudyView();
  const pareto = useQuery(queries.pareto(ref));
  return (
    <Async query={pareto} what="the Pareto front" height={340}>
      {(known) => <Front pareto={known} onTrial={onTrial} />}
    </Async>
  );
}

function Front({ pareto, onTrial }: { readonly pareto: Pareto; readonly onTrial: (trial: number) => void }) {
  const { ref, selected } = useStudyView();
  const picture = useRef<Picture>(null);
  const [first, ...others] = pareto.objectives;
  const [across, setAcross] = useState(others[0]?.metric);
  const x = others.find((objective) => objective.metric === across) ?? others[0];
  const points = useMemo(
    () => (first && x ? paretoPoints(pareto, x.metric, first.metric) : []),
    [pareto, first, x],
  );
  if (!first || !x) return null;
  const volume = pareto.hypervolume === undefined ? "" : ` Hypervolume ${score(pareto.hypervolume)}.`;
  const some =
    pareto.sampledFrom === undefined
      ? ""
      : ` ${pareto.trial.length} of ${pareto.sampledFrom} trials are shown.`;
  const bounds = Object.entries(pareto.constraints).map(
    ([metric, bound]) => `${metricName(metric)} ${bound}`,
  );
  const hollow = bounds.length > 0 ? ` Hollow dots break ${bounds.join(" or ")}.` : "";
  return (
    <PlotPanel
      title="Pareto front"
      help={`Each dot is a completed trial; no trial is better in all objectives than the outlined ones.${hollow}${volume}${some}`}
      file={`${ref}-pareto`}
      table={() => ({
        header: ["trial", "trainer", first.metric, x.metric, "best", "in bounds"],
        rows: points.map((point) => [
          point.trial,
          point.trainer,
          point.y,
          point.x,
          point.best,
          point.feasible,
        ]),
      })}
      picture={() => picture.current?.png()}
      tools={
        others.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Objective across"
            value={x.metric}
            onChange={setAcross}
            data={others.map((objective) => ({
              value: objective.metric,
              label: metricName(objective.metric),
            }))}
          />
        )
      }
    >
      {points.length === 0 ? (
        <Empty title="No trial has finished yet">
          A trial has all of its numbers when all of its folds are done.
        </Empty>
      ) : (
        <>
          <ParetoChart
            ref={picture}
            points={points}
            x={x}
            y={first}
            whole={others.length === 1}
            selected={selected}
            onTrial={onTrial}
          />
          <Legend trainers={points.map((point) => point.trainer)} />
        </>
      )}
    </PlotPanel>
  );
}
