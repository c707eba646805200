import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { cairn } from "./cairn";
import { decodeEvent } from "./decode";
import type { StudyEvent } from "./events";
import { curveStateAfter, curvesAfter, isLast, studyAfter, trialsAfter } from "./live";
import { queries } from "./queries";

const types = [
  "study.state",
  "trial.created",
  "trial.state",
  "trial.metric",
  "study.best",
  "study.changed",
  "study.revised",
  "study.forked",
  "reset",
] as const;

export type Connection = "connecting" | "live" | "lost" | "ended";

/**
 * Reads the events of a study until it has ended. The browser reconnects by itself and sends the last id it saw, so
 * nothing is missed; where the browser gives up (the server answered an error), a new stream begins after a pause.
 */
export function listen(
  ref: string,
  from: "now" | "start",
  onEvent: (event: StudyEvent) => void,
  onConnection: (connection: Connection) => void,
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A study that was extended has ended before: only where the server hangs up is the end.
  let over = false;
  const open = () => {
    const stream = new EventSource(cairn.eventsAddress(ref, from));
    source = stream;
    stream.onopen = () => onConnection("live");
    stream.onerror = () => {
      if (over) {
        stream.close();
        onConnection("ended");
        return;
      }
      onConnection("lost");
      if (stream.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        onEvent({ type: "reset" });
        open();
      }, 3000);
    };
    for (const type of types) {
      stream.addEventListener(type, (message: MessageEvent<string>) => {
        const event = decodeEvent(type, message.data);
        if (event.type === "study.state") over = isLast(event);
        onEvent(event);
      });
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Keeps everything that is cached about a study fresh while its page is open; says how the connection stands. */
export function useLiveStudy(ref: string, live: boolean): Connection {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(() => {
    if (!live) {
      setConnection("ended");
      return;
    }
    const refresher = new Refresher(client, ref);
    const stop = listen(
      ref,
      "now",
      (event) => {
        apply(client, ref, event);
        if (event.type !== "trial.metric") refresher.request();
      },
      setConnection,
    );
    return () => {
      stop();
      refresher.stop();
    };
  }, [client, ref, live]);
  return connection;
}

/** Fetches the rest of a study again when the last of its trials has ended after it. */
export function useWindingUp(ref: string, windingUp: boolean): void {
  const client = useQueryClient();
  const before = useRef(windingUp);
  useEffect(() => {
    if (before.current && !windingUp) void client.invalidateQueries({ queryKey: ["study", ref] });
    before.current = windingUp;
  }, [client, ref, windingUp]);
}

function apply(client: QueryClient, ref: string, event: StudyEvent): void {
  const trials = queries.trials(ref).queryKey;
  const curves = queries.curves(ref).queryKey;
  switch (event.type) {
    case "study.state":
    case "study.best":
      client.setQueryData(queries.study(ref).queryKey, (old) => old && studyAfter(old, event));
      return;
    case "trial.created":
    case "trial.state":
      client.setQueryData(trials, (old) => old && trialsAfter(old, event));
      client.setQueryData(curves, (old) => old && curveStateAfter(old, event));
      return;
    case "trial.metric":
      client.setQueryData(curves, (old) => old && curvesAfter(old, event, trainers(client, ref)));
      return;
    case "study.changed":
    case "study.revised":
    case "study.forked":
    case "reset":
      return;
  }
}

/** Who trains a trial, from whatever of the study is cached: not every page reads the list of trials. */
function trainers(client: QueryClient, ref: string): (trial: number) => string | undefined {
  const trials = client.getQueryData(queries.trials(ref).queryKey);
  const parallel = client.getQueryData(queries.parallel(ref).queryKey);
  return (number) =>
    trials?.find((trial) => trial.number === number)?.trainer ??
    parallel?.trainer[parallel.trial.indexOf(number)];
}

/**
 * Fetches again what events only hint at (counts, ranks, spreads), soon after the first hint and then at a pace the
 * server can keep: never sooner than three times what the last round took.
 */
class Refresher {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = false;
  private pauseMs = 250;
  private readonly client: QueryClient;
  private readonly ref: string;

  constructor(client: QueryClient, ref: string) {
    this.client = client;
    this.ref = ref;
  }

  request(): void {
    this.wanted = true;
    this.timer ??= setTimeout(() => void this.refresh(), this.pauseMs);
  }

  /** What was still to be fetched (a study's last event ends the stream) is fetched at once. */
  stop(): void {
    clearTimeout(this.timer);
    if (this.wanted) void this.client.invalidateQueries({ queryKey: ["study", this.ref] });
    this.wanted = false;
  }

  private async refresh(): Promise<void> {
    this.wanted = false;
    const began = performance.now();
    await this.client.invalidateQueries({ queryKey: ["study", this.ref] });
    this.pauseMs = Math.min(15_000, Math.max(1000, 3 * (performance.now() - began)));
    this.timer = undefined;
    if (this.wanted) this.request();
  }
}
