import { Link } from "@tanstack/react-router";
import type { Study } from "../../api/types";
import { ago, moment, score, spread } from "../../lib/format";
import { metricName } from "../../lib/names";
import { finished, ProgressBar, trialBudget } from "../../ui/Progress";
import { StateBadge } from "../../ui/StateBadge";
import { type ColumnOf, Table, tableCss } from "../../ui/Table";
import { TrainerChip } from "../../ui/Trainer";
import { useNow } from "../../ui/useNow";

interface Props {
  readonly studies: readonly Study[];
  readonly maxHeight?: number | string;
}

export function StudyTable({ studies, maxHeight }: Props) {
  const now = useNow();
  return (
    <Table
      label="Studies"
      columns={columns(now)}
      rows={studies}
      rowKey={(study) => study.id}
      {...(maxHeight === undefined ? {} : { maxHeight })}
    />
  );
}

function columns(now: number): readonly ColumnOf<Study>[] {
  return [
    {
      key: "name",
      head: "Study",
      cell: (study) => (
        <Link to="/studies/$study" params={{ study: study.name }} className={tableCss.link}>
          {study.name}
        </Link>
      ),
    },
    { key: "state", head: "State", cell: (study) => <StateBadge state={study.state} /> },
    {
      key: "dataset",
      head: "Dataset",
      cell: ({ dataset }) =>
        dataset ? (
          <Link
            to="/datasets/$dataset"
            params={{ dataset: `${dataset.name}@${dataset.version}` }}
            style={{ color: "inherit" }}
          >
            {dataset.name} <span className="muted">v{dataset.version}</span>
          </Link>
        ) : (
          <span className="muted">trained by clients</span>
        ),
    },
    { key: "metric", head: "Objective", cell: (study) => metricName(study.objective.metric) },
    {
      key: "best",
      head: "Best score",
      end: true,
      cell: (study) => (
        <>
          <b>{score(study.best?.score)}</b> <span className="muted">{spread(study.best?.spread)}</span>
        </>
      ),
    },
    {
      key: "trainer",
      head: "Best trainer",
      cell: (study) => study.best && <TrainerChip name={study.best.trainer} />,
    },
    {
      key: "trials",
      head: "Trials",
      cell: (study) => (
        <div style={{ display: "flex", alignItems: "center", gap: 10 }}>
          <div style={{ width: 76 }}>
            <ProgressBar study={study} />
          </div>
          <span className="num">
            {finished(study)}
            {trialBudget(study) !== undefined && ` / ${trialBudget(study)}`}
          </span>
        </div>
      ),
    },
    {
      key: "created",
      head: "Started",
      cell: (study) => (
        <time className="muted" dateTime={study.createdAt} title={moment(study.createdAt)}>
          {ago(study.startedAt ?? study.createdAt, now)}
        </time>
      ),
    },
  ];
}
