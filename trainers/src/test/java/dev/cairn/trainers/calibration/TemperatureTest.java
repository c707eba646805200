package dev.cairn.trainers.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureTest {
    /** Truth drawn from a softmax of steepness 2: 5,000 rows find it within 10 %, about five standard errors. */
    @Test
    void finds_the_steepness_that_the_truth_was_drawn_with() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] scores = new double[5_000][3];
        int[] truth = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            for (int label = 0; label < 3; label++) {
                scores[row][label] = random.nextDouble();
            }
            double[] probabilities = new Temperature(2).probabilities(scores[row]);
            double draw = random.nextDouble();
            truth[row] = draw < probabilities[0] ? 0 : draw < probabilities[0] + probabilities[1] ? 1 : 2;
        }
        assertThat(Temperature.fit(scores, truth).steepness()).isCloseTo(2, within(0.2));
    }

    @Test
    void a_few_rows_that_are_all_right_do_not_make_it_certain() {
        double[][] scores = {{1, -1}, {-1, 1}, {1, -1}, {-1, 1}};
        Temperature calibration = Temperature.fit(scores, new int[] {0, 1, 0, 1});
        assertThat(calibration.probabilities(scores[0])[0]).isBetween(0.8, 0.95);
    }

    @Test
    void rows_of_a_class_without_a_machine_are_left_out() {
        double[][] scores = {{1, -1}, {-1, 1}};
        assertThat(Temperature.fit(scores, new int[] {-1, -1}).probabilities(scores[0])[0])
                .isBetween(0.0, 1.0);
    }
}
