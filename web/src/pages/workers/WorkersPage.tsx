import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries } from "../../api/queries";
import type { Queue, Slot, Worker } from "../../api/types";
import { ago, bytes, moment } from "../../lib/format";
import { IconWorkers } from "../../ui/icons";
import layout from "../../ui/layout.module.css";
import { PageHead, Panel } from "../../ui/Page";
import { StateBadge, StateDot } from "../../ui/StateBadge";
import { Async, Empty } from "../../ui/States";
import { type ColumnOf, Table, tableCss } from "../../ui/Table";
import { useNow } from "../../ui/useNow";
import css from "./Workers.module.css";

export function WorkersPage() {
  const workers = useQuery(queries.workers());
  const queues = useQuery(queries.queues());
  return (
    <>
      <PageHead title="Workers" under="Processes that run trials; each slot is a place for one of them." />
      <div className={layout.stack}>
        <Async query={workers} what="workers">
          {(all) =>
            all.length === 0 ? (
              <Panel>
                <Empty icon={<IconWorkers size={22} />} title="No worker">
                  Studies wait until one starts: <code>cairn worker</code>, or <code>cairn up</code> for all
                  in one.
                </Empty>
              </Panel>
            ) : (
              all.map((worker) => <WorkerPanel key={worker.id} worker={worker} />)
            )
          }
        </Async>
        {queues.data && queues.data.length > 0 && (
          <Panel title="Queues" help="What runs and what waits, per class of device." flush>
            <Table label="Queues" columns={queueColumns} rows={queues.data} rowKey={(queue) => queue.name} />
          </Panel>
        )}
      </div>
    </>
  );
}

function WorkerPanel({ worker }: { readonly worker: Worker }) {
  const now = useNow(2000);
  return (
    <Panel
      title={worker.host}
      help={
        <>
          Process {worker.pid}
          {worker.version && `, version ${worker.version}`}, started{" "}
          <time title={moment(worker.startedAt)}>{ago(worker.startedAt, now)}</time>, seen{" "}
          {ago(worker.seenAt, now)}
        </>
      }
      tools={<StateBadge state={worker.state} />}
    >
      {worker.slots.length === 0 ? (
        <span className="muted">It offers no slots.</span>
      ) : (
        <div className={css.slots}>
          {worker.slots.map((slot) => (
            <SlotView key={slot.name} slot={slot} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function SlotView({ slot }: { readonly slot: Slot }) {
  const busy = slot.study !== undefined && slot.trial !== undefined;
  return (
    <div className={css.slot} data-busy={busy || undefined}>
      <span style={{ display: "inline-flex", alignItems: "center", gap: 8 }}>
        <StateDot state={busy ? "running" : "queued"} />
        <b title={promise(slot)}>{slot.name}</b>
        {slot.deviceIndex !== undefined && (
          <span className="muted">
            GPU {slot.deviceIndex}
            {slot.gpuMemoryBytes ? `, ${bytes(slot.gpuMemoryBytes)}` : ""}
          </span>
        )}
      </span>
      {slot.study && slot.trial !== undefined ? (
        <Link
          to="/studies/$study/trials/$trial"
          params={{ study: slot.study.name, trial: String(slot.trial) }}
          className={tableCss.link}
        >
          {slot.study.name} #{slot.trial}
        </Link>
      ) : (
        <span className="muted">idle</span>
      )}
    </div>
  );
}

/** What the slot promises a trial. */
function promise(slot: Slot): string {
  const parts = [slot.deviceName ?? slot.device];
  if (slot.memoryBytes) parts.push(`${bytes(slot.memoryBytes)} of memory`);
  if (slot.cores) parts.push(`${slot.cores} ${slot.cores === 1 ? "core" : "cores"}`);
  return parts.join(", ");
}

const queueColumns: readonly ColumnOf<Queue>[] = [
  { key: "name", head: "Queue", cell: (queue) => <b>{queue.name}</b> },
  { key: "slots", head: "Slots", end: true, cell: (queue) => queue.slots },
  { key: "running", head: "Running", end: true, cell: (queue) => queue.running },
  { key: "queued", head: "Waiting", end: true, cell: (queue) => queue.queued },
  {
    key: "studies",
    head: "Studies",
    cell: (queue) =>
      queue.studies.map(({ study, project, priority, running, queued, why, backOff }) => (
        <span key={study.id} style={{ marginRight: 14 }}>
          <Link to="/studies/$study" params={{ study: study.name }} className={tableCss.link}>
            {study.name}
          </Link>{" "}
          <span className="muted num">
            {running} running, {queued} waiting
            {project && project !== "default" && `, project ${project}`}
            {priority ? `, priority ${priority}` : ""}
            {queued > 0 && why && ` (${why})`}
            {backOff &&
              backOff.trials < queued &&
              `, ${backOff.trials} of them to be tried again after a failure`}
          </span>
        </span>
      )),
  },
];
