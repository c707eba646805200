import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Interval, Objective, StudyState, TestScore } from "../../api/types";
import { IntervalPlot } from "../../charts/IntervalPlot";
import { count, percent, plural, score } from "../../lib/format";
import { isShare, metricName } from "../../lib/names";
import { IconLock } from "../../ui/icons";
import { Panel } from "../../ui/Page";
import { WrongPanel } from "../../ui/States";
import css from "./Study.module.css";

interface Props {
  readonly test: TestScore;
  readonly objective: Objective;
  readonly state: StudyState;
}

/** The score on rows that no trial ever saw, and how often those rows were read. */
export function SealedTest({ test, objective, state }: Props) {
  switch (test.state) {
    case "scored":
      return <Scored test={test} objective={objective} />;
    case "failed":
      return (
        <WrongPanel
          failure={new Error(`The final evaluation failed: ${test.failure ?? "no reason given"}`)}
        />
      );
    case "none":
      return (
        <Note>
          This study has no sealed test (<code>test: none</code>): its scores come from the rows it was tuned
          on. Those of a program of your own are what it reports itself.
        </Note>
      );
    case "running":
      return (
        <Note>
          The best configuration is being refitted on all training rows and scored on the sealed ones.
        </Note>
      );
    case "pending":
      return state === "cancelled" || state === "failed" ? (
        <Note>The study ended before its sealed test was read.</Note>
      ) : (
        <Note>
          The test rows are sealed until the search is over; then the best model is scored on them, once.{" "}
          {reads(test.vaultReads)}
        </Note>
      );
  }
}

function reads(amount: number): string {
  return amount === 0 ? "They were never read." : `They were read ${plural(amount, "time")} so far.`;
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <Panel>
      <div style={{ display: "flex", gap: 12, alignItems: "center" }}>
        <span style={{ color: "var(--c-accent)", display: "inline-flex" }}>
          <IconLock size={20} />
        </span>
        <span>{children}</span>
      </div>
    </Panel>
  );
}

/** So many metrics beside the objective; the rest on demand. */
const few = 4;

function Scored({ test, objective }: { readonly test: TestScore; readonly objective: Objective }) {
  const [whole, setWhole] = useState(false);
  const main = test.metrics?.[objective.metric];
  const others = Object.entries(test.metrics ?? {}).filter(([name]) => name !== objective.metric);
  const shown = whole ? others : others.slice(0, few);
  const level = percent(test.confidence ?? 0.95);
  return (
    <Panel
      title="Sealed test"
      help={`Trial ${test.trial ?? "?"} (${test.trainer ?? "?"}), refitted on all training rows and scored on ${count(test.rows ?? 0)} rows that no trial ever saw. The bar is the ${level} bootstrap interval.`}
      tools={
        <>
          {others.length > few && (
            <Button
              variant="subtle"
              size="compact-sm"
              mr={8}
              aria-expanded={whole}
              onClick={() => setWhole(!whole)}
            >
              {whole ? "Fewer metrics" : `All ${others.length + 1} metrics`}
            </Button>
          )}
          <Reads amount={test.vaultReads} />
        </>
      }
    >
      <div className={css.test}>
        {main && (
          <div>
            <div className="eyebrow">{metricName(objective.metric)}</div>
            <div className={css.testScore}>{score(main.value)}</div>
            <div className="muted num">{range(main)}</div>
          </div>
        )}
        <IntervalPlot
          rows={[...(main ? [[objective.metric, main] as const] : []), ...shown].map(([name, interval]) => ({
            name: metricName(name),
            share: isShare(name),
            ...interval,
          }))}
        />
      </div>
    </Panel>
  );
}

function range(interval: Interval): string {
  return `${score(interval.low)} to ${score(interval.high)}`;
}

function Reads({ amount }: { readonly amount: number }) {
  return (
    <span className="muted" style={{ display: "inline-flex", gap: 6, alignItems: "center", fontSize: 13 }}>
      <IconLock size={15} />
      Vault read {plural(amount, "time")}
    </span>
  );
}
