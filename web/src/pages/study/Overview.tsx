import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Parallel, StudyCurves } from "../../api/types";
import { plotTrials } from "../../lib/study-plots";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async, Empty } from "../../ui/States";
import { ContourPanel } from "./ContourPanel";
import { CurvesPanel } from "./CurvesPanel";
import { FilterBar } from "./FilterBar";
import { HistoryPanel } from "./HistoryPanel";
import { ImportancePanel } from "./ImportancePanel";
import { Leaders } from "./Leaders";
import { ParallelPanel } from "./ParallelPanel";
import { ParetoPanel } from "./ParetoPanel";
import { SampleNote } from "./SampleNote";
import { SlicePanel } from "./SlicePanel";
import { useStudyView } from "./useStudyView";

export function Tab() {
  const { ref } = useStudyView();
  const parallel = useQuery(queries.parallel(ref));
  const curves = useQuery(queries.curves(ref));
  const several = (useQuery(queries.study(ref)).data?.objectives?.length ?? 1) > 1;
  return (
    <>
      <FilterBar />
      <Async query={parallel} what="the trials" height={340}>
        {(known) =>
          known.trial.length === 0 ? (
            <Panel>
              <Empty title="No trial yet">The first trials appear here as soon as a slot is free.</Empty>
            </Panel>
          ) : (
            <Plots parallel={known} curves={curves.data} several={several} />
          )
        }
      </Async>
    </>
  );
}

function Plots({
  parallel,
  curves,
  several,
}: {
  readonly parallel: Parallel;
  readonly curves: StudyCurves | undefined;
  readonly several: boolean;
}) {
  const { ref, search } = useStudyView();
  const navigate = useNavigate();
  const trials = plotTrials(parallel);
  const open = (trial: number) =>
    void navigate({
      to: "/studies/$study/trials/$trial",
      params: { study: ref, trial: String(trial) },
      search,
    });
  return (
    <div className={layout.stack}>
      <SampleNote
        shown={trials.length}
        from={parallel.sampledFrom}
        how="the best, and others evenly over the study; the leaderboard has all"
      />
      <div className={layout.two}>
        <HistoryPanel trials={trials} objective={parallel.objective} onTrial={open} />
        <CurvesPanel curves={curves} trials={trials} objective={parallel.objective} onTrial={open} />
      </div>
      {several && <ParetoPanel onTrial={open} />}
      <ParallelPanel parallel={parallel} trials={trials} onTrial={open} />
      <SlicePanel parallel={parallel} trials={trials} onTrial={open} />
      <ContourPanel parallel={parallel} trials={trials} onTrial={open} />
      <ImportancePanel />
      <Leaders />
    </div>
  );
}
