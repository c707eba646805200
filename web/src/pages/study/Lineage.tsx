import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Lineage as LineageOf } from "../../api/types";
import { moment } from "../../lib/format";
import { Panel } from "../../ui/Page";
import css from "./Study.module.css";

/** Where a study comes from and how its specification was changed; nothing for one that was only submitted. */
export function Lineage({ study }: { readonly study: string }) {
  const lineage = useQuery(queries.lineage(study)).data;
  if (!lineage || plain(lineage)) return null;
  return (
    <Panel
      title="Lineage"
      help="Where the study comes from, what it learned from others, and how its specification was changed while it ran."
    >
      <ul>
        {lineage.origin && (
          <li>
            {lineage.origin.kind === "fork" ? "Forked from " : "Cloned from "}
            <Way name={lineage.origin.name} /> at event {lineage.origin.event}
            {lineage.origin.trial !== undefined && `, up to trial ${lineage.origin.trial}`}
          </li>
        )}
        {lineage.warmStart.map((earlier) => (
          <li key={earlier.study}>
            Warm start from <Way name={earlier.study} />: trials {earlier.trials.join(", ")}{" "}
            <span className="muted">dataset distance {earlier.distance.toFixed(2)}</span>
          </li>
        ))}
        {lineage.revisions.slice(1).map((revision) => (
          <li key={revision.number}>
            Revision {revision.number}: {revision.changes.join(", ")}{" "}
            <span className="muted">
              {moment(revision.at)}, event {revision.event}
            </span>
          </li>
        ))}
        {lineage.derived.map((other) => (
          <li key={other.id}>
            Made from it: <Way name={other.name} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function plain(lineage: LineageOf): boolean {
  const parts = [lineage.warmStart, lineage.derived, lineage.revisions.slice(1)];
  return !lineage.origin && parts.every((part) => part.length === 0);
}

function Way({ name }: { readonly name: string }) {
  return (
    <Link to="/studies/$study" params={{ study: name }} className={css.inText}>
      {name}
    </Link>
  );
}
