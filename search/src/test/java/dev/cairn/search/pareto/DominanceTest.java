package dev.cairn.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.math.Stream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DominanceTest {
    @Test
    void a_vector_dominates_what_is_nowhere_better_and_somewhere_worse() {
        assertThat(Dominance.dominates(new double[] {1, 2}, new double[] {1, 3}))
                .isTrue();
        assertThat(Dominance.dominates(new double[] {1, 2}, new double[] {1, 2}))
                .isFalse();
        assertThat(Dominance.dominates(new double[] {1, 2}, new double[] {2, 1}))
                .isFalse();
        assertThat(Dominance.dominates(new double[] {1, 2}, new double[] {Double.NaN, 2}))
                .isTrue();
    }

    @Test
    void fronts_are_peeled_one_after_the_other() {
        double[][] losses = {{1, 5}, {2, 3}, {4, 1}, {2, 4}, {5, 5}, {4, 2}};
        assertThat(Dominance.fronts(losses)).containsExactly(0, 0, 0, 1, 2, 1);
        assertThat(Dominance.first(losses)).containsExactly(0, 1, 2);
    }

    @Test
    void with_one_loss_the_fronts_are_its_ranks() {
        assertThat(Dominance.fronts(new double[][] {{3}, {1}, {Double.NaN}, {1}}))
                .containsExactly(1, 0, 2, 0);
    }

    @Test
    void what_breaks_a_bound_comes_after_all_that_keep_it() {
        double[][] losses = {{9, 9}, {1, 1}, {0, 0}, {8, 8}};
        double[] violations = {0, 2, 1, -1};
        assertThat(Dominance.fronts(losses, violations)).containsExactly(1, 3, 2, 0);
    }

    @Test
    void a_member_of_a_front_is_dominated_by_one_of_the_front_before_and_by_none_of_its_own() {
        for (int dimensions = 2; dimensions <= 5; dimensions++) {
            frontsArePeeled(drawn(dimensions, 120, 12));
            frontsArePeeled(drawn(dimensions, 120, 1000));
        }
    }

    @Test
    void thousands_of_vectors_in_thousands_of_fronts_take_no_square_of_time() {
        double[][] chain = new double[100_000][];
        for (int i = 0; i < chain.length; i++) {
            int place = (int) (i * 7919L % chain.length);
            chain[i] = new double[] {place, place, place};
        }
        int[] fronts = Dominance.fronts(chain);
        for (int i = 0; i < chain.length; i++) {
            assertThat(fronts[i]).isEqualTo((int) chain[i][0]);
        }
        assertThat(Dominance.ranking(chain)[0]).isZero();
    }

    private static double[][] drawn(int dimensions, int count, int levels) {
        Stream stream = Stream.of(3, dimensions);
        double[][] losses = new double[count][dimensions];
        for (double[] row : losses) {
            Arrays.setAll(row, d -> stream.uniform() < 0.03 ? Double.NaN : stream.below(levels));
        }
        return losses;
    }

    private static void frontsArePeeled(double[][] losses) {
        int[] fronts = Dominance.fronts(losses);
        for (int i = 0; i < losses.length; i++) {
            boolean byFrontBefore = false;
            for (int j = 0; j < losses.length; j++) {
                if (Dominance.dominates(losses[j], losses[i])) {
                    assertThat(fronts[j]).isLessThan(fronts[i]);
                    byFrontBefore |= fronts[j] == fronts[i] - 1;
                }
            }
            assertThat(byFrontBefore).isEqualTo(fronts[i] > 0);
        }
    }

    @Test
    void a_ranking_spreads_over_the_front_before_it_fills_gaps() {
        double[][] losses = {{0, 10}, {0.1, 9.9}, {5, 5}, {10, 0}, {11, 11}};
        assertThat(Dominance.ranking(losses)).containsExactly(0, 3, 2, 1, 4);
    }
}
