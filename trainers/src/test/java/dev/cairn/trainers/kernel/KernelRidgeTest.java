package dev.cairn.trainers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.TrainingFailure;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KernelRidgeTest {
    private static final int ROWS = 40;
    private static final Kernel RADIAL = new Kernel(false, 0.5, 0.2, 2);

    private final Random random = new Random(1);
    private final double[][] points = {normal(), normal()};
    private final double[] answers = IntStream.range(0, ROWS)
            .mapToDouble(row -> Math.sin(2 * points[0][row]) + 0.1 * random.nextGaussian())
            .toArray();

    private double[] normal() {
        return random.doubles(ROWS).map(x -> 4 * x - 2).toArray();
    }

    private static double[] all(double penalty) {
        double[] penalties = new double[ROWS];
        Arrays.fill(penalties, penalty);
        return penalties;
    }

    private static double[][] without(double[][] points, int row) {
        return Arrays.stream(points)
                .map(feature -> IntStream.range(0, feature.length)
                        .filter(i -> i != row)
                        .mapToDouble(i -> feature[i])
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void what_is_said_of_a_row_left_out_is_what_a_fit_without_it_says() throws TrainingFailure {
        Solution whole = Solution.of(RADIAL, points, all(0.1), new double[][] {answers});
        for (int row = 0; row < ROWS; row += 7) {
            Solution rest = Solution.of(
                    RADIAL,
                    without(points, row),
                    without(new double[][] {all(0.1)}, row)[0],
                    without(new double[][] {answers}, row));
            assertThat(whole.leftOut()[0][row]).isCloseTo(rest.outputs(points, row)[0], within(1e-9));
        }
    }

    @Test
    void a_row_of_half_the_penalty_counts_like_two() throws TrainingFailure {
        double[] penalties = all(0.1);
        penalties[3] = 0.05;
        double[][] doubled = Arrays.stream(points)
                .map(feature -> {
                    double[] more = Arrays.copyOf(feature, ROWS + 1);
                    more[ROWS] = feature[3];
                    return more;
                })
                .toArray(double[][]::new);
        double[] answersToo = Arrays.copyOf(answers, ROWS + 1);
        answersToo[ROWS] = answers[3];
        double[] samePenalties = Arrays.copyOf(all(0.1), ROWS + 1);
        samePenalties[ROWS] = 0.1;
        Solution weighed = Solution.of(RADIAL, points, penalties, new double[][] {answers});
        Solution twice = Solution.of(RADIAL, doubled, samePenalties, new double[][] {answersToo});
        assertThat(weighed.outputs(points, 5)[0]).isCloseTo(twice.outputs(points, 5)[0], within(1e-9));
    }

    @Test
    void a_linear_kernel_gives_the_line_of_ridge_regression() throws TrainingFailure {
        double spread = 3;
        double penalty = 0.7;
        double[] x = points[0];
        Solution solution = Solution.of(
                new Kernel(false, 1, 1, spread), new double[][] {x}, all(penalty), new double[][] {answers});
        double squares = Arrays.stream(x).map(at -> at * at).sum();
        double products =
                IntStream.range(0, ROWS).mapToDouble(i -> x[i] * answers[i]).sum();
        double slope = products / (squares + penalty * spread);
        assertThat(solution.outputs(new double[][] {{1.5}}, 0)[0]).isCloseTo(1.5 * slope, within(1e-9));
    }

    @Test
    void outputs_are_steep_along_the_feature_that_matters() throws TrainingFailure {
        double[] slopes =
                Solution.of(RADIAL, points, all(0.1), new double[][] {answers}).slopes();
        assertThat(slopes[0]).isGreaterThan(5 * slopes[1]);
    }

    @Test
    void the_slope_of_a_kernel_is_its_derivative() {
        for (boolean laplace : new boolean[] {false, true}) {
            Kernel kernel = new Kernel(laplace, 0.8, 0.1, 1.5);
            double step = 1e-6;
            double difference = (kernel.of(2 + step, 0.3) - kernel.of(2 - step, 0.3)) / (2 * step);
            assertThat(kernel.slope(2)).isCloseTo(difference, within(1e-6));
            double along = (kernel.of(2, 0.3 + step) - kernel.of(2, 0.3 - step)) / (2 * step);
            assertThat(kernel.productSlope()).isCloseTo(along, within(1e-6));
        }
    }
}
