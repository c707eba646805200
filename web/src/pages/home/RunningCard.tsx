import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Study } from "../../api/types";
import { Sparkline } from "../../charts/Sparkline";
import { ago, score } from "../../lib/format";
import { metricName } from "../../lib/names";
import { finished, ProgressBar, trialBudget } from "../../ui/Progress";
import { StateBadge } from "../../ui/StateBadge";
import { useNow } from "../../ui/useNow";
import css from "./Home.module.css";

/** A study at work: how far, how good, and how it got there. */
export function RunningCard({ study }: { readonly study: Study }) {
  const now = useNow();
  const trials = useQuery({ ...queries.trials(study.name), refetchInterval: 4000 });
  const scores = (trials.data ?? []).flatMap((trial) =>
    trial.score !== undefined && trial.state === "completed"
      ? [{ trial: trial.number, score: trial.score }]
      : [],
  );
  return (
    <Link to="/studies/$study" params={{ study: study.name }} className={css.card}>
      <div className={css.top}>
        <div>
          <h3 className={css.name}>{study.name}</h3>
          <div className="muted">
            {study.dataset ? `${study.dataset.name} · ${study.models.join(", ")}` : "trained by clients"}
          </div>
        </div>
        <StateBadge state={study.state} />
      </div>
      <div className={css.mid}>
        <div>
          <div className="eyebrow">Best {metricName(study.objective.metric)}</div>
          <div className={css.best}>{score(study.best?.score)}</div>
        </div>
        <Sparkline scores={scores} direction={study.objective.direction} />
      </div>
      <ProgressBar study={study} />
      <div className={css.foot}>
        <span>
          {finished(study)} {trialBudget(study) !== undefined && `of ${trialBudget(study)} `}trials
        </span>
        <span>started {ago(study.startedAt ?? study.createdAt, now)}</span>
      </div>
    </Link>
  );
}
