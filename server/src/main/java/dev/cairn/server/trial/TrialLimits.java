package dev.cairn.server.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one trial may use before its process is killed.
 *
 * @param residentBytes the whole resident memory of the process, native memory and mapped pages included
 * @param wall time since the trial was handed to its process
 */
public record TrialLimits(OptionalLong residentBytes, Optional<Duration> wall) {
    public static final TrialLimits NONE = new TrialLimits(OptionalLong.empty(), Optional.empty());

    public TrialLimits {
        if (residentBytes.isPresent() && residentBytes.getAsLong() < 1) {
            throw new IllegalArgumentException("a memory limit is positive, got " + residentBytes.getAsLong());
        }
        if (wall.isPresent() && (wall.get().isNegative() || wall.get().isZero())) {
            throw new IllegalArgumentException("a time limit is positive, got " + wall.get());
        }
    }
}
