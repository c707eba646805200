package dev.cairn.server.routes;

import dev.cairn.server.wire.EventJson;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One client's stream of one study's events: joins the study's numbered events with its measurements. */
final class EventStream {
    private static final int BATCH = 500;
    private static final int FEED = 2000;

    private final StudyStore studies;
    private final TrialReader trials;
    private final UUID study;
    private final EventWriter writer;
    private final EventRoutes.Pace pace;
    private final BooleanSupplier ended;
    private final EventViews views;
    private StreamPosition position = StreamPosition.START;

    EventStream(
            StudyStore studies,
            TrialReader trials,
            StudyRecord study,
            EventWriter writer,
            EventRoutes.Pace pace,
            BooleanSupplier ended) {
        this.studies = studies;
        this.trials = trials;
        this.study = study.id();
        this.writer = writer;
        this.pace = pace;
        this.ended = ended;
        this.views = new EventViews(trials, study);
    }

    /** Returns when the study is over, gone, or the server ends; fails when the client is gone. */
    void run(Optional<String> lastId, boolean fromStart) throws IOException, InterruptedException {
        begin(lastId, fromStart);
        long spoke = System.nanoTime();
        while (!ended.getAsBoolean()) {
            Optional<StudyRecord> now = studies.find(study);
            if (now.isEmpty()) {
                return;
            }
            boolean happened = events();
            boolean measured = measurements();
            boolean said = happened || measured;
            if (said) {
                writer.flush();
                spoke = System.nanoTime();
            } else if (now.get().state().terminal()) {
                return;
            } else if (System.nanoTime() - spoke > pace.heartbeat().toNanos()) {
                writer.comment("still here");
                spoke = System.nanoTime();
            }
            pause(said || System.nanoTime() - spoke < TimeUnit.SECONDS.toNanos(5));
        }
    }

    /** Where to go on: after a known id there; else with the present state, or with everything. */
    private void begin(Optional<String> lastId, boolean fromStart) throws IOException {
        StudyRecord now = studies.find(study).orElseThrow(() -> Refusal.missing("study"));
        Optional<StreamPosition> known = lastId.flatMap(StreamPosition::parse).filter(p -> p.event() <= now.eventSeq());
        if (known.isPresent()) {
            position = known.get();
            return;
        }
        if (lastId.isEmpty() && fromStart) {
            return;
        }
        position = new StreamPosition(now.eventSeq(), trials.feedEnd(study));
        if (lastId.isPresent()) {
            writer.event(position, "reset", Map.of());
        }
        String state = Wire.name(now.state());
        writer.event(position, "study.state", new EventJson.StudyState(0, Instant.now(), state, Optional.empty()));
        writer.flush();
    }

    private boolean events() throws IOException {
        List<StudyEvent> events = studies.events(study, position.event(), BATCH);
        if (events.isEmpty()) {
            return false;
        }
        views.refresh(position.event());
        for (StudyEvent event : events) {
            position = position.atEvent(event.seq());
            writer.event(position, event.type(), views.of(event));
        }
        return true;
    }

    private boolean measurements() throws IOException {
        MeasurementFeed feed = trials.feed(study, position.measurement(), FEED);
        if (feed.items().isEmpty()) {
            return false;
        }
        position = position.atMeasurement(feed.cursor());
        writer.event(position, "trial.metric", EventViews.measurements(feed.items()));
        return true;
    }

    private void pause(boolean busy) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((busy ? pace.look() : pace.idle()).toNanos());
    }
}
