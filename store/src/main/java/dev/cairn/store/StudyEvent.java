package dev.cairn.store;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One change of state, numbered without gaps within its study.
 *
 * @param type {@code study.state} ({@code from}, {@code to}, {@code reason}), {@code trial.created} ({@code kind}),
 *     {@code trial.state} ({@code from}, {@code to}, {@code attempt}, {@code reason}) or {@code study.best} ({@code objective})
 * @param trial number of the trial it is about, if it is about one
 */
public record StudyEvent(
        UUID study, long seq, Instant at, String type, OptionalInt trial, Map<String, Object> payload) {
    public StudyEvent {
        payload = JsonMaps.copy(payload);
    }
}
