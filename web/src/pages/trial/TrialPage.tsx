import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isLive, queries } from "../../api/queries";
import { useLiveStudy } from "../../api/stream";
import type { Study, TrialDetail } from "../../api/types";
import { duration, score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel, Stat } from "../../ui/Page";
import { StateBadge } from "../../ui/StateBadge";
import { Async, WrongPanel } from "../../ui/States";
import { TrainerChip } from "../../ui/Trainer";
import { useNow } from "../../ui/useNow";
import { Attempts } from "./Attempts";
import { FoldScores } from "./FoldScores";
import { Lineage } from "./Lineage";
import { Logs } from "./Logs";
import { ReadModel } from "./ReadModel";
import { TrialActions } from "./TrialActions";
import { TrialCurves } from "./TrialCurves";
import { TrialValues } from "./TrialValues";
import { Why } from "./Why";

const route = getRouteApi("/studies/$study/trials/$trial");

export function TrialPage() {
  const { study: ref, trial: number } = route.useParams();
  const study = useQuery(queries.study(ref));
  const trial = useQuery(queries.trial(ref, Number(number)));
  return (
    <Async query={study} what="the study" height={400}>
      {(known) => (
        <Async query={trial} what="the trial" height={400}>
          {(its) => <Known study={known} trial={its} />}
        </Async>
      )}
    </Async>
  );
}

function Known({ study, trial }: { readonly study: Study; readonly trial: TrialDetail }) {
  useLiveStudy(study.name, isLive(study.state));
  return (
    <>
      <PageHead
        title={trial.kind === "final" ? `Final evaluation (trial ${trial.number})` : `Trial ${trial.number}`}
        crumbs={[
          { to: "/studies", word: "Studies" },
          { to: `/studies/${study.name}`, word: study.name },
          { to: `/studies/${study.name}/trials`, word: "Trials" },
        ]}
        beside={
          <>
            <StateBadge state={trial.state} />
            <TrainerChip name={trial.trainer} />
          </>
        }
        actions={
          <>
            <Neighbours study={study} number={trial.number} />
            <TrialActions study={study} trial={trial} />
          </>
        }
      />
      <div className={layout.stack}>
        <Summary study={study} trial={trial} />
        {trial.failure && (
          <WrongPanel failure={new Error(`${failureWords[trial.failure.kind]}: ${trial.failure.message}`)} />
        )}
        {trial.stopped && <Why title="Why it was stopped" explanation={trial.stopped} tone="pruned" />}
        {trial.proposed && <Why title="Why it was tried" explanation={trial.proposed} tone="accent" />}
        <div className={layout.split}>
          <div className={layout.stack}>
            <ReadModel study={study} trial={trial} />
            <TrialCurves study={study} trial={trial} />
            <Lineage study={study.name} trial={trial} />
            <Attempts runs={trial.runs} />
            <Logs study={study.name} trial={trial} />
          </div>
          <div className={layout.stack}>
            <TrialValues study={study} trial={trial} />
            <FoldScores study={study} trial={trial} />
          </div>
        </div>
      </div>
    </>
  );
}

const failureWords = {
  outOfMemory: "Out of memory",
  gpuOutOfMemory: "Out of GPU memory",
  diverged: "Diverged",
  timeOut: "Out of time",
  data: "The data does not allow it",
  code: "An error in training",
  lost: "Lost too often",
} as const;

function Neighbours({ study, number }: { readonly study: Study; readonly number: number }) {
  const trials = useQuery(queries.trials(study.name)).data ?? [];
  const has = (wanted: number) => trials.some((trial) => trial.number === wanted && trial.kind === "search");
  const way = (wanted: number, word: ReactNode) =>
    has(wanted) && (
      <Link
        to="/studies/$study/trials/$trial"
        params={{ study: study.name, trial: String(wanted) }}
        search={keepSearch}
      >
        {word}
      </Link>
    );
  return (
    <div className={layout.row}>
      {way(number - 1, <>← Trial {number - 1}</>)}
      {way(number + 1, <>Trial {number + 1} →</>)}
    </div>
  );
}

const keepSearch = (old: object) => old;

function Summary({ study, trial }: { readonly study: Study; readonly trial: TrialDetail }) {
  const now = useNow(1000);
  const began = trial.startedAt ? Date.parse(trial.startedAt) : undefined;
  const ended = trial.finishedAt ? Date.parse(trial.finishedAt) : now;
  return (
    <Panel>
      <div className={layout.stats}>
        <Stat label={metricName(study.objective.metric)}>
          {score(trial.score)}{" "}
          <span style={{ fontSize: 15, color: "var(--c-muted)" }}>{spread(trial.spread)}</span>
        </Stat>
        <Stat label="Best of the study">{score(study.best?.score)}</Stat>
        <Stat label="Steps">{trial.steps}</Stat>
        <Stat label="Fit time">
          {duration(trial.fitSeconds === undefined ? undefined : trial.fitSeconds * 1000)}
        </Stat>
        <Stat label="On the clock">{began === undefined ? "–" : duration(ended - began)}</Stat>
        <Stat label="Attempts">{trial.attempts}</Stat>
        {trial.retryOf !== undefined && (
          <Stat label="Again after">
            <Link
              to="/studies/$study/trials/$trial"
              params={{ study: study.name, trial: String(trial.retryOf) }}
              search={keepSearch}
            >
              Trial {trial.retryOf}
            </Link>
          </Stat>
        )}
        {(study.revision ?? 1) > 1 && <Stat label="Revision">{trial.revision}</Stat>}
      </div>
    </Panel>
  );
}
