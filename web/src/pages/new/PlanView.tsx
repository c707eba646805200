import { Loader } from "@mantine/core";
import type { Parameter, ValidatedStudy } from "../../api/types";
import { count, parameter, plural } from "../../lib/format";
import { metricName, taskName } from "../../lib/names";
import { IconAlert, IconCheck } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Faults, WrongPanel } from "../../ui/States";
import type { Check } from "./useValidation";

/** What is wrong with the specification, or what would run. */
export function PlanView({ check }: { readonly check: Check }) {
  return (
    <div className={layout.stack} aria-live="polite">
      <Verdict check={check} />
      {check.state === "valid" && <Plan plan={check.plan} />}
    </div>
  );
}

function Verdict({ check }: { readonly check: Check }) {
  switch (check.state) {
    case "checking":
      return (
        <Panel>
          <span className={layout.row}>
            <Loader size={16} color="var(--c-muted)" />
            <span className="muted">Checking…</span>
          </span>
        </Panel>
      );
    case "valid":
      return (
        <Panel>
          <span className={layout.row}>
            <span style={{ color: "var(--c-completed)", display: "inline-flex" }}>
              <IconCheck size={20} />
            </span>
            <strong>Valid, ready to start</strong>
          </span>
          {check.plan.warnings?.map((warning) => (
            <p key={warning} style={{ margin: "8px 0 0", color: "var(--c-pruned)" }}>
              {warning}
            </p>
          ))}
        </Panel>
      );
    case "invalid":
      return (
        <Panel>
          <span className={layout.row}>
            <span style={{ color: "var(--c-failed)", display: "inline-flex" }}>
              <IconAlert size={20} />
            </span>
            <strong>{check.faults.length > 0 ? plural(check.faults.length, "problem") : check.title}</strong>
          </span>
          <Faults faults={check.faults} />
        </Panel>
      );
    case "unknown":
      return <WrongPanel failure={check.failure} />;
  }
}

function Plan({ plan }: { readonly plan: ValidatedStudy }) {
  const { resolved, space } = plan;
  const rungs = Object.entries(plan.plan.rungs).filter(([, steps]) => steps.length > 0);
  return (
    <>
      <Panel title="What would run">
        <dl className={layout.facts}>
          <dt>Objective</dt>
          <dd>
            {resolved.objective.direction} {metricName(resolved.objective.metric)}
          </dd>
          {resolved.dataset ? <TrainedHere plan={plan} /> : <TrainedByClients plan={plan} />}
          {rungs.map(([trainer, steps]) => (
            <Rungs key={trainer} trainer={trainer} steps={steps} />
          ))}
        </dl>
      </Panel>
      <Panel
        title="Search space"
        help={`${plural(space.parameters.length, "parameter")}${Number.isFinite(space.cardinality) ? `, ${count(space.cardinality)} points` : ""}`}
      >
        <dl className={layout.facts}>
          {space.parameters.map((its) => (
            <Axis key={its.name} parameter={its} />
          ))}
        </dl>
        {space.constraints.length > 0 && (
          <p className="mono" style={{ marginBottom: 0 }}>
            {space.constraints.join("; ")}
          </p>
        )}
      </Panel>
    </>
  );
}

function TrainedByClients({ plan }: { readonly plan: ValidatedStudy }) {
  return (
    <>
      <dt>Trained by</dt>
      <dd>clients that ask for points and tell how they scored</dd>
      <dt>Trials</dt>
      <dd>{count(plan.plan.trials)}</dd>
    </>
  );
}

function TrainedHere({ plan }: { readonly plan: ValidatedStudy }) {
  const { resolved } = plan;
  const models = plan.plan.trials * plan.plan.folds;
  return (
    <>
      <dt>Dataset</dt>
      <dd>
        {resolved.dataset?.name} v{resolved.dataset?.version}
        {resolved.target && (
          <>
            , target <span className="mono">{resolved.target}</span>
          </>
        )}
      </dd>
      <dt>Task</dt>
      <dd>
        {resolved.task && taskName(resolved.task)}
        {resolved.classes !== undefined && resolved.task === "multiclass" && ` (${resolved.classes})`}
      </dd>
      <dt>Rows</dt>
      <dd>
        {count(resolved.trainingRows ?? 0)} for training, {count(resolved.sealedRows ?? 0)} sealed
      </dd>
      <dt>Trainers</dt>
      <dd>{resolved.models.join(", ")}</dd>
      <dt>Trials</dt>
      <dd>
        {count(plan.plan.trials)}, {plan.plan.parallel} at a time
      </dd>
      <dt>Models</dt>
      <dd>
        up to {count(models)} ({plural(plan.plan.folds, "fold")} each)
      </dd>
    </>
  );
}

function Rungs({ trainer, steps }: { readonly trainer: string; readonly steps: readonly number[] }) {
  const shown = steps.length > 8 ? [...steps.slice(0, 7), "…", steps.at(-1)] : steps;
  return (
    <>
      <dt>{trainer} judged at</dt>
      <dd className="num">step {shown.join(", ")}</dd>
    </>
  );
}

function Axis({ parameter: its }: { readonly parameter: Parameter }) {
  const range = its.levels
    ? its.levels.map(parameter).join(", ")
    : `${parameter(its.low)} to ${parameter(its.high)}${its.scale && its.scale !== "linear" ? ` (${its.scale})` : ""}`;
  return (
    <>
      <dt className="mono">{its.name}</dt>
      <dd className="num">{range}</dd>
    </>
  );
}
