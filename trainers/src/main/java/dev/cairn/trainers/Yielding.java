package dev.cairn.trainers;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a learner asks inside a step: true once the trial was called off, and once it has been wanted to save and end for longer than most steps
 * take. It stays true, so that a step that was left is never mistaken for one that was taken.
 */
final class Yielding implements BooleanSupplier {
    /** Most steps end by then, and are not taken twice. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private final Reporter reporter;
    private final Duration grace;
    private @Nullable Long wantedSince;
    private boolean over;

    Yielding(Reporter reporter) {
        this(reporter, GRACE);
    }

    Yielding(Reporter reporter, Duration grace) {
        this.reporter = reporter;
        this.grace = grace;
    }

    @Override
    public boolean getAsBoolean() {
        over = over || reporter.cancelled() || wantedForLong();
        return over;
    }

    /** Whether a learner may have left a step for this. */
    boolean saidSo() {
        return over;
    }

    private boolean wantedForLong() {
        if (!reporter.pauseWanted()) {
            return false;
        }
        long now = System.nanoTime();
        Long since = wantedSince;
        if (since == null) {
            wantedSince = now;
            since = now;
        }
        return now - since >= grace.toNanos();
    }
}
