import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { isLive, queries } from "../../api/queries";
import type { Queue, Study } from "../../api/types";
import { count } from "../../lib/format";
import { IconPlus } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel, Stat } from "../../ui/Page";
import { Async } from "../../ui/States";
import { StudyTable } from "../studies/StudyTable";
import css from "./Home.module.css";
import { QuickStart } from "./QuickStart";
import { RunningCard } from "./RunningCard";

export function HomePage() {
  const studies = useQuery(queries.studies());
  const queues = useQuery(queries.queues());
  const empty = studies.data?.length === 0;
  return (
    <>
      <PageHead
        title={empty ? "Welcome to Cairn" : "Home"}
        {...(empty ? { under: "A dataset and a short specification in, an honest leaderboard out." } : {})}
        actions={
          <Button component={Link} to="/new" leftSection={<IconPlus size={16} />}>
            New study
          </Button>
        }
      />
      <Async query={studies} what="studies">
        {(all) => (all.length === 0 ? <QuickStart /> : <Busy studies={all} queues={queues.data ?? []} />)}
      </Async>
    </>
  );
}

function Busy({
  studies,
  queues,
}: {
  readonly studies: readonly Study[];
  readonly queues: readonly Queue[];
}) {
  const live = studies.filter((study) => isLive(study.state));
  const rest = studies.filter((study) => !isLive(study.state));
  return (
    <div className={layout.stack}>
      <Summary studies={studies} live={live} queues={queues} />
      {live.length > 0 && (
        <>
          <h2 className={layout.sectionTitle}>Running now</h2>
          <div className={layout.cards}>
            {live.slice(0, 12).map((study) => (
              <RunningCard key={study.id} study={study} />
            ))}
          </div>
        </>
      )}
      {rest.length > 0 && (
        <Panel
          title="Recently ended"
          flush
          tools={
            <Button component={Link} to="/studies" variant="subtle" size="compact-sm">
              All studies
            </Button>
          }
        >
          <StudyTable studies={rest.slice(0, 8)} />
        </Panel>
      )}
    </div>
  );
}

interface SummaryProps {
  readonly studies: readonly Study[];
  readonly live: readonly Study[];
  readonly queues: readonly Queue[];
}

function Summary({ studies, live, queues }: SummaryProps) {
  const slots = queues.reduce((sum, queue) => sum + queue.slots, 0);
  const running = queues.reduce((sum, queue) => sum + queue.running, 0);
  const queued = queues.reduce((sum, queue) => sum + queue.queued, 0);
  const failed = studies.filter((study) => study.state === "failed").length;
  return (
    <div className={`${css.summary} ${layout.stats}`}>
      <Stat label="Studies running">{count(live.length)}</Stat>
      <Stat label="Slots in use">
        {count(running)} <span className="muted">of {count(slots)}</span>
      </Stat>
      <Stat label="Trials waiting">{count(queued)}</Stat>
      <Stat label="Studies in all">{count(studies.length)}</Stat>
      <Stat label="Failed studies">{count(failed)}</Stat>
    </div>
  );
}
