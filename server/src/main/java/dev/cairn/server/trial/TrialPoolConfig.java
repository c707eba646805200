package dev.cairn.server.trial;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a worker keeps its children.
 *
 * @param cache where native libraries are unpacked once, shared by all children
 * @param work where each child gets a folder of its own, deleted with it
 * @param idleAfter how long a child without work stays warm
 * @param grace how long a cancelled or stopped trial may take to obey before its process is killed
 * @param growthBytes a child whose resident memory grew by more than this since its first trial ended is replaced
 */
public record TrialPoolConfig(Path cache, Path work, Duration idleAfter, Duration grace, long growthBytes) {
    public TrialPoolConfig {
        cache = cache.toAbsolutePath();
        work = work.toAbsolutePath();
        if (idleAfter.isNegative() || grace.isNegative() || growthBytes < 0) {
            throw new IllegalArgumentException("times and sizes of the trial pool are not negative, got idle after "
                    + idleAfter + ", grace " + grace + ", growth " + growthBytes + " bytes");
        }
    }

    /** Children stay warm for a minute, may take 5 s to obey, and may grow by 192 MiB. */
    public static TrialPoolConfig under(Path home) {
        return new TrialPoolConfig(
                home.resolve("cache"), home.resolve("work"), Duration.ofSeconds(60), Duration.ofSeconds(5), 192L << 20);
    }
}
