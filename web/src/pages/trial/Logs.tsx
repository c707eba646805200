import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import type { TrialDetail } from "../../api/types";
import layout from "../../ui/layout.module.css";
import { Panel } from "../../ui/Page";
import { Async } from "../../ui/States";
import css from "./Trial.module.css";

export function Logs({ study, trial }: { readonly study: string; readonly trial: TrialDetail }) {
  const [attempt, setAttempt] = useState<number>();
  const logs = useQuery(queries.trialLogs(study, trial.number, attempt));
  const numbers = trial.runs.map((run) => String(run.attempt));
  return (
    <Panel
      title="Log"
      tools={
        numbers.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Attempt"
            data={numbers}
            value={String(attempt ?? numbers.at(-1))}
            onChange={(wish) => setAttempt(Number(wish))}
          />
        )
      }
    >
      <Async query={logs} what="the log" height={80}>
        {(text) =>
          text.trim() === "" ? (
            <span className="muted">The trial printed nothing.</span>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <pre className={`${layout.pre} ${css.logs}`} tabIndex={0}>
              {text}
            </pre>
          )
        }
      </Async>
    </Panel>
  );
}
