package dev.cairn.trainers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The moment at which a model is to be there, if there is one. */
record Deadline(Optional<Instant> until, InstantSource clock) {
    /** Negative once it is over; empty without a bound. */
    Optional<Duration> left() {
        return until.map(moment -> Duration.between(clock.instant(), moment));
    }

    boolean over() {
        return left().filter(left -> left.compareTo(Duration.ZERO) <= 0).isPresent();
    }
}
