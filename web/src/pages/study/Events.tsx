import { useEffect, useState } from "react";
import type { StudyEvent } from "../../api/events";
import { listen } from "../../api/stream";
import { clock, moment, score } from "../../lib/format";
import { Panel } from "../../ui/Page";
import { StateBadge } from "../../ui/StateBadge";
import { Empty, Loading } from "../../ui/States";
import { TrialLink } from "./columns";
import css from "./Study.module.css";
import { useStudyView } from "./useStudyView";

type Told = Exclude<StudyEvent, { readonly type: "trial.metric" | "reset" }>;

/** The newest of a long study; the command line has them all. */
const keep = 2000;

export function Tab() {
  const { ref } = useStudyView();
  const { events, settled } = useEvents(ref);
  return (
    <Panel title="Events" help="What happened, the newest first. Measurements are left out." flush>
      {events.length === 0 ? (
        settled ? (
          <Empty title="Nothing has happened yet" />
        ) : (
          <Loading what="events" />
        )
      ) : (
        <div
          role="log"
          aria-label="Events"
          style={{ maxHeight: "max(420px, calc(100dvh - 240px))", overflow: "auto" }}
        >
          {events.map((event) => (
            <Line key={`${event.seq} ${event.type}`} study={ref} event={event} />
          ))}
        </div>
      )}
    </Panel>
  );
}

/** All events of a study, gathered a few times a second, so that a replay of thousands draws quickly. */
function useEvents(ref: string) {
  const [events, setEvents] = useState<readonly Told[]>([]);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const bySeq = new Map<string, Told>();
    let changed = false;
    const stop = listen(
      ref,
      "start",
      (event) => {
        if (event.type === "trial.metric" || event.type === "reset") return;
        bySeq.set(`${event.seq} ${event.type}`, event);
        changed = true;
      },
      () => undefined,
    );
    const timer = setInterval(() => {
      setSettled(true);
      if (!changed) return;
      changed = false;
      setEvents([...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, keep));
    }, 400);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [ref]);
  return { events, settled };
}

function Line({ study, event }: { readonly study: string; readonly event: Told }) {
  return (
    <div className={css.event}>
      <time className="muted num" dateTime={event.at} title={moment(event.at)}>
        {clock(event.at)}
      </time>
      <What event={event} />
      <Text study={study} event={event} />
    </div>
  );
}

function What({ event }: { readonly event: Told }) {
  switch (event.type) {
    case "study.state":
    case "trial.created":
    case "trial.state":
      return <StateBadge state={event.state} still />;
    case "study.best":
      return <strong style={{ color: "var(--c-accent)" }}>New best</strong>;
    case "study.changed":
    case "study.revised":
    case "study.forked":
      return <strong>{event.type.slice("study.".length)}</strong>;
  }
}

function Text({ study, event }: { readonly study: string; readonly event: Told }) {
  switch (event.type) {
    case "study.state":
      return <span>Study {event.reason && <span className="muted">· {event.reason}</span>}</span>;
    case "study.best":
      return (
        <span>
          Trial <TrialLink study={study} number={event.trial} /> {event.trainer} scored{" "}
          <b>{score(event.score)}</b>
        </span>
      );
    case "study.changed":
      return (
        <span>
          {event.field}: {event.from} → {event.to}
        </span>
      );
    case "study.revised":
      return (
        <span>
          Revision {event.revision} of the specification{" "}
          <span className="muted">· {event.changes?.join(", ")}</span>
        </span>
      );
    case "study.forked":
      return <span>Results of another study up to here</span>;
    case "trial.created":
    case "trial.state":
      return (
        <span>
          {event.kind === "final" ? "Final evaluation" : "Trial"}{" "}
          <TrialLink study={study} number={event.number} /> {event.trainer}{" "}
          {event.score !== undefined && <b>{score(event.score)}</b>}{" "}
          {event.attempt !== undefined && event.attempt > 1 && `attempt ${event.attempt} `}
          {event.reason && <span className="muted">· {event.reason}</span>}
        </span>
      );
  }
}
