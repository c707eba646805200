import { Link } from "@tanstack/react-router";
import type { Ancestor, TrialDetail } from "../../api/types";
import { count, score } from "../../lib/format";
import { changes } from "../../lib/lineage";
import { Panel } from "../../ui/Page";
import css from "./Trial.module.css";

interface Props {
  readonly study: string;
  readonly trial: TrialDetail;
}

const keepSearch = (old: object) => old;

/** The trials of a population that this one goes on from, with what each changed. */
export function Lineage({ study, trial }: Props) {
  const lineage = trial.lineage ?? [];
  if (lineage.length < 2) return null;
  return (
    <Panel
      title="Lineage"
      help="Each trial goes on from the checkpoint of the one above it; only changed values are named."
    >
      <table className={css.lineage}>
        <thead>
          <tr>
            <th scope="col">Trial</th>
            <th scope="col">Up to step</th>
            <th scope="col">Score</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody>
          {lineage.map((one, i) => (
            <tr key={one.number}>
              <td>{one.number === trial.number ? `${one.number} (this)` : <To study={study} one={one} />}</td>
              <td className="num">{count(one.steps)}</td>
              <td className="num">{score(one.score)}</td>
              <td>{changes(lineage[i - 1]?.values, one.values)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function To({ study, one }: { readonly study: string; readonly one: Ancestor }) {
  return (
    <Link
      to="/studies/$study/trials/$trial"
      params={{ study, trial: String(one.number) }}
      search={keepSearch}
    >
      {one.number}
    </Link>
  );
}
