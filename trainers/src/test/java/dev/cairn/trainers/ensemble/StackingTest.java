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
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackingTest {
    private static final Frame NUMBERS = TestFrames.memory(TestFrames.numbers(), 400, 3, TestFrames::linear);
    private static final double[] TRUTH = ((Target.Numbers) NUMBERS.target()).values();
    private static final EnsembleSelection RMSE = EnsembleSelection.usual(Metric.RMSE, Direction.MINIMIZE, 7);
    private static final Ensemble.Rules EVERY_WAY =
            new Ensemble.Rules(Combining.AUTO, Allowance.ANY, Integer.MAX_VALUE);

    /** A model that shrinks what it says towards 1,000 and errs by itself. */
    private static Predictions said(double share, double noise, long seed) {
        Random random = new Random(seed);
        return new Predictions.Values(Arrays.stream(TRUTH)
                .map(value -> 1000 + share * (value - 1000) + noise * random.nextGaussian())
                .toArray());
    }

    private static double loss(Blend blend, List<Predictions> candidates) {
        return Metric.RMSE.compute(NUMBERS.target(), blend.of(candidates));
    }

    @Test
    void what_models_understate_is_stretched() {
        List<Predictions> candidates = List.of(said(0.5, 2, 1), said(0.5, 2, 2));
        Blend stacked = new Stacking(0)
                .fit(candidates, NUMBERS.target(), new Blend(new double[] {0.5, 0.5}))
                .orElseThrow();
        Combination.Line line = (Combination.Line) stacked.combination();
        assertThat(line.total()).isCloseTo(2, within(0.05));
        assertThat(line.intercept()).isCloseTo(-1000, within(60.0));
        assertThat(loss(stacked, candidates)).isLessThan(4);
    }

    @Test
    void a_model_that_only_a_negative_weight_could_use_has_none() {
        List<Predictions> candidates = List.of(said(1, 5, 1), said(-1, 5, 2), said(1, 5, 3));
        Blend stacked = new Stacking(0)
                .fit(candidates, NUMBERS.target(), new Blend(new double[] {0.4, 0.2, 0.4}))
                .orElseThrow();
        assertThat(stacked.weights()[1]).isZero();
        assertThat(stacked.members()).isEqualTo(2);
    }

    @Test
    void a_strong_prior_keeps_the_weights_of_the_blend_before() {
        double[] before = {0.7, 0.3};
        Blend stacked = new Stacking(1e12)
                .fit(List.of(said(1, 9, 1), said(1, 1, 2)), NUMBERS.target(), new Blend(before))
                .orElseThrow();
        assertThat(stacked.weights()).containsExactly(before, within(1e-3));
        assertThat(((Combination.Line) stacked.combination()).total()).isCloseTo(1, within(1e-3));
    }

    @Test
    void models_that_all_understate_are_stacked_by_auto() {
        List<Predictions> candidates = List.of(said(0.6, 4, 1), said(0.6, 4, 2), said(0.6, 4, 3));
        Ensemble ensemble = Ensemble.of(RMSE, EVERY_WAY, candidates, RowSet.all(NUMBERS));
        assertThat(ensemble.way()).isEqualTo(Way.STACKED);
        assertThat(ensemble.score())
                .isLessThan(ensemble.scores().get(Way.GREEDY))
                .isCloseTo(loss(ensemble.blend(), candidates), within(0.5));
    }

    /** On 200 rows the losses of the two differ by less than .02 of them in all of 20 seeds tried. */
    @Test
    void where_nothing_is_to_be_gained_a_second_model_loses_next_to_nothing() {
        for (long seed = 1; seed <= 3; seed++) {
            List<Predictions> candidates = new ArrayList<>();
            for (int model = 0; model < 8; model++) {
                candidates.add(said(1, 8, 100 * seed + model));
            }
            int[] half = IntStream.range(0, 200).toArray();
            int[] other = IntStream.range(200, 400).toArray();
            List<Predictions> first = candidates.stream().map(c -> c.at(half)).toList();
            List<Predictions> second = candidates.stream().map(c -> c.at(other)).toList();
            Blend mean = RMSE.select(first, NUMBERS.target().select(half));
            Blend stacked = Stacking.USUAL
                    .fit(first, NUMBERS.target().select(half), mean)
                    .orElseThrow();
            Target truth = NUMBERS.target().select(other);
            assertThat(Metric.RMSE.compute(truth, stacked.of(second)))
                    .isLessThan(1.05 * Metric.RMSE.compute(truth, mean.of(second)));
        }
    }

    /** Five of the best by luck are no better than their mean on other rows. */
    @Test
    void the_best_alone_needs_more_than_luck() {
        for (long seed = 1; seed <= 5; seed++) {
            List<Predictions> candidates = List.of(said(1, 8, seed), said(1, 8.5, seed + 50));
            assertThat(Ensemble.of(RMSE, EVERY_WAY, candidates, RowSet.all(NUMBERS))
                            .way())
                    .isNotEqualTo(Way.ALONE);
        }
    }

    @Test
    void the_score_is_of_rows_that_had_no_part_in_the_fit() {
        List<Predictions> noise = new ArrayList<>();
        for (int model = 0; model < 30; model++) {
            noise.add(said(0, 30, model));
        }
        Ensemble ensemble = Ensemble.of(
                RMSE,
                new Ensemble.Rules(Combining.STACKED, Allowance.ANY, Integer.MAX_VALUE),
                noise,
                RowSet.all(NUMBERS));
        double spread = Math.sqrt(Arrays.stream(TRUTH).map(y -> y * y).average().orElseThrow() - Math.pow(mean(), 2));
        assertThat(ensemble.scores().get(Way.STACKED)).isGreaterThan(0.99 * spread);
    }

    private static double mean() {
        return Arrays.stream(TRUTH).average().orElseThrow();
    }

    @Test
    void no_more_models_than_the_rules_allow_are_stacked() {
        List<Predictions> candidates = List.of(said(0.6, 4, 1), said(0.6, 4, 2), said(0.6, 4, 3));
        Ensemble ensemble = Ensemble.of(
                RMSE, new Ensemble.Rules(Combining.STACKED, Allowance.ANY, 2), candidates, RowSet.all(NUMBERS));
        assertThat(ensemble.way()).isEqualTo(Way.STACKED);
        assertThat(ensemble.blend().members()).isEqualTo(2);
    }

    /** The favoured class is right in 87 of 100 rows, and its probability is said to be 40 of 100. */
    @Test
    void pooled_probabilities_are_sharpened_and_stay_probabilities() {
        Frame frame = TestFrames.memory(TestFrames.classes("low", "middle", "high"), 600, 5, TestFrames::threeClasses);
        int[] codes = ((Target.Classes) frame.target()).codes();
        List<Predictions> candidates = List.of(timid(codes, 1), timid(codes, 2));
        Blend before = new Blend(new double[] {0.5, 0.5});
        Blend stacked = new Stacking(10).fit(candidates, frame.target(), before).orElseThrow();
        Probabilities said = (Probabilities) stacked.of(candidates);
        assertThat(said.of(0, 0) + said.of(0, 1) + said.of(0, 2)).isCloseTo(1, within(1e-12));
        assertThat(((Combination.Pool) stacked.combination()).total()).isGreaterThan(2);
        assertThat(Metric.LOG_LOSS.compute(frame.target(), said))
                .isLessThan(0.8 * Metric.LOG_LOSS.compute(frame.target(), before.of(candidates)));
    }

    private static Predictions timid(int[] codes, long seed) {
        Random random = new Random(seed);
        double[] flat = new double[3 * codes.length];
        for (int row = 0; row < codes.length; row++) {
            int favoured = random.nextDouble() < 0.8 ? codes[row] : random.nextInt(3);
            for (int label = 0; label < 3; label++) {
                flat[3 * row + label] = label == favoured ? 0.4 : 0.3;
            }
        }
        return new Probabilities(3, flat);
    }

    @Test
    void labels_side_by_side_have_no_second_model() {
        Predictions marginals = new Predictions.Marginals(2, new double[] {0.1, 0.9});
        assertThat(Stacking.USUAL.fit(
                        List.of(marginals, marginals), NUMBERS.target(), new Blend(new double[] {0.5, 0.5})))
                .isEmpty();
    }
}
