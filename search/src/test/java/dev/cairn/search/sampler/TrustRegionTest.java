package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrustRegionTest {
    private static final int DIMENSIONS = 4;
    private static final int TRIALS = 1 + DIMENSIONS;

    @Test
    void as_many_failures_as_dimensions_halve_the_region() {
        assertThat(length(new BitSet())).isEqualTo(start() / 2);
    }

    @Test
    void a_stopped_trial_is_no_failure() {
        BitSet oneStopped = new BitSet();
        oneStopped.set(2);
        assertThat(length(oneStopped)).isEqualTo(start());
    }

    @Test
    void the_centre_is_the_best_trial() {
        assertThat(TrustRegion.replay(worsening(new BitSet()), DIMENSIONS).centre())
                .isZero();
    }

    private static double start() {
        return TrustRegion.replay(worsening(new BitSet()).first(1), DIMENSIONS).length();
    }

    private static double length(BitSet unfinished) {
        return TrustRegion.replay(worsening(unfinished), DIMENSIONS).length();
    }

    /** The first trial is the best, so that each later one gains nothing. */
    private static Evidence worsening(BitSet unfinished) {
        return new Evidence(
                IntStream.range(0, TRIALS).mapToObj(i -> new double[] {i}).toList(),
                DoubleStream.iterate(1, loss -> loss + 1).limit(TRIALS).toArray(),
                List.of(),
                Collections.nCopies(TRIALS, Arm.TRUST_REGION.label()),
                List.of(),
                unfinished,
                Optional.empty());
    }
}
