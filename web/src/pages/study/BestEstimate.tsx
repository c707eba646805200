import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Estimate } from "../../api/types";
import { score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import { Stat } from "../../ui/Page";
import css from "./Study.module.css";

/** The trial that a noisy study would answer with, whose best result is mostly its luckiest. */
export function BestEstimate({ study }: { readonly study: string }) {
  const known = useQuery(queries.estimate(study)).data;
  return known?.best ? <Shown metric={known.objective.metric} study={study} best={known.best} /> : null;
}

interface ShownProps {
  readonly metric: string;
  readonly study: string;
  readonly best: NonNullable<Estimate["best"]>;
}

function Shown({ metric, study, best }: ShownProps) {
  return (
    <Stat
      label={`Best estimated ${metricName(metric)}`}
      note={
        <Link to="/studies/$study/trials/$trial" params={{ study, trial: String(best.trial) }}>
          trial {best.trial}, since results are noisy
        </Link>
      }
    >
      {score(best.estimate)} <span className={css.spread}>{spread(best.deviation)}</span>
    </Stat>
  );
}
