import type { Study, TrialDetail } from "../../api/types";
import { parameter } from "../../lib/format";
import { shortName } from "../../lib/names";
import { Panel } from "../../ui/Page";
import { Empty } from "../../ui/States";
import css from "./Trial.module.css";

/** The trial's values, beside those of the best trial when that has the same trainer. */
export function TrialValues({ study, trial }: { readonly study: Study; readonly trial: TrialDetail }) {
  const best = study.best;
  const beside = best && best.trial !== trial.number && best.trainer === trial.trainer ? best : undefined;
  const names = Object.keys(trial.values).filter((name) => name !== "model");
  return (
    <Panel title="Values" {...(beside ? { help: `Beside those of the best, trial ${beside.trial}.` } : {})}>
      {names.length === 0 ? (
        <Empty title="Only defaults" />
      ) : (
        <table className={css.values}>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <td>
                <span className="muted">This trial</span>
              </td>
              {beside && (
                <td>
                  <span className="muted">Best</span>
                </td>
              )}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{shortName(name, trial.trainer)}</th>
                <td>
                  <b>{parameter(trial.values[name])}</b>
                </td>
                {beside && <td className="muted">{parameter(beside.values[name])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
