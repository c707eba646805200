import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Combined, Distilled, Leaderboard, LeaderboardRow, Member, Trial } from "../../api/types";
import { duration, score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import { StateBadge } from "../../ui/StateBadge";
import { type ColumnOf, tableCss } from "../../ui/Table";
import { TrainerChip } from "../../ui/Trainer";
import { ValuesLine } from "../../ui/ValuesLine";

/** The way from a row to its trial. */
export function TrialLink({ study, number }: { readonly study: string; readonly number: number }) {
  return (
    <Link
      to="/studies/$study/trials/$trial"
      params={{ study, trial: String(number) }}
      search={(old: object) => old}
      className={tableCss.link}
      aria-label={`Trial ${number}`}
    >
      #{number}
    </Link>
  );
}

export function selectColumn<T extends { readonly number?: number; readonly trial?: number }>(
  selected: ReadonlySet<number>,
  toggle: (trial: number) => void,
): ColumnOf<T> {
  return {
    key: "select",
    head: "",
    width: 34,
    cell: (row) => {
      const number = row.number ?? row.trial ?? 0;
      return (
        <Checkbox
          size="xs"
          aria-label={`Select trial ${number}`}
          checked={selected.has(number)}
          onChange={() => toggle(number)}
        />
      );
    },
  };
}

export function trialColumns(study: string): readonly ColumnOf<Trial>[] {
  return [
    {
      key: "number",
      head: "Trial",
      sortable: true,
      cell: (trial) => <TrialLink study={study} number={trial.number} />,
    },
    { key: "state", head: "State", sortable: true, cell: (trial) => <StateBadge state={trial.state} /> },
    {
      key: "trainer",
      head: "Trainer",
      sortable: true,
      cell: (trial) => <TrainerChip name={trial.trainer} />,
    },
    {
      key: "score",
      head: "Score",
      sortable: true,
      end: true,
      cell: (trial) => <Score value={trial.score} around={trial.spread} />,
    },
    { key: "steps", head: "Steps", sortable: true, end: true, cell: (trial) => trial.steps },
    {
      key: "time",
      head: "Fit time",
      sortable: true,
      end: true,
      cell: (trial) => (trial.fitSeconds === undefined ? "–" : duration(trial.fitSeconds * 1000)),
    },
    { key: "attempts", head: "Attempts", sortable: true, end: true, cell: (trial) => trial.attempts },
    {
      key: "values",
      head: "Values",
      fill: true,
      cell: (trial) =>
        trial.failure ? (
          <span
            style={{ color: "var(--c-failed)" }}
            title={trial.failure.message}
            className={tableCss.values}
          >
            {trial.failure.message}
          </span>
        ) : (
          <ValuesLine values={trial.values} trainer={trial.trainer} />
        ),
    },
  ];
}

/** What only studies with several objectives, or with bounds, have to show. */
function goalColumns(board: Leaderboard): readonly ColumnOf<LeaderboardRow>[] {
  const first = board.objective.metric;
  const bounds = Object.keys(board.constraints ?? {});
  const names = new Set([...(board.objectives ?? []).map((its) => its.metric), ...bounds]);
  names.delete(first);
  const numbers = [...names].map(
    (metric): ColumnOf<LeaderboardRow> => ({
      key: metric,
      head: metricName(metric),
      end: true,
      cell: (row) => score(row.metrics?.[metric]),
    }),
  );
  const front: ColumnOf<LeaderboardRow> = {
    key: "front",
    head: "Front",
    cell: (row) => (row.front === 1 && row.feasible !== false ? <b>best</b> : row.front),
  };
  const kept: ColumnOf<LeaderboardRow> = {
    key: "feasible",
    head: "In bounds",
    cell: (row) => (row.feasible ? "yes" : "no"),
  };
  const several = (board.objectives?.length ?? 1) > 1;
  return [...numbers, ...(several ? [front] : []), ...(bounds.length > 0 ? [kept] : [])];
}

export function leaderColumns(study: string, board: Leaderboard): readonly ColumnOf<LeaderboardRow>[] {
  return [
    { key: "rank", head: "Rank", end: true, width: 60, cell: (row) => <b>{row.rank}</b> },
    { key: "trial", head: "Trial", cell: (row) => <TrialLink study={study} number={row.trial} /> },
    { key: "trainer", head: "Trainer", cell: (row) => <TrainerChip name={row.trainer} /> },
    {
      key: "score",
      head: "Score",
      end: true,
      cell: (row) => <Score value={row.score} around={row.spread} />,
    },
    ...goalColumns(board),
    ...prospectColumns(board),
    { key: "steps", head: "Steps", end: true, cell: (row) => row.steps },
    { key: "time", head: "Fit time", end: true, cell: (row) => duration(row.fitSeconds * 1000) },
    { key: "state", head: "Status", cell: (row) => <StateBadge state={row.state} /> },
    {
      key: "values",
      head: "Values",
      fill: true,
      cell: (row) =>
        row.members?.length ? (
          <>
            <MembersLine study={study} members={row.members} />
            {row.combined && <CombinedLine combined={row.combined} />}
            {row.combined?.distilled && <DistilledLine study={study} distilled={row.combined.distilled} />}
          </>
        ) : (
          <ValuesLine values={row.values} trainer={row.trainer} />
        ),
    },
  ];
}

/** What can be expected on other rows: the objective on perturbed ones, and how far off a prediction is at most in nine of ten. */
function prospectColumns(board: Leaderboard): readonly ColumnOf<LeaderboardRow>[] {
  return ["robustness", "interval90"]
    .filter((name) => board.items.some((row) => row.metrics?.[name] !== undefined))
    .map((name) => ({
      key: name,
      head: metricName(name),
      end: true,
      cell: (row) => {
        const value = row.metrics?.[name];
        return name === "interval90" && value !== undefined ? `± ${score(value)}` : score(value);
      },
    }));
}

const WAYS = { alone: "best alone", greedy: "mean", stacked: "stacked" } as const;

/** How models became one, and what each way scored on rows that had no part in it. */
function CombinedLine({ combined }: { readonly combined: Combined }) {
  const scored = (["alone", "greedy", "stacked"] as const)
    .filter((way) => combined.scores[way] !== undefined)
    .map((way) => `${WAYS[way]} ${score(combined.scores[way])}`);
  return (
    <span className="muted">
      {" "}
      ({WAYS[combined.way]}; held out: {scored.join(", ")})
    </span>
  );
}

/** The one model that answers instead, and what was lost on the way to it. */
function DistilledLine({ study, distilled }: { readonly study: string; readonly distilled: Distilled }) {
  const { blend, distilled: one, alone } = distilled.heldOut;
  return (
    <>
      {" "}
      {distilled.taught ? "distilled into" : "better alone than what it was distilled into:"}{" "}
      {distilled.trainer} <TrialLink study={study} number={distilled.trial} />{" "}
      <span className="muted">
        (held out: ensemble {score(blend)}, distilled {score(one)}, best alone {score(alone)})
      </span>
    </>
  );
}

function MembersLine({ study, members }: { readonly study: string; readonly members: readonly Member[] }) {
  return (
    <>
      {members.map((member, place) => (
        <span key={member.trial}>
          {place > 0 && " + "}
          {member.weight.toFixed(2)} {member.trainer} <TrialLink study={study} number={member.trial} />
        </span>
      ))}
    </>
  );
}

export function Score({
  value,
  around,
}: {
  readonly value: number | undefined;
  readonly around: number | undefined;
}) {
  return (
    <>
      <b>{score(value)}</b> <span className="muted">{spread(around)}</span>
    </>
  );
}
