package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.pareto.Hypervolume;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Seeds are fixed, so nothing here can fail by chance. */
final class FrontProposerTest {
    private static final SearchSpace FOUR = new SearchSpace(
            IntStream.range(0, 4)
                    .mapToObj(i -> (Parameter) Real.of("x" + i, 0, 1))
                    .toList(),
            List.of());

    /** The mean of 20 000 draws has a relative error near 1 %; the tolerance is 6 %. */
    @Test
    void expected_improvement_of_volume_agrees_with_simulation() {
        Stream stream = Stream.of(8);
        for (int m = 1; m <= 3; m++) {
            List<double[]> front = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                front.add(stream.point(m));
            }
            double[] reference = new double[m];
            Arrays.fill(reference, 1.2);
            Belief[] beliefs = new Belief[m];
            Arrays.setAll(beliefs, i -> new Belief(0.1 + 0.3 * stream.uniform(), 0.2 + 0.2 * stream.uniform()));
            double exact = Math.exp(new HypervolumeImprovement(List.of(), front, reference).at(beliefs));
            double before = Hypervolume.of(front, reference);
            double sum = 0;
            int draws = 20_000;
            for (int i = 0; i < draws; i++) {
                double[] drawn = new double[m];
                Arrays.setAll(drawn, d -> beliefs[d].mean() + beliefs[d].deviation() * stream.gaussian());
                List<double[]> more = new ArrayList<>(front);
                more.add(drawn);
                sum += Hypervolume.of(more, reference) - before;
            }
            assertThat(exact / (sum / draws)).isCloseTo(1, within(0.06));
        }
    }

    @Test
    void far_behind_the_front_the_logarithm_stays_finite_and_says_which_is_nearer() {
        HypervolumeImprovement gain = new HypervolumeImprovement(
                List.of(), List.of(new double[] {0, 1}, new double[] {1, 0}), new double[] {2, 2});
        double near = gain.at(new Belief[] {new Belief(80, 1), new Belief(80, 1)});
        double far = gain.at(new Belief[] {new Belief(90, 1), new Belief(90, 1)});
        assertThat(near).isFinite().isGreaterThan(far);
    }

    @Test
    void forty_trials_cover_more_of_a_front_than_evolution_and_chance_do_in_eighty() {
        double bayes = covered("bayes", 40, 1);
        assertThat(bayes).isGreaterThan(covered("nsga2", 80, 1) + 0.02).isGreaterThan(covered("random", 80, 1) + 0.05);
    }

    @Test
    void a_bound_is_learned_and_the_best_within_it_is_found() {
        History history = Searches.bounded(
                "bayes",
                FOUR,
                v -> List.of(v.real("x0")),
                v -> List.of(0.6 - v.real("x0") - 0.2 * v.real("x1")),
                1,
                30,
                2);
        CompletedTrial best = history.best().orElseThrow();
        assertThat(best.violation()).isZero();
        assertThat(best.objective()).as("the optimum is 0.4").isLessThan(0.44);
    }

    @Test
    void four_objectives_are_weighted_at_random() {
        History history = Searches.run(
                "bayes",
                FOUR,
                v -> List.of(v.real("x0"), 1 - v.real("x0"), v.real("x1"), 1 - v.real("x1") + v.real("x2")),
                4,
                16,
                3);
        assertThat(history.size()).isEqualTo(16);
    }

    /** The part of the unit square that a front of ZDT1 (Zitzler, Deb and Thiele, 2000) leaves below (1, 1); at best 2/3. */
    private static double covered(String sampler, int trials, long seed) {
        History history = Searches.run(sampler, FOUR, FrontProposerTest::zdt1, 2, trials, seed);
        List<double[]> losses = history.completed().stream()
                .map(trial -> trial.objectives().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toList();
        double covered = Hypervolume.of(losses, new double[] {1, 1});
        if (System.getProperty("measure") != null) {
            System.out.printf("%s %d %d %.4f%n", sampler, trials, seed, covered);
        }
        return covered;
    }

    private static List<Double> zdt1(Values values) {
        double g = 1 + 9.0 / 3 * (values.real("x1") + values.real("x2") + values.real("x3"));
        return List.of(values.real("x0"), g * (1 - Math.sqrt(values.real("x0") / g)));
    }
}
