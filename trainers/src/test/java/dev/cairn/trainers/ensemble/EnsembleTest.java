package dev.cairn.trainers.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.TestFrames;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final Frame NUMBERS = TestFrames.memory(TestFrames.numbers(), 400, 3, TestFrames::linear);
    private static final double[] TRUTH = ((Target.Numbers) NUMBERS.target()).values();
    private static final EnsembleSelection RMSE = EnsembleSelection.usual(Metric.RMSE, Direction.MINIMIZE, 7);

    /** The truth with noise of its own. */
    private static Predictions noisy(double noise, long seed) {
        Random random = new Random(seed);
        return new Predictions.Values(Arrays.stream(TRUTH)
                .map(value -> value + noise * random.nextGaussian())
                .toArray());
    }

    @Test
    void models_that_err_apart_are_averaged() {
        List<Predictions> candidates = List.of(noisy(10, 1), noisy(10, 2), noisy(10, 3), noisy(10, 4));
        Ensemble ensemble = Ensemble.of(RMSE, candidates, RowSet.all(NUMBERS));
        assertThat(ensemble.blend().members()).isEqualTo(4);
        assertThat(ensemble.score()).isCloseTo(5, within(0.8));
        assertThat(ensemble.bestAlone()).isCloseTo(10, within(1.2));
    }

    @Test
    void one_model_far_ahead_stays_alone() {
        List<Predictions> candidates = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            candidates.add(noisy(400, seed));
        }
        candidates.add(noisy(1, 99));
        EnsembleSelection everyone = new EnsembleSelection(Metric.RMSE, Direction.MINIMIZE, 25, 1, 1, false, 7);
        Ensemble ensemble = Ensemble.of(everyone, candidates, RowSet.all(NUMBERS));
        assertThat(ensemble.blend().weights()[10]).isEqualTo(1);
    }

    /** A bag has it with a chance of 9 in 11; fewer than 8 of 16 have it once in 5,000 seeds, and this seed is fixed. */
    @Test
    void one_model_far_ahead_has_most_of_the_weight_in_bags_too() {
        List<Predictions> candidates = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            candidates.add(noisy(400, seed));
        }
        candidates.add(noisy(1, 99));
        assertThat(RMSE.select(candidates, NUMBERS.target()).weights()[10]).isGreaterThan(0.5);
    }

    @Test
    void a_good_model_weighs_more() {
        double[] weights = RMSE.select(List.of(noisy(5, 1), noisy(10, 2)), NUMBERS.target())
                .weights();
        assertThat(weights[0]).isCloseTo(0.8, within(0.08));
    }

    /** Of four equally good models two can be paid for; a fifth is a little better and takes all there is. */
    @Test
    void what_members_cost_together_stays_within_the_limit() {
        List<Predictions> candidates = List.of(noisy(10, 1), noisy(10, 2), noisy(10, 3), noisy(10, 4), noisy(9, 5));
        Allowance allowance = new Allowance(new double[][] {{4, 4, 4, 4, 10}}, new double[] {10});

        double[] weights = new FrugalSelection(RMSE, allowance)
                .select(candidates, NUMBERS.target())
                .weights();

        assertThat(Arrays.stream(weights, 0, 4).filter(weight -> weight > 0)).hasSize(2);
        assertThat(weights[4]).isZero();
        assertThat(RMSE.select(candidates, NUMBERS.target()).members()).isEqualTo(5);
    }

    @Test
    void a_costly_model_is_taken_where_cheap_ones_together_are_worse() {
        List<Predictions> candidates = List.of(noisy(40, 1), noisy(40, 2), noisy(2, 3));
        Allowance allowance = new Allowance(new double[][] {{1, 1, 10}, {1, 1, 1}}, new double[] {10, 2});

        double[] weights = new FrugalSelection(RMSE, allowance)
                .select(candidates, NUMBERS.target())
                .weights();

        assertThat(weights).containsExactly(0, 0, 1);
    }

    /** All are infinitely bad, and only the last keeps the limit. */
    @Test
    void a_candidate_over_the_limit_is_not_taken_for_want_of_a_better_one() {
        List<Predictions> candidates = List.of(noisy(1, 1), noisy(1, 2), noisy(1, 3));
        candidates.forEach(candidate -> Arrays.fill(candidate.numbers(), Double.POSITIVE_INFINITY));
        Allowance allowance = new Allowance(new double[][] {{20, 20, 1}}, new double[] {10});

        double[] weights = new FrugalSelection(RMSE, allowance)
                .select(candidates, NUMBERS.target())
                .weights();

        assertThat(weights).containsExactly(0, 0, 1);
    }

    @Test
    void probabilities_stay_probabilities() {
        Frame frame = TestFrames.memory(TestFrames.classes("no", "yes"), 100, 1, TestFrames::separable);
        List<Predictions> candidates = List.of(probabilities(frame, 1), probabilities(frame, 2));
        EnsembleSelection auc = EnsembleSelection.usual(Metric.ROC_AUC, Direction.MAXIMIZE, 1);
        Ensemble ensemble = Ensemble.of(auc, candidates, RowSet.all(frame));
        Predictions.Probabilities said =
                (Predictions.Probabilities) ensemble.blend().of(candidates);
        assertThat(said.of(0, 0) + said.of(0, 1)).isCloseTo(1, within(1e-12));
        assertThat(ensemble.score()).isBetween(0.0, 1.0);
    }

    private static Predictions probabilities(Frame frame, long seed) {
        Random random = new Random(seed);
        int[] codes = ((Target.Classes) frame.target()).codes();
        double[] flat = new double[2 * codes.length];
        for (int row = 0; row < codes.length; row++) {
            flat[2 * row + 1] = 0.3 * codes[row] + 0.7 * random.nextDouble();
            flat[2 * row] = 1 - flat[2 * row + 1];
        }
        return new Predictions.Probabilities(2, flat);
    }

    @Test
    void the_same_seed_selects_the_same_weights() {
        List<Predictions> candidates = List.of(noisy(9, 1), noisy(10, 2), noisy(11, 3));
        assertThat(RMSE.select(candidates, NUMBERS.target()).weights())
                .isEqualTo(RMSE.select(candidates, NUMBERS.target()).weights());
    }

    @Test
    void weights_are_one_in_all() {
        assertThatThrownBy(() -> new Blend(new double[] {0.5, 0.6})).hasMessageContaining("0.6");
    }
}
