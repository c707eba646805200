import { Link } from "@tanstack/react-router";
import { isLive } from "../../api/queries";
import type { Connection } from "../../api/stream";
import type { Study, TestScore } from "../../api/types";
import { remainingMs } from "../../lib/eta";
import { duration, percent, score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import layout from "../../ui/layout.module.css";
import { Stat } from "../../ui/Page";
import { finished, ProgressBar, ProgressLegend, trialBudget } from "../../ui/Progress";
import { WrongPanel } from "../../ui/States";
import { TrainerChip } from "../../ui/Trainer";
import { useNow } from "../../ui/useNow";
import { BestEstimate } from "./BestEstimate";
import css from "./Study.module.css";
import { TestScoreText } from "./TestScore";

/** Milliseconds until the nearer bound, as far as that can be told. */
function timeLeft(study: Study, elapsed: number): number | undefined {
  const trials = trialBudget(study);
  const byTrials = trials === undefined ? undefined : remainingMs(finished(study), trials, elapsed);
  const { timeSeconds } = study.budget;
  const byTime = timeSeconds === undefined ? undefined : Math.max(0, timeSeconds * 1000 - elapsed);
  return byTrials === undefined || byTime === undefined ? (byTrials ?? byTime) : Math.min(byTrials, byTime);
}

interface Props {
  readonly study: Study;
  readonly connection: Connection;
}

/** How far the study is and how good its best trial. */
export function StudyProgress({ study, connection }: Props) {
  const now = useNow(1000);
  const began = Date.parse(study.startedAt ?? study.createdAt);
  const until = study.finishedAt ? Date.parse(study.finishedAt) : now;
  const done = finished(study);
  const left = study.state === "running" ? timeLeft(study, until - began) : undefined;
  const best = study.best;
  return (
    <div className={css.progress}>
      <div className={layout.stats}>
        <Stat
          label={`Best ${metricName(study.objective.metric)}`}
          note={
            best && (
              <Link
                to="/studies/$study/trials/$trial"
                params={{ study: study.name, trial: String(best.trial) }}
              >
                trial {best.trial}
              </Link>
            )
          }
        >
          {score(best?.score)} <span className={css.spread}>{spread(best?.spread)}</span>
        </Stat>
        <BestEstimate study={study.name} />
        {best && (
          <Stat label="Best trainer">
            <TrainerChip name={best.trainer} />
          </Stat>
        )}
        <Stat label="Trials ended">
          {done} {trialBudget(study) !== undefined && <span className="muted">of {trialBudget(study)}</span>}
        </Stat>
        <Stat
          label={isLive(study.state) ? "Elapsed" : "Took"}
          note={left !== undefined && `about ${duration(left)} left`}
        >
          {duration(Math.max(0, until - began))}
        </Stat>
        {study.spent && (study.budget.deviceHours !== undefined || study.budget.money !== undefined) && (
          <Stat label="Device time" note={money(study)}>
            {duration(study.spent.deviceHours * 3_600_000)}{" "}
            {study.budget.deviceHours !== undefined && (
              <span className="muted">of {duration(study.budget.deviceHours * 3_600_000)}</span>
            )}
          </Stat>
        )}
        {study.test && study.test.state !== "none" && (
          <Stat label="Sealed test" note={sealedRange(study.test, study.objective.metric)}>
            <TestScoreText test={study.test} metric={study.objective.metric} />
          </Stat>
        )}
      </div>
      <div>
        <ProgressBar study={study} />
        <div style={{ display: "flex", justifyContent: "space-between", gap: 16 }}>
          <ProgressLegend study={study} />
          <Live connection={connection} />
        </div>
      </div>
      {study.ended && <p className="muted">Ended early. {study.ended}</p>}
      {study.failure && <WrongPanel failure={new Error(study.failure)} />}
    </div>
  );
}

function money(study: Study): string | undefined {
  const most = study.budget.money;
  return most === undefined ? undefined : `${(study.spent?.money ?? 0).toPrecision(3)} of ${most} spent`;
}

function sealedRange(test: TestScore, metric: string): string | undefined {
  const interval = test.metrics?.[metric];
  return interval && `${percent(test.confidence ?? 0.95)}: ${score(interval.low)} to ${score(interval.high)}`;
}

function Live({ connection }: { readonly connection: Connection }) {
  switch (connection) {
    case "live":
      return <span className={`muted ${css.live}`}>Updates live</span>;
    case "connecting":
      return <span className={`muted ${css.live}`}>Connecting…</span>;
    case "lost":
      return (
        <span className={css.live} role="status" style={{ color: "var(--c-pruned)" }}>
          Connection lost, trying again…
        </span>
      );
    case "ended":
      return null;
  }
}
