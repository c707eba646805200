package dev.cairn.trainers.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values are worked out by hand, or are those that scikit-learn 1.2 gives for the same rows. */
class MetricTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private static Target.Classes classes(int count, int... codes) {
        return new Target.Classes(
                codes, IntStream.range(0, count).mapToObj(i -> "c" + i).toList());
    }

    /** Certain of these classes. */
    private static Probabilities certain(int count, int... codes) {
        double[] flat = new double[codes.length * count];
        for (int row = 0; row < codes.length; row++) {
            flat[row * count + codes[row]] = 1;
        }
        return new Probabilities(count, flat);
    }

    private static Probabilities secondClass(double... probabilities) {
        return new Probabilities(
                2,
                Arrays.stream(probabilities)
                        .flatMap(p -> Arrays.stream(new double[] {1 - p, p}))
                        .toArray());
    }

    /** Truth a b c a b c against a c b a a b; class a: 2 of 3 hit; b and c: never. */
    @ParameterizedTest
    @CsvSource({
        "ACCURACY, 0.3333333333333333",
        "BALANCED_ACCURACY, 0.3333333333333333",
        "PRECISION_MACRO, 0.2222222222222222",
        "PRECISION_WEIGHTED, 0.2222222222222222",
        "RECALL_MACRO, 0.3333333333333333",
        "RECALL_WEIGHTED, 0.3333333333333333",
        "F1_MACRO, 0.26666666666666666",
        "F1_WEIGHTED, 0.26666666666666666"
    })
    void averages_over_three_classes(Metric metric, double expected) {
        Target truth = classes(3, 0, 1, 2, 0, 1, 2);
        assertThat(metric.compute(truth, certain(3, 0, 2, 1, 0, 0, 1))).isCloseTo(expected, EXACT);
    }

    /** Truth 5 × a, 1 × b; a hit 4 times, b once, one a taken for b. */
    @ParameterizedTest
    @CsvSource({
        "ACCURACY, 0.8333333333333334",
        "BALANCED_ACCURACY, 0.9",
        "PRECISION_MACRO, 0.75",
        "PRECISION_WEIGHTED, 0.9166666666666666",
        "RECALL_MACRO, 0.9",
        "RECALL_WEIGHTED, 0.8333333333333334",
        "F1_MACRO, 0.7777777777777778",
        "F1_WEIGHTED, 0.8518518518518519"
    })
    void weighted_averages_follow_the_rows_and_macro_ones_do_not(Metric metric, double expected) {
        Target truth = classes(2, 0, 0, 0, 0, 0, 1);
        assertThat(metric.compute(truth, certain(2, 0, 0, 0, 0, 1, 1))).isCloseTo(expected, EXACT);
    }

    @Test
    void a_class_that_is_nowhere_takes_no_part() {
        Target truth = classes(3, 0, 1, 0, 1);
        assertThat(Metric.F1_MACRO.compute(truth, certain(3, 0, 1, 0, 1))).isEqualTo(1);
        assertThat(Metric.BALANCED_ACCURACY.compute(truth, certain(3, 0, 1, 0, 2)))
                .isEqualTo(0.75);
    }

    @Test
    void roc_and_precision_recall_of_four_rows() {
        Target truth = classes(2, 0, 0, 1, 1);
        Predictions said = secondClass(0.1, 0.4, 0.35, 0.8);
        assertThat(Metric.ROC_AUC.compute(truth, said)).isCloseTo(0.75, EXACT);
        assertThat(Metric.PR_AUC.compute(truth, said)).isCloseTo(0.8333333333333333, EXACT);
    }

    @Test
    void ties_earn_half() {
        Target truth = classes(2, 0, 1, 0, 1);
        assertThat(Metric.ROC_AUC.compute(truth, secondClass(0.5, 0.5, 0.5, 0.5)))
                .isCloseTo(0.5, EXACT);
        assertThat(Metric.PR_AUC.compute(truth, secondClass(0.5, 0.5, 0.5, 0.5)))
                .isCloseTo(0.5, EXACT);
        // Pairs: (0.2, 0.2) half, (0.2, 0.9) one, (0.7, 0.2) none, (0.7, 0.9) one.
        assertThat(Metric.ROC_AUC.compute(truth, secondClass(0.2, 0.2, 0.7, 0.9)))
                .isCloseTo(2.5 / 4, EXACT);
    }

    @Test
    void roc_is_the_share_of_pairs_in_the_right_order() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 20; round++) {
            int rows = 40;
            int[] codes = random.ints(rows, 0, 3).toArray();
            double[] flat = new double[rows * 3];
            Arrays.setAll(flat, i -> random.nextInt(10) / 10.0);
            double expected = IntStream.range(0, 3)
                    .mapToDouble(label -> orderedPairs(codes, flat, label))
                    .average()
                    .orElseThrow();
            assertThat(Metric.ROC_AUC.compute(classes(3, codes), new Probabilities(3, flat)))
                    .isCloseTo(expected, within(1e-9));
        }
    }

    private static double orderedPairs(int[] codes, double[] flat, int label) {
        double won = 0;
        int pairs = 0;
        for (int a = 0; a < codes.length; a++) {
            for (int b = 0; b < codes.length; b++) {
                if (codes[a] == label && codes[b] != label) {
                    pairs++;
                    double difference = flat[a * 3 + label] - flat[b * 3 + label];
                    won += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    @Test
    void ranking_is_undefined_for_one_class() {
        assertThat(Metric.ROC_AUC.compute(classes(2, 1, 1), secondClass(0.3, 0.6)))
                .isNaN();
        assertThat(Metric.PR_AUC.compute(classes(2, 1, 1), secondClass(0.3, 0.6)))
                .isNaN();
    }

    @Test
    void log_loss_of_four_messages() {
        Target truth = classes(2, 1, 0, 0, 1);
        assertThat(Metric.LOG_LOSS.compute(truth, secondClass(0.9, 0.1, 0.2, 0.65)))
                .isCloseTo(0.21616187468057912, within(1e-9));
        assertThat(Metric.LOG_LOSS.compute(classes(2, 1), secondClass(0))).isBetween(34.0, 35.0);
    }

    @Test
    void errors_of_numbers() {
        Target truth = new Target.Numbers(new double[] {3, -0.5, 2, 7});
        Predictions said = new Predictions.Values(new double[] {2.5, 0, 2, 8});
        assertThat(Metric.RMSE.compute(truth, said)).isCloseTo(0.6123724356957945, EXACT);
        assertThat(Metric.MAE.compute(truth, said)).isCloseTo(0.5, EXACT);
        assertThat(Metric.R2.compute(truth, said)).isCloseTo(0.9486081370449679, EXACT);
        assertThat(Metric.R2.compute(
                        new Target.Numbers(new double[] {1, 1}), new Predictions.Values(new double[] {1, 2})))
                .isNaN();
    }

    /** Of scikit-learn 1.9: matthews_corrcoef and cohen_kappa_score. */
    @Test
    void agreement_beyond_chance() {
        Target three = classes(3, 2, 0, 2, 2, 0, 1);
        Predictions said = certain(3, 0, 0, 2, 2, 0, 2);
        assertThat(Metric.MCC.compute(three, said)).isCloseTo(0.45226701686664544, EXACT);
        assertThat(Metric.KAPPA.compute(three, said)).isCloseTo(0.4285714285714286, EXACT);
        Target two = classes(2, 0, 0, 0, 0, 0, 1);
        assertThat(Metric.MCC.compute(two, certain(2, 0, 0, 0, 0, 1, 1))).isCloseTo(0.6324555320336759, EXACT);
        assertThat(Metric.KAPPA.compute(two, certain(2, 0, 0, 0, 0, 1, 1))).isCloseTo(0.5714285714285714, EXACT);
        assertThat(Metric.MCC.compute(two, certain(2, 1, 1, 1, 1, 1, 0))).isCloseTo(-1, EXACT);
    }

    @Test
    void one_class_alone_shows_no_agreement() {
        assertThat(Metric.MCC.compute(classes(2, 1, 1), certain(2, 1, 1))).isZero();
        assertThat(Metric.MCC.compute(classes(2, 0, 1), certain(2, 1, 1))).isZero();
        assertThat(Metric.KAPPA.compute(classes(2, 1, 1), certain(2, 1, 1))).isNaN();
        assertThat(Metric.KAPPA.compute(classes(2, 0, 1), certain(2, 1, 1))).isZero();
    }

    /** Of scikit-learn 1.9: brier_score_loss. */
    @Test
    void squared_error_of_probabilities() {
        assertThat(Metric.BRIER.compute(classes(2, 0, 1, 1, 0), secondClass(0.1, 0.9, 0.8, 0.3)))
                .isCloseTo(0.0375, EXACT);
        double[] flat = {0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.3, 0.3, 0.4};
        assertThat(Metric.BRIER.compute(classes(3, 0, 1, 2), new Probabilities(3, flat)))
                .isCloseTo(0.24666666666666667, EXACT);
        assertThat(Metric.BRIER.compute(classes(3, 0), certain(3, 1))).isEqualTo(2);
    }

    /** Four rows say 0.9 and three are right: off by 0.15; one says 0.6 and is wrong: off by 0.6. */
    @Test
    void calibration_error_weighs_bins_by_their_rows() {
        Target truth = classes(2, 1, 1, 1, 0, 0);
        assertThat(Metric.CALIBRATION_ERROR.compute(truth, secondClass(0.9, 0.9, 0.9, 0.9, 0.6)))
                .isCloseTo((4 * 0.15 + 0.6) / 5, EXACT);
        assertThat(Metric.CALIBRATION_ERROR.compute(truth, certain(2, 1, 1, 1, 0, 0)))
                .isZero();
    }

    /** Of scikit-learn 1.9: mean_absolute_percentage_error, root of mean_squared_log_error, mean_pinball_loss. */
    @Test
    void relative_and_quantile_errors() {
        Target truth = new Target.Numbers(new double[] {3, 0.5, 2, 7});
        Predictions said = new Predictions.Values(new double[] {2.5, 0, 2, 8});
        assertThat(Metric.MAPE.compute(truth, said)).isCloseTo(0.3273809523809524, EXACT);
        assertThat(Metric.RMSLE.compute(truth, said)).isCloseTo(0.2214189638433454, EXACT);
        Target other = new Target.Numbers(new double[] {3, -0.5, 2, 7});
        assertThat(Metric.PINBALL_10.compute(other, said)).isCloseTo(0.35, EXACT);
        assertThat(Metric.PINBALL_25.compute(other, said)).isCloseTo(0.3125, EXACT);
        assertThat(Metric.PINBALL_50.compute(other, said)).isCloseTo(0.25, EXACT);
        assertThat(Metric.PINBALL_75.compute(other, said)).isCloseTo(0.1875, EXACT);
        assertThat(Metric.PINBALL_90.compute(other, said)).isCloseTo(0.15, EXACT);
    }

    @Test
    void relative_errors_know_their_limits() {
        Target zero = new Target.Numbers(new double[] {0, 4});
        assertThat(Metric.MAPE.compute(zero, new Predictions.Values(new double[] {9, 5})))
                .isCloseTo(0.25, EXACT);
        assertThat(Metric.MAPE.compute(zero.select(new int[] {0}), new Predictions.Values(new double[] {9})))
                .isNaN();
        assertThat(Metric.RMSLE.compute(
                        new Target.Numbers(new double[] {-1, 4}), new Predictions.Values(new double[] {1, 4})))
                .isNaN();
        assertThat(Metric.RMSLE.compute(zero, new Predictions.Values(new double[] {-3, 4})))
                .isZero();
    }

    /**
     * A row that counts twice is the same as the row written twice: what the bootstrap relies on. A silhouette is a mean of what each row is worth
     * among all, and stability is of several models.
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SILHOUETTE", "STABILITY"})
    void counting_a_row_is_repeating_it(Metric metric) {
        SplittableRandom random = new SplittableRandom(9);
        int[] counts = random.ints(30, 0, 4).toArray();
        int[] repeated = IntStream.range(0, 30)
                .flatMap(row -> IntStream.range(0, counts[row]).map(i -> row))
                .toArray();
        Target truth;
        Predictions said;
        Predictions saidRepeated;
        if (metric.fits(Task.REGRESSION)) {
            double[] values = random.doubles(30).toArray();
            truth = new Target.Numbers(random.doubles(30).toArray());
            said = new Predictions.Values(values);
            saidRepeated = new Predictions.Values(
                    Arrays.stream(repeated).mapToDouble(row -> values[row]).toArray());
        } else if (metric.fits(Task.MULTILABEL)) {
            Predictions.Marginals both =
                    new Predictions.Marginals(2, random.doubles(60).toArray());
            truth = new Target.Labels(
                    random.ints(30, 0, 4).toArray(),
                    List.of("00", "01", "10", "11"),
                    List.of(new LabelColumn("a", "n", "y"), new LabelColumn("b", "n", "y")));
            said = both;
            saidRepeated = both.at(repeated);
        } else if (metric.fits(Task.CLUSTERING)) {
            double[] places = random.doubles(30).toArray();
            truth = Target.Unlabelled.of(
                    30,
                    rows -> Arrays.stream(rows)
                            .mapToObj(row -> new double[] {places[row]})
                            .toArray(double[][]::new));
            said = new Predictions.Clusters(
                    random.ints(30, 0, 4).asDoubleStream().toArray());
            saidRepeated = said.at(repeated);
        } else {
            double[] p = random.doubles(30).toArray();
            truth = classes(2, random.ints(30, 0, 2).toArray());
            said = secondClass(p);
            saidRepeated = secondClass(
                    Arrays.stream(repeated).mapToDouble(row -> p[row]).toArray());
        }
        assertThat(metric.scorer(truth, said).score(counts))
                .isCloseTo(metric.compute(truth.select(repeated), saidRepeated), within(1e-9));
    }

    @Test
    void names_are_found_with_their_aliases() {
        assertThat(Metric.named("rocAuc")).contains(Metric.ROC_AUC);
        assertThat(Metric.named("ROCAUC")).contains(Metric.ROC_AUC);
        assertThat(Metric.named("f1")).contains(Metric.F1_MACRO);
        assertThat(Metric.named("rocauk")).isEmpty();
        assertThat(Metric.names()).contains("balancedAccuracy", "precision");
        assertThat(Metric.named("ece")).contains(Metric.CALIBRATION_ERROR);
        assertThat(Metric.usual(Task.REGRESSION))
                .containsExactly(Metric.RMSE, Metric.MAE, Metric.R2, Metric.MAPE, Metric.RMSLE);
        assertThat(Metric.fitting(Task.REGRESSION)).contains(Metric.PINBALL_90);
    }

    @Test
    void what_does_not_match_is_refused() {
        assertThatThrownBy(() -> Metric.ACCURACY.compute(classes(2, 0, 1), secondClass(0.5)))
                .hasMessageContaining("1 for 2");
        assertThatThrownBy(() -> Metric.ACCURACY.compute(classes(3, 0), secondClass(0.5)))
                .hasMessageContaining("2 for 3 classes");
        assertThatThrownBy(() -> Metric.RMSE.compute(classes(2, 0), secondClass(0.5)))
                .hasMessageContaining("rmse");
        assertThat(List.of(Metric.values()))
                .allMatch(metric -> Stream.of(Task.BINARY, Task.REGRESSION, Task.MULTILABEL, Task.CLUSTERING)
                                .filter(metric::fits)
                                .count()
                        == 1);
    }
}
