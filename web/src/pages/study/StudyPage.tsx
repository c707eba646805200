import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { isLive, isWindingUp, queries } from "../../api/queries";
import { useLiveStudy, useWindingUp } from "../../api/stream";
import type { DatasetRef, Study } from "../../api/types";
import { count } from "../../lib/format";
import { metricName, taskName } from "../../lib/names";
import { PageHead } from "../../ui/Page";
import { StateBadge } from "../../ui/StateBadge";
import { Async } from "../../ui/States";
import css from "./Study.module.css";
import { StudyActions } from "./StudyActions";
import { StudyProgress } from "./StudyProgress";
import { useStudyView } from "./useStudyView";

const tabs = [
  { to: "/studies/$study", word: "Overview" },
  { to: "/studies/$study/trials", word: "Trials" },
  { to: "/studies/$study/leaderboard", word: "Leaderboard" },
  { to: "/studies/$study/spec", word: "Specification" },
  { to: "/studies/$study/events", word: "Events" },
] as const;

export function StudyPage() {
  const { ref } = useStudyView();
  const study = useQuery(queries.study(ref));
  return (
    <Async query={study} what="the study" height={400}>
      {(known) => <Known study={known} />}
    </Async>
  );
}

function Known({ study }: { readonly study: Study }) {
  const { ref, search } = useStudyView();
  const connection = useLiveStudy(ref, isLive(study.state));
  useWindingUp(ref, isWindingUp(study));
  const trials = Object.values(study.counts).reduce((sum, amount) => sum + amount, 0);
  return (
    <>
      <PageHead
        title={study.name}
        crumbs={[{ to: "/studies", word: "Studies" }]}
        beside={<StateBadge state={study.state} />}
        under={<About study={study} />}
        actions={<StudyActions study={study} />}
      />
      <StudyProgress study={study} connection={connection} />
      <nav className={css.tabs} aria-label="Views of the study">
        {tabs.map(({ to, word }) => (
          <Link
            key={to}
            to={to}
            params={{ study: ref }}
            search={search}
            className={css.tab}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {word}
            {word === "Trials" && <span>{count(trials)}</span>}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}

/** The objectives after the first, and the bounds. */
function alsoWanted(study: Study): string {
  const others = (study.objectives ?? [])
    .slice(1)
    .map((its) => `${its.direction === "maximize" ? "maximizes" : "minimizes"} ${metricName(its.metric)}`);
  const bounds = Object.entries(study.constraints ?? {}).map(
    ([metric, bound]) => `${metricName(metric)} ${bound}`,
  );
  return [
    ...others.map((text) => ` and ${text}`),
    ...(bounds.length > 0 ? [` where ${bounds.join(", ")}`] : []),
  ].join("");
}

function About({ study }: { readonly study: Study }) {
  return (
    <>
      {study.objective.direction === "maximize" ? "Maximizes" : "Minimizes"}{" "}
      <strong>{metricName(study.objective.metric)}</strong>
      {alsoWanted(study)}{" "}
      {study.dataset ? <TrainedHere study={study} dataset={study.dataset} /> : "of models that clients train"}{" "}
      · {study.strategy} search
      {study.earlyStop !== "none" && `, ${study.earlyStop} early stopping`} · seed {study.seed}
      {study.earlyStop !== "none" && <Stopping study={study.name} />}
    </>
  );
}

function TrainedHere({ study, dataset }: { readonly study: Study; readonly dataset: DatasetRef }) {
  return (
    <>
      {study.target && (
        <>
          of <strong>{study.target}</strong>
        </>
      )}{" "}
      in{" "}
      <Link to="/datasets/$dataset" params={{ dataset: `${dataset.name}@${dataset.version}` }}>
        {dataset.name} v{dataset.version}
      </Link>{" "}
      ({study.task && taskName(study.task)}) with {study.models.join(", ")}
    </>
  );
}

function Stopping({ study }: { readonly study: string }) {
  const { data } = useQuery(queries.stopping(study));
  return data && data.stopped + data.controls > 0 ? (
    <>
      <br />
      {data.summary}
    </>
  ) : null;
}
