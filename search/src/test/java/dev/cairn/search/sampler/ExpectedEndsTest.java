package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.model.Features;
import dev.cairn.search.model.Hyperparameters;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Curves that cross: what learns slowly, at small x, ends best. */
final class ExpectedEndsTest {
    private static final SearchSpace SPACE = SearchSpace.of(Real.of("x", 0, 1));
    private static final int[] STEPS = {1, 3, 9};

    @Test
    void a_stopped_trial_counts_by_what_its_neighbours_became() {
        List<Trial> trials = completed();
        trials.add(stopped(20, 0.12, 1));
        trials.add(stopped(21, 0.88, 1));
        double[] ends = ends(trials);
        assertThat(trials.get(ends.length - 2)).extracting("lastValue").isEqualTo(loss(0.12, 1));
        assertThat(loss(0.12, 1)).isGreaterThan(loss(0.88, 1));
        assertThat(ends[ends.length - 2]).isLessThan(ends[ends.length - 1] - 1);
    }

    @Test
    void finished_trials_count_by_their_own_results() {
        List<Trial> trials = completed();
        trials.add(stopped(20, 0.3, 3));
        Evidence evidence = evidence(trials);
        double[] reached = Warping.WIDE.of(evidence.byStep().losses());
        double[] ends = ends(trials);
        int results = evidence.byStep().size();
        // Ten trials have results at step 3, where one was stopped, and at their ends; the last has one at step 3.
        assertThat(results).isEqualTo(2 * 10 + 1);
        assertThat(evidence.observations()).isEqualTo(results);
        for (int i = 0; i < 10; i++) {
            assertThat(ends[i]).isEqualTo(reached[2 * i + 1]);
        }
    }

    @Test
    void what_diverged_counts_as_the_worst_end() {
        List<Trial> trials = completed();
        trials.add(new PrunedTrial(
                20, at(0.4), new Curve(new int[] {1, 2}, new double[] {0.2, Double.NaN}), Double.NaN));
        trials.add(stopped(21, 0.9, 1));
        double[] ends = ends(trials);
        assertThat(ends[10]).isEqualTo(Arrays.stream(ends, 0, 10).max().orElseThrow());
    }

    @Test
    void without_curves_there_are_no_steps() {
        List<Trial> trials = new ArrayList<>(List.of(
                new CompletedTrial(1, at(0.1), 1.0),
                new CompletedTrial(2, at(0.5), 2.0),
                new FailedTrial(3, at(0.7), Curve.EMPTY, "diverged", true),
                new PrunedTrial(4, at(0.9), Curve.EMPTY, 3.0)));
        Evidence evidence = evidence(trials);
        assertThat(evidence.ladder()).isEmpty();
        assertThat(ends(trials)).isEqualTo(Warping.WIDE.of(evidence.losses()));
    }

    private static List<Trial> completed() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double x = (i + 0.5) / 10;
            double[] values = new double[STEPS.length];
            for (int s = 0; s < values.length; s++) {
                values[s] = loss(x, STEPS[s]);
            }
            trials.add(new CompletedTrial(
                    i + 1,
                    at(x),
                    new Curve(STEPS, values),
                    List.of(values[values.length - 1]),
                    Double.NaN,
                    Duration.ZERO));
        }
        return trials;
    }

    private static Trial stopped(int number, double x, int step) {
        return new PrunedTrial(number, at(x), new Curve(new int[] {step}, new double[] {loss(x, step)}), loss(x, step));
    }

    /** At step 1 a great x is better, at step 9 a small one. */
    private static double loss(double x, int step) {
        double left = 1 - Math.log(step) / Math.log(9);
        return x + left * (1.5 - 1.4 * x);
    }

    private static Values at(double x) {
        return Values.of(Map.of("x", x));
    }

    private static Evidence evidence(List<Trial> trials) {
        History history = new History(List.of(Direction.MINIMIZE), trials);
        return Evidence.withLadder(new Situation(SPACE, history, List.of(), 99, 1));
    }

    private static double[] ends(List<Trial> trials) {
        Evidence evidence = evidence(trials);
        Features features = evidence.ladder().isPresent() ? Features.withHeight(SPACE) : new Features(SPACE);
        Hyperparameters learned = GaussianTurn.hyperparameters(SPACE, features, Warping.WIDE, evidence);
        return ExpectedEnds.of(SPACE, features, Warping.WIDE, learned, evidence);
    }
}
