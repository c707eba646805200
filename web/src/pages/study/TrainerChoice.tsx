import { SegmentedControl } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import type { Parallel } from "../../api/types";
import { bestOf } from "../../lib/best";
import type { PlotTrial } from "../../lib/study-plots";

const all = "all trainers";

interface Choice {
  /** Whose trials are shown; absent for all. */
  readonly one: string | undefined;
  /** Absent where there is nothing to choose. */
  readonly control: ReactNode;
}

/** The trainer whose parameters a plot shows: that of the best trial, until another is chosen. */
export function useTrainerChoice(
  parallel: Parallel,
  trials: readonly PlotTrial[],
  together: "with all" | "each",
): Choice {
  const trainers = useMemo(() => [...new Set(parallel.trainer)].sort(), [parallel.trainer]);
  const [chosen, setChosen] = useState<string>();
  const trainer = chosen ?? (trainers.length > 1 ? bestTrainer(parallel, trials) : trainers[0]);
  const known = trainer === all && together === "each" ? trainers[0] : trainer;
  return {
    one: known === all ? undefined : known,
    control: trainers.length > 1 && (
      <SegmentedControl
        size="xs"
        mr={8}
        aria-label="Trainer"
        data={together === "with all" ? [...trainers, all] : trainers}
        value={known ?? all}
        onChange={setChosen}
      />
    ),
  };
}

function bestTrainer(parallel: Parallel, trials: readonly PlotTrial[]): string {
  const scored = trials.flatMap((trial) =>
    trial.score !== undefined && trial.state === "completed"
      ? [{ trial: trial.number, score: trial.score, trainer: trial.trainer }]
      : [],
  );
  return bestOf(scored, parallel.objective.direction)?.trainer ?? all;
}
