import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { queries } from "../../api/queries";
import type { Study, TrialDetail } from "../../api/types";
import { type CurveLine, CurvesChart, type CutOff } from "../../charts/CurvesChart";
import type { Picture } from "../../charts/EChart";
import { metricName } from "../../lib/names";
import { curveState } from "../../lib/study-plots";
import { PlotPanel } from "../../ui/PlotPanel";
import { Async, Empty } from "../../ui/States";

interface Props {
  readonly study: Study;
  readonly trial: TrialDetail;
}

/** The trial's own curve; of the objective, before the band of its peers. */
export function TrialCurves({ study, trial }: Props) {
  const own = useQuery(queries.trialMetrics(study.name, trial.number));
  const all = useQuery(queries.curves(study.name));
  const picture = useRef<Picture>(null);
  const [wish, setWish] = useState<string>();
  const metrics = Object.keys(own.data?.metrics ?? {});
  const metric = wish ?? (metrics.includes(study.objective.metric) ? study.objective.metric : metrics[0]);
  const isObjective = metric === study.objective.metric;
  const mine = useMemo((): CurveLine | undefined => {
    const values = metric === undefined ? undefined : own.data?.metrics[metric];
    if (!own.data || !values) return undefined;
    const state = curveState({
      trial: trial.number,
      trainer: trial.trainer,
      state: trial.state,
      steps: [],
      values: [],
    });
    return { trial: trial.number, trainer: trial.trainer, state, steps: own.data.step, values };
  }, [own.data, metric, trial]);
  const lines = useMemo(() => {
    const others = (isObjective ? (all.data?.curves ?? []) : [])
      .filter((curve) => curve.trial !== trial.number && curve.trainer === trial.trainer)
      .map((curve): CurveLine => ({ ...curve, state: "ended" }));
    return mine ? [...others, mine] : [];
  }, [mine, all.data, isObjective, trial]);
  const cutOff = useMemo(() => stopLine(trial), [trial]);
  const selected = useMemo(() => new Set([trial.number]), [trial.number]);
  return (
    <PlotPanel
      title="Learning curve"
      help={
        isObjective
          ? `${metricName(study.objective.metric)} on held-out folds by step; pale: the other trials of this trainer.`
          : "Mean over held-out folds, by step."
      }
      file={`${study.name}-trial-${trial.number}`}
      table={() => ({
        header: ["step", ...metrics],
        rows: (own.data?.step ?? []).map((step, i) => [
          step,
          ...metrics.map((name) => own.data?.metrics[name]?.[i]),
        ]),
      })}
      picture={() => picture.current?.png()}
      tools={
        metrics.length > 1 && (
          <Select
            size="xs"
            w={170}
            mr={8}
            aria-label="Metric"
            data={metrics.map((name) => ({ value: name, label: metricName(name) }))}
            value={metric ?? null}
            onChange={(value) => setWish(value ?? undefined)}
            allowDeselect={false}
          />
        )
      }
    >
      <Async query={own} what="the curve" height={280}>
        {() =>
          mine && mine.steps.length > 0 ? (
            <CurvesChart
              ref={picture}
              curves={lines}
              metric={metricName(metric ?? "")}
              direction={study.objective.direction}
              selected={selected}
              cutOff={isObjective ? cutOff : undefined}
              height={300}
            />
          ) : (
            <Empty title="No measurement yet" />
          )
        }
      </Async>
    </PlotPanel>
  );
}

/** Where and at what value the trial was judged and stopped, if its pruner said so in numbers. */
function stopLine(trial: TrialDetail): CutOff | undefined {
  const { step, cutOff } = trial.stopped?.numbers ?? {};
  return step === undefined || cutOff === undefined ? undefined : { step, value: cutOff };
}
