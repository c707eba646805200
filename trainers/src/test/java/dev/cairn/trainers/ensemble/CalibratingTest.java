package dev.cairn.trainers.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CalibratingTest {
    private static final int ROWS = 2_000;

    private final Random random = new Random(1);
    private final double[] odds = random.doubles(ROWS).map(x -> 5 * x - 4.5).toArray();
    private final Frame frame = TestFrames.memory(TestFrames.classes("no", "yes"), ROWS, 2, (writer, row, unused) -> {
        writer.numeric(0, row);
        writer.numeric(1, 0);
        writer.category(2, "red");
        writer.label(random.nextDouble() < probability(odds[row]) ? "yes" : "no");
    });
    private final RowSet rows = RowSet.all(frame);

    private static double probability(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }

    /** The truth's own odds, made surer. */
    private Probabilities said(double steepness) {
        double[] flat = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            flat[2 * row + 1] = probability(steepness * odds[row]);
            flat[2 * row] = 1 - flat[2 * row + 1];
        }
        return new Probabilities(2, flat);
    }

    private double logLoss(Predictions said) {
        return Metric.LOG_LOSS.compute(frame.target(), said);
    }

    @Test
    void a_temperature_undoes_too_much_certainty() {
        Recalibration learned = Calibrating.TEMPERATURE.fit(said(3), rows, 1);
        assertThat(logLoss(learned.of(said(3)))).isCloseTo(logLoss(said(1)), within(0.005));
    }

    @Test
    void a_curve_undoes_what_no_temperature_can() {
        double[] flat = said(1).flat();
        for (int i = 1; i < flat.length; i += 2) {
            flat[i] = Math.sqrt(flat[i]);
            flat[i - 1] = 1 - flat[i];
        }
        Probabilities bent = new Probabilities(2, flat);
        double curved = logLoss(Calibrating.ISOTONIC.fit(bent, rows, 1).of(bent));
        double steeper = logLoss(Calibrating.TEMPERATURE.fit(bent, rows, 1).of(bent));
        assertThat(curved).isLessThan(steeper - 0.01);
        assertThat(logLoss(Calibrating.AUTO.fit(bent, rows, 1).of(bent))).isLessThan(steeper - 0.01);
    }

    @Test
    void what_says_what_it_means_stays_nearly_as_it_is() {
        Predictions answered = Calibrating.AUTO.fit(said(1), rows, 1).of(said(1));
        assertThat(logLoss(answered)).isCloseTo(logLoss(said(1)), within(0.01));
    }

    @Test
    void calibrated_probabilities_of_three_classes_add_up() {
        Probabilities said = new Probabilities(3, new double[] {0.2, 0.3, 0.5, 0.6, 0.3, 0.1, 0.1, 0.8, 0.1});
        Target.Classes truth = new Target.Classes(new int[] {2, 0, 1}, java.util.List.of("a", "b", "c"));
        Probabilities curved =
                (Probabilities) Recalibration.Stepped.fit(said, truth).of(said);
        for (int row = 0; row < 3; row++) {
            assertThat(curved.of(row, 0) + curved.of(row, 1) + curved.of(row, 2))
                    .isCloseTo(1, within(1e-12));
            assertThat(curved.best(row)).isEqualTo(truth.codes()[row]);
        }
    }

    @Test
    void numbers_are_left_alone() {
        Predictions numbers = new Predictions.Values(new double[] {1, 2});
        assertThat(new Recalibration.Steeper(2).of(numbers)).isSameAs(numbers);
    }

    /** A fifth of the rows are of the second class, so that it is seldom the likelier one; the best ratio of stakes is about 4. */
    @Test
    void stakes_are_those_that_the_metric_is_best_with() {
        double[] stakes = Deciding.AUTO.stakes(Metric.BALANCED_ACCURACY, Direction.MAXIMIZE, said(1), rows, 1);
        double plain = Metric.BALANCED_ACCURACY.compute(frame.target(), said(1));
        double staked = Metric.BALANCED_ACCURACY.compute(frame.target(), said(1).staked(stakes));
        assertThat(stakes[1] / stakes[0]).isBetween(2.0, 10.0);
        assertThat(staked).isGreaterThan(plain + 0.06);
    }

    @Test
    void a_metric_of_probabilities_needs_no_stakes() {
        assertThat(Deciding.AUTO.stakes(Metric.ROC_AUC, Direction.MAXIMIZE, said(1), rows, 1))
                .isEmpty();
    }
}
