import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import type { ReadableModel, Study, TrialDetail } from "../../api/types";
import { score } from "../../lib/format";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async } from "../../ui/States";
import css from "./Trial.module.css";

interface Props {
  readonly study: Study;
  readonly trial: TrialDetail;
}

const readable = ["linear", "cart"];

/** The model itself, where a person can read it: fitted on all training rows when it is asked for. */
export function ReadModel({ study, trial }: Props) {
  const spec = useQuery(queries.spec(study.name)).data?.spec;
  const [asked, setAsked] = useState(false);
  const wanted = asked || isInterpretable(spec);
  const possible = trial.state === "completed" && readable.includes(trial.trainer);
  const model = useQuery({
    ...queries.model(study.name, trial.kind === "final" ? undefined : trial.number),
    enabled: wanted && possible,
  });
  if (!possible) return null;
  return (
    <Panel title="The model" help="Fitted on all training rows that are not sealed.">
      {wanted ? (
        <Async query={model} what="the model" height={120}>
          {(told) => (told.sum ? <Terms model={told} /> : <Tree model={told} />)}
        </Async>
      ) : (
        <Button size="xs" variant="default" onClick={() => setAsked(true)}>
          Read the model
        </Button>
      )}
    </Panel>
  );
}

function isInterpretable(spec: unknown): boolean {
  return typeof spec === "object" && spec !== null && "interpretable" in spec && spec.interpretable === true;
}

function Tree({ model }: { readonly model: ReadableModel }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre className={layout.pre} tabIndex={0}>
      {model.text}
    </pre>
  );
}

function Terms({ model }: { readonly model: ReadableModel }) {
  const sum = model.sum;
  if (!sum) return null;
  const columns = sum.intercepts.length > 1 ? model.labels : ["Weight"];
  return (
    <>
      <p className="muted">
        {sum.terms.length} of {sum.inputs} inputs; {model.meaning}.
      </p>
      <table className={css.values}>
        <thead>
          <tr>
            <th scope="col">Term</th>
            {columns.map((label) => (
              <th key={label} scope="col" style={{ textAlign: "right" }}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">to begin with</th>
            {sum.intercepts.map((number, i) => (
              <td key={columns[i]}>{score(number)}</td>
            ))}
          </tr>
          {sum.terms.map((term) => (
            <tr key={term.input}>
              <th scope="row">
                {term.unit}
                {term.missing !== undefined && `; missing counts as ${score(term.missing)}`}
              </th>
              {term.weights.map((number, i) => (
                <td key={columns[i]}>{score(number)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
