package dev.cairn.server.routes;

import dev.cairn.store.StudyRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What was computed for studies as they were at one of their events, which stays true; of the latest only. */
final class Moments<T> {
    private static final int MOST_KEPT = 50;

    private final Map<Moment, T> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Moment, T> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Moment(UUID study, long event) {}

    T of(StudyRecord study, Function<StudyRecord, T> computed) {
        Moment now = new Moment(study.id(), study.eventSeq());
        synchronized (known) {
            return known.computeIfAbsent(now, moment -> computed.apply(study));
        }
    }
}
