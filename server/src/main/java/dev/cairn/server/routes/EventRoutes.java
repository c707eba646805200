package dev.cairn.server.routes;

import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Streams of study events. Each open stream keeps a thread, so there is a bound on them. */
final class EventRoutes {
    private static final int MOST_STREAMS = 64;

    private final StudyStore studies;
    private final TrialReader trials;
    private final Lookup lookup;
    private final Pace pace;
    private final Semaphore places = new Semaphore(MOST_STREAMS);
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * How often a stream looks and speaks.
     *
     * @param look between two looks while things happen; also the shortest time between two batches
     * @param idle between two looks while nothing happens
     * @param heartbeat longest silence
     */
    record Pace(Duration look, Duration idle, Duration heartbeat) {
        static final Pace USUAL = new Pace(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(15));
    }

    EventRoutes(StudyStore studies, TrialReader trials, Lookup lookup, Pace pace) {
        this.studies = studies;
        this.trials = trials;
        this.lookup = lookup;
        this.pace = pace;
    }

    void register(Api api) {
        api.stream("/studies/{study}/events", this::stream, "from");
    }

    /** Ends all streams, so that the server can stop; browsers come back by themselves. */
    void end() {
        ended.set(true);
    }

    private void stream(Context context, Request request) throws IOException, InterruptedException {
        StudyRecord study = lookup.study(request);
        boolean fromStart = request.query("from").map(EventRoutes::start).orElse(false);
        if (!request.header("Accept").orElse("").contains("text/event-stream")) {
            throw new Refusal(406, "not-acceptable", "Not acceptable", "A stream needs Accept: text/event-stream.");
        }
        Optional<String> last = request.header("Last-Event-ID").filter(id -> !id.isBlank());
        if (last.flatMap(StreamPosition::parse).filter(p -> over(study, p)).isPresent()) {
            // An EventSource that is told "no content" stops coming back.
            context.status(204);
            return;
        }
        if (!places.tryAcquire()) {
            throw new Refusal(
                    503, "unavailable", "Too many streams", "There are " + MOST_STREAMS + " open streams already.");
        }
        try {
            EventWriter writer = new EventWriter(context.res());
            new EventStream(studies, trials, study, writer, pace, ended::get).run(last, fromStart);
        } finally {
            places.release();
        }
    }

    private static boolean start(String from) {
        if (!from.equals("start") && !from.equals("now")) {
            throw Refusal.invalid(
                    "query/from", "unknown-name", "'from' is start or now; got '" + from + "'.", Optional.empty());
        }
        return from.equals("start");
    }

    private boolean over(StudyRecord study, StreamPosition position) {
        return study.state().terminal()
                && position.event() == study.eventSeq()
                && trials.feed(study.id(), position.measurement(), 1).items().isEmpty();
    }
}
