package dev.cairn.search.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.math.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HypervolumeTest {
    @Test
    void steps_in_two_dimensions_add_up() {
        List<double[]> front = List.of(new double[] {1, 3}, new double[] {2, 2}, new double[] {3, 1});
        assertThat(Hypervolume.of(front, new double[] {4, 4})).isEqualTo(6);
        assertThat(Hypervolume.contributions(front, new double[] {4, 4})).containsExactly(1, 1, 1);
    }

    @Test
    void what_is_dominated_or_outside_adds_nothing() {
        List<double[]> losses =
                List.of(new double[] {1, 1}, new double[] {2, 2}, new double[] {0, 5}, new double[] {Double.NaN, 0});
        assertThat(Hypervolume.of(losses, new double[] {4, 4})).isEqualTo(9);
    }

    /** Counting cells of a grid is an independent way to measure, exact for whole coordinates. */
    @Test
    void any_dimension_agrees_with_counting_cells() {
        Stream stream = Stream.of(5);
        for (int m = 1; m <= 4; m++) {
            double[] reference = new double[m];
            Arrays.fill(reference, 6);
            for (int round = 0; round < 10; round++) {
                List<double[]> losses = new ArrayList<>();
                for (int i = 0; i < 7; i++) {
                    double[] loss = new double[m];
                    Arrays.setAll(loss, d -> stream.below(7));
                    losses.add(loss);
                }
                assertThat(Hypervolume.of(losses, reference)).isEqualTo(counted(losses, m, 6));
            }
        }
    }

    @Test
    void the_cells_that_a_front_leaves_and_what_it_dominates_are_the_whole_box() {
        Stream stream = Stream.of(6);
        for (int m = 1; m <= 4; m++) {
            double[] reference = new double[m];
            Arrays.fill(reference, 1);
            List<double[]> losses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                losses.add(stream.point(m));
            }
            double left = 0;
            for (Cells.Cell cell : Cells.undominated(losses, reference)) {
                double volume = 1;
                for (int d = 0; d < m; d++) {
                    volume *= Math.max(0, cell.upper()[d] - Math.max(0, cell.lower()[d]));
                }
                left += volume;
            }
            assertThat(left + Hypervolume.of(losses, reference)).isCloseTo(1, within(1e-12));
        }
    }

    private static double counted(List<double[]> losses, int m, int side) {
        int cells = (int) Math.pow(side, m);
        int count = 0;
        for (int cell = 0; cell < cells; cell++) {
            int rest = cell;
            double[] corner = new double[m];
            for (int d = 0; d < m; d++) {
                corner[d] = rest % side;
                rest /= side;
            }
            count += losses.stream().anyMatch(loss -> nowhereAbove(loss, corner)) ? 1 : 0;
        }
        return count;
    }

    private static boolean nowhereAbove(double[] loss, double[] corner) {
        for (int d = 0; d < loss.length; d++) {
            if (loss[d] > corner[d]) {
                return false;
            }
        }
        return true;
    }
}
