package dev.cairn.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.pareto.Hypervolume;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds are fixed, so nothing here can fail by chance; the thresholds leave a factor of three to what was measured. */
final class EvolutionaryProposersTest {
    private static final SearchSpace SIX = cube(6);

    @Test
    void cma_es_converges_linearly_on_a_sphere() {
        assertThat(Searches.best("cmaes", SIX, v -> ellipsoid(v, 0), 500, 1)).isLessThan(1e-5);
    }

    @Test
    void cma_es_learns_the_axes_of_an_ellipsoid() {
        assertThat(Searches.best("cmaes", cube(4), v -> ellipsoid(v, 3), 700, 1))
                .isLessThan(1e-3);
    }

    @Test
    void cma_es_is_not_stuck_at_a_whole_number() {
        SearchSpace space =
                SearchSpace.of(Real.of("x", 0, 1), Int.of("a", 0, 9), Int.of("b", 0, 1), Choice.of("c", "p", "q", "r"));
        double worst = 0;
        for (int seed = 0; seed < 5; seed++) {
            worst = Math.max(worst, Searches.best("cmaes", space, EvolutionaryProposersTest::mixed, 250, seed));
        }
        assertThat(worst).isLessThan(0.05);
    }

    @Test
    void evolution_finds_the_branch_and_its_optimum() {
        SearchSpace space = SearchSpace.of(
                Choice.of("kind", "flat", "deep", "wide"),
                Real.of("x", 0, 1).when("kind == 'deep'"),
                Int.of("n", 1, 9).when("kind == 'deep'"),
                Real.of("y", 0, 1).when("kind == 'wide'"));
        double median = Searches.median(
                5,
                seed -> Searches.best(
                        "evolution",
                        space,
                        v -> v.text("kind").equals("deep")
                                ? Math.abs(v.real("x") - 0.7) + 0.1 * Math.abs(v.whole("n") - 6)
                                : 0.5,
                        200,
                        seed));
        assertThat(median).isLessThan(0.03);
    }

    @Test
    void nsga_ii_covers_a_convex_front_better_than_chance() {
        assertThat(covered("nsga2", 3)).isGreaterThan(covered("random", 3) + 0.1);
    }

    @Test
    void nsga_ii_keeps_bounds_where_it_can() {
        History history = Searches.bounded(
                "nsga2",
                SIX,
                v -> List.of(v.real("x0"), 1 - v.real("x0")),
                v -> List.of(0.8 - v.real("x1"), v.real("x2") - 0.2),
                2,
                150,
                4);
        long late = history.completed().subList(100, 150).stream()
                .filter(trial -> trial.violation() == 0)
                .count();
        assertThat(late).as("of 50, where 4 % of the space keeps both").isGreaterThan(25);
    }

    /** The part of the unit square that the front of ZDT1 (Zitzler, Deb and Thiele, 2000) leaves below (1, 1); at best 2/3. */
    private static double covered(String sampler, int seeds) {
        return Searches.median(seeds, seed -> {
            History history = Searches.run(sampler, SIX, EvolutionaryProposersTest::zdt1, 2, 200, seed);
            List<double[]> losses = history.completed().stream()
                    .map(CompletedTrial::objectives)
                    .map(o -> new double[] {o.get(0), o.get(1)})
                    .toList();
            return Hypervolume.of(losses, new double[] {1, 1});
        });
    }

    static List<Double> zdt1(Values values) {
        double g = 1;
        for (int i = 1; i < 6; i++) {
            g += 9.0 / 5 * values.real("x" + i) / 4;
        }
        return List.of(values.real("x0"), g * (1 - Math.sqrt(values.real("x0") / g)));
    }

    private static double mixed(Values v) {
        double choice = v.text("c").equals("q") ? 0 : 1;
        return Math.abs(v.real("x") - 0.3) + 0.2 * Math.abs(v.whole("a") - 7) + 0.5 * (1 - v.whole("b")) + choice;
    }

    /** Condition 10^decades, turned so that no axis of it is one of the space. */
    private static double ellipsoid(Values values, double decades) {
        int n = values.byName().size();
        double sum = 0;
        double running = 0;
        for (int i = 0; i < n; i++) {
            double x = values.real("x" + i) - 0.3 - 0.05 * i;
            running = decades == 0 ? x : 0.6 * running + x;
            sum += Math.pow(10, decades * i / (n - 1)) * running * running;
        }
        return sum;
    }

    private static SearchSpace cube(int dimensions) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            parameters.add(Real.of("x" + i, 0, 1));
        }
        return new SearchSpace(parameters, List.of());
    }
}
