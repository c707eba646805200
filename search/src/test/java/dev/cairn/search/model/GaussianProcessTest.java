package dev.cairn.search.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.search.Spaces;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GaussianProcessTest {
    private final SearchSpace space = Spaces.conditional();
    private final Features features = new Features(space);
    private final List<double[]> points = points(25);
    private final double[] y = Warping.ZOOMED.of(
            points.stream().mapToDouble(GaussianProcessTest::bumps).toArray());

    @Test
    void the_gradient_of_the_posterior_is_that_of_finite_differences() {
        double[][] rows = points.stream().map(features::of).toArray(double[][]::new);
        KernelFit fit = new KernelFit(features, rows, y);
        Stream stream = Stream.of(8);
        for (int trial = 0; trial < 5; trial++) {
            double[] theta = stream.point(features.size() + 2);
            theta[theta.length - 1] -= 4;
            double[] gradient = new double[theta.length];
            fit.negativeLogPosterior(theta, gradient);
            for (int d = 0; d < theta.length; d++) {
                assertThat(gradient[d]).isCloseTo(slope(fit, theta, d), within(1e-4 * (1 + Math.abs(gradient[d]))));
            }
        }
    }

    @Test
    void the_gradient_with_bent_coordinates_is_that_of_finite_differences() {
        double[][] rows = points.stream().map(features::of).toArray(double[][]::new);
        KernelFit fit = KernelFit.bending(features, rows, y);
        int bends = 2 * new Pairs(features, rows).bendable().length;
        assertThat(bends).isGreaterThan(6);
        Stream stream = Stream.of(9);
        for (int trial = 0; trial < 5; trial++) {
            double[] theta = stream.point(features.size() + 2 + bends);
            theta[features.size() + 1] -= 4;
            theta[theta.length - 1] -= 1;
            double[] gradient = new double[theta.length];
            fit.negativeLogPosterior(theta, gradient);
            for (int d = 0; d < theta.length; d++) {
                assertThat(gradient[d]).isCloseTo(slope(fit, theta, d), within(1e-4 * (1 + Math.abs(gradient[d]))));
            }
        }
    }

    @Test
    void the_gradient_of_a_belief_is_that_of_finite_differences() {
        double[] ones = InputWarp.none(features.size()).a();
        double[] bent = ones.clone();
        Arrays.setAll(bent, d -> features.nominal(d) ? 1 : 0.7 + 0.1 * d);
        gradientIsThatOfDifferences(process(0.01, new InputWarp(ones, ones)));
        gradientIsThatOfDifferences(process(0.01, new InputWarp(bent, bent)));
    }

    private void gradientIsThatOfDifferences(GaussianProcess process) {
        double[] point = points(30).get(28);
        double[] byMean = new double[point.length];
        double[] byDeviation = new double[point.length];
        process.at(point, byMean, byDeviation);
        for (int d = 0; d < point.length; d++) {
            if (!Double.isNaN(point[d]) && !features.nominal(d)) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[d] += 1e-6;
                down[d] -= 1e-6;
                assertThat(byMean[d])
                        .isCloseTo((process.at(up).mean() - process.at(down).mean()) / 2e-6, within(1e-5));
                assertThat(byDeviation[d])
                        .isCloseTo(
                                (process.at(up).deviation() - process.at(down).deviation()) / 2e-6, within(1e-5));
            }
        }
    }

    @Test
    void without_noise_it_goes_through_the_observations() {
        GaussianProcess process = process(1e-6);
        for (int i = 0; i < y.length; i++) {
            assertThat(process.at(points.get(i)).mean()).isCloseTo(y[i], within(1e-3));
            assertThat(process.at(points.get(i)).deviation()).isLessThan(0.01);
        }
    }

    @Test
    void many_points_are_believed_like_one() {
        GaussianProcess process = process(0.01);
        List<double[]> others = points(40);
        List<GaussianProcess.Belief> beliefs = process.atAll(others);
        for (int i = 0; i < others.size(); i++) {
            assertThat(beliefs.get(i).mean())
                    .isCloseTo(process.at(others.get(i)).mean(), within(1e-9));
            assertThat(beliefs.get(i).deviation())
                    .isCloseTo(process.at(others.get(i)).deviation(), within(1e-9));
        }
    }

    @Test
    void the_means_at_the_observations_are_what_is_believed_there() {
        GaussianProcess process = process(0.05);
        double[] means = process.means();
        for (int i = 0; i < means.length; i++) {
            assertThat(means[i]).isCloseTo(process.at(points.get(i)).mean(), within(1e-9));
        }
    }

    @Test
    void a_process_that_grew_equals_a_fresh_one_to_the_last_bit() {
        GaussianProcess fresh = process(0.01);
        double[] place = points(40).get(39);
        List<double[]> others = new ArrayList<>(points);
        others.set(9, place); // only what stands before it can be kept
        for (List<double[]> before : List.of(points.subList(0, 20), points.subList(0, 1), others, points)) {
            GaussianProcess grown = GaussianProcess.of(
                            features, fresh.hyperparameters(), before, Arrays.copyOf(y, before.size()))
                    .again(hyperparameters(0.01, InputWarp.none(features.size())), points, y);
            assertThat(grown.at(place)).isEqualTo(fresh.at(place));
            assertThat(grown.atAll(List.of(place))).isEqualTo(fresh.atAll(List.of(place)));
        }
        GaussianProcess otherKernel = process(0.3).again(fresh.hyperparameters(), points, y);
        assertThat(otherKernel.at(place)).isEqualTo(fresh.at(place));
    }

    @Test
    void drawn_functions_have_the_moments_of_the_belief() {
        GaussianProcess process = process(0.01);
        List<double[]> others = points(33).subList(25, 33);
        int draws = 4000;
        double[] sums = new double[others.size()];
        double[] squares = new double[others.size()];
        Stream stream = Stream.of(2);
        for (int i = 0; i < draws; i++) {
            double[] values = process.draw(others, stream);
            for (int c = 0; c < values.length; c++) {
                sums[c] += values[c];
                squares[c] += values[c] * values[c];
            }
        }
        for (int c = 0; c < sums.length; c++) {
            GaussianProcess.Belief belief = process.at(others.get(c));
            double mean = sums[c] / draws;
            // Five standard errors each; the stream is seeded, so there are no false alarms.
            assertThat(mean).isCloseTo(belief.mean(), within(5 * belief.deviation() / Math.sqrt(draws)));
            assertThat(Math.sqrt(squares[c] / draws - mean * mean))
                    .isCloseTo(belief.deviation(), within(5 * belief.deviation() / Math.sqrt(2.0 * draws)));
        }
    }

    @Test
    void points_next_to_each_other_are_drawn_alike() {
        double[] point = points(30).get(29);
        double[] near = point.clone();
        near[0] = point[0]; // its level decides the branch
        for (int d = 1; d < near.length; d++) {
            near[d] = Double.isNaN(near[d]) || features.nominal(d) ? near[d] : Math.min(1, near[d] + 1e-4);
        }
        double[] values = process(0.01).draw(List.of(point, near), Stream.of(3));
        assertThat(values[1]).isCloseTo(values[0], within(0.01));
    }

    @Test
    void a_pending_point_lowers_doubt_and_keeps_the_mean() {
        GaussianProcess process = process(0.01);
        double[] pending = points(40).get(39);
        GaussianProcess believing = process.believing(List.of(pending));
        assertThat(believing.at(pending).mean()).isCloseTo(process.at(pending).mean(), within(0.02));
        assertThat(believing.at(pending).deviation())
                .isLessThan(0.3 * process.at(pending).deviation() + 0.1);
    }

    @Test
    void a_fit_predicts_better_than_the_mean_and_finds_what_does_not_matter() {
        Hyperparameters fitted = KernelFit.fit(
                features,
                points(60),
                Warping.ZOOMED.of(points(60).stream()
                        .mapToDouble(GaussianProcessTest::bumps)
                        .toArray()));
        double[] lengths = fitted.lengths();
        assertThat(lengths[0]).as("the model matters").isLessThan(lengths[6]);
    }

    @Test
    void a_coordinate_bends_where_the_function_varies_faster_at_one_end_and_not_for_a_wave() {
        SearchSpace plane = Spaces.flat();
        Features two = new Features(plane);
        Stream stream = Stream.of(6);
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            places.add(stream.point(2));
        }
        double[] sharp = places.stream()
                .mapToDouble(point -> Math.sin(25 * point[0] * point[0] * point[0]) + point[1])
                .toArray();
        double[] wave = places.stream()
                .mapToDouble(point -> Math.sin(9 * point[0]) + point[1])
                .toArray();
        assertThat(KernelFit.fit(two, places, sharp).warp().bends(0)).isTrue();
        assertThat(KernelFit.fit(two, places, sharp).warp().bends(1)).isFalse();
        assertThat(KernelFit.fit(two, places, wave).bent()).isZero();
    }

    @Test
    void warping_keeps_the_order_and_tames_outliers() {
        double[] warped = Warping.ZOOMED.of(new double[] {1, 2, 3, 1e300, -1e300, 4, 5});
        assertThat(Arrays.stream(warped).max().orElseThrow()).isLessThan(3);
        assertThat(warped[3]).isGreaterThan(warped[6]);
        assertThat(warped[0]).isGreaterThan(warped[4]);
        assertThat(Warping.ZOOMED.of(new double[] {7, 7, 7})).containsOnly(warpedConstant());
    }

    private static double warpedConstant() {
        return Warping.ZOOMED.of(new double[] {1, 1, 1})[0];
    }

    private GaussianProcess process(double noise) {
        return process(noise, InputWarp.none(features.size()));
    }

    private GaussianProcess process(double noise, InputWarp warp) {
        return GaussianProcess.of(features, hyperparameters(noise, warp), points, y);
    }

    private Hyperparameters hyperparameters(double noise, InputWarp warp) {
        double[] lengths = new double[features.size()];
        Arrays.fill(lengths, 0.8);
        return new Hyperparameters(lengths, 1.3, noise, warp);
    }

    private static double slope(KernelFit fit, double[] theta, int d) {
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[d] += 1e-5;
        down[d] -= 1e-5;
        double[] unused = new double[theta.length];
        return (fit.negativeLogPosterior(up, unused) - fit.negativeLogPosterior(down, unused)) / 2e-5;
    }

    private List<double[]> points(int count) {
        Stream stream = Stream.of(5);
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(space.encode(space.decode(stream.point(space.size()))));
        }
        return points;
    }

    /** Differs by model and, within each, by its numeric parameters; the last parameter does not matter. */
    private static double bumps(double[] point) {
        double sum = 3 * Math.floor(point[0] * 3);
        for (int d = 1; d < 6; d++) {
            sum += Double.isNaN(point[d]) ? 0 : Math.sin(3 * point[d]);
        }
        return sum;
    }
}
