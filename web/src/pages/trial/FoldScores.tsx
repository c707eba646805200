import type { Study, TrialDetail } from "../../api/types";
import { score } from "../../lib/format";
import { metricName } from "../../lib/names";
import { Panel } from "../../ui/Page";
import css from "./Trial.module.css";

/** Every metric, fold by fold, the objective first. */
export function FoldScores({ study, trial }: { readonly study: Study; readonly trial: TrialDetail }) {
  const folds = trial.perFold ?? {};
  const metrics = Object.entries(trial.metrics ?? {}).sort(([a], [b]) =>
    a === study.objective.metric ? -1 : b === study.objective.metric ? 1 : a.localeCompare(b),
  );
  if (metrics.length === 0) return null;
  return (
    <Panel title="Metrics" help="Mean over folds; below it, each fold.">
      <table className={css.values}>
        <tbody>
          {metrics.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                {metricName(name)}
                {folds[name] && folds[name].length > 1 && (
                  <div className="muted num" style={{ fontSize: 11.5 }}>
                    {folds[name].map((fold) => score(fold, 3)).join("  ")}
                  </div>
                )}
              </th>
              <td>
                <b>{score(value)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
