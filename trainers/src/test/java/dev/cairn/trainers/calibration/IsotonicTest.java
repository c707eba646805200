package dev.cairn.trainers.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsotonicTest {
    @Test
    void neighbours_that_fall_are_pooled() {
        Isotonic fitted = Isotonic.fit(new double[] {3, 1, 2, 4}, new int[] {0, 0, 1, 1});
        assertThat(fitted.probability(1)).isZero();
        assertThat(fitted.probability(2)).isEqualTo(0.5);
        assertThat(fitted.probability(3)).isEqualTo(0.5);
        assertThat(fitted.probability(3.5)).isEqualTo(0.75);
        assertThat(fitted.probability(4)).isEqualTo(1);
    }

    @Test
    void beyond_what_it_saw_it_stays_level() {
        Isotonic fitted = Isotonic.fit(new double[] {1, 2}, new int[] {0, 1});
        assertThat(fitted.probability(-9)).isZero();
        assertThat(fitted.probability(9)).isEqualTo(1);
    }

    @Test
    void equal_scores_get_one_probability() {
        assertThat(Isotonic.fit(new double[] {5, 5, 5, 5}, new int[] {1, 0, 0, 0})
                        .probability(5))
                .isEqualTo(0.25);
    }

    /** The largest error of 40,000 rows in pools of hundreds has a deviation of about .02; the seed is fixed, so it either holds or not. */
    @Test
    void finds_the_probability_behind_a_score_that_is_not_one() {
        SplittableRandom random = new SplittableRandom(3);
        double[] scores = random.doubles(40_000).toArray();
        int[] truth = Arrays.stream(scores)
                .mapToInt(score -> random.nextDouble() < score * score ? 1 : 0)
                .toArray();
        Isotonic fitted = Isotonic.fit(scores, truth);
        for (double score = 0.1; score < 0.95; score += 0.1) {
            assertThat(fitted.probability(score)).isCloseTo(score * score, within(0.06));
        }
    }
}
