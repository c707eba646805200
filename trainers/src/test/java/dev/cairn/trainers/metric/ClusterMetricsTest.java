package dev.cairn.trainers.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.trainers.data.Predictions.Clusters;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {
    private static Target.Unlabelled at(double... places) {
        return Target.Unlabelled.of(
                places.length,
                rows -> Arrays.stream(rows)
                        .mapToObj(row -> new double[] {places[row]})
                        .toArray(double[][]::new));
    }

    private static Clusters said(double... numbers) {
        return new Clusters(numbers);
    }

    /** By hand: of 0 the own cluster lies 1 away, the other 9.5, so (9.5 - 1) / 9.5; of 1 it is (8.5 - 1) / 8.5, and the same mirrored. */
    @Test
    void a_silhouette_compares_the_own_cluster_with_the_next() {
        double expected = ((9.5 - 1) / 9.5 + (8.5 - 1) / 8.5) / 2;
        assertThat(Metric.SILHOUETTE.compute(at(0, 1, 9, 10), said(1, 1, 2, 2))).isCloseTo(expected, within(1e-12));
        assertThat(Metric.SILHOUETTE.compute(at(0, 1, 9, 10), said(1, 2, 1, 2))).isNegative();
    }

    @Test
    void a_row_that_is_alone_or_noise_counts_nothing() {
        double two = (8.5 - 1) / 8.5 + (9.5 - 1) / 9.5;
        assertThat(Metric.SILHOUETTE.compute(at(0, 1, 9, 10, 50), said(1, 1, 2, 2, 0)))
                .isCloseTo(2 * two / 5, within(1e-12));
        assertThat(Metric.SILHOUETTE.compute(at(0, 1, 9, 10, 500), said(1, 1, 2, 2, 3)))
                .isCloseTo(2 * two / 5, within(1e-12));
    }

    @Test
    void fewer_than_two_clusters_are_the_worst_and_never_undefined() {
        for (Clusters nothing : new Clusters[] {said(0, 0, 0), said(1, 1, 1), said(1, 0, 1)}) {
            assertThat(Metric.SILHOUETTE.compute(at(0, 1, 9), nothing)).isEqualTo(-1);
            assertThat(Metric.CALINSKI_HARABASZ.compute(at(0, 1, 9), nothing)).isZero();
            assertThat(Agreement.of(nothing, nothing)).isEqualTo(-1);
        }
        assertThat(Metric.NOISE.compute(at(0, 1, 9), said(1, 0, 1))).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(Metric.CLUSTERS.compute(at(0, 1, 9), said(4, 0, 7))).isEqualTo(2);
    }

    /** By hand: between 4 · 4.5², within 4 · 0.5², of 1 and 2 degrees of freedom. */
    @Test
    void a_variance_ratio_is_of_scatter_between_and_inside() {
        assertThat(Metric.CALINSKI_HARABASZ.compute(at(0, 1, 9, 10), said(1, 1, 2, 2)))
                .isCloseTo(4 * 4.5 * 4.5 / (4 * 0.5 * 0.5 / 2), within(1e-9));
        assertThat(Metric.CALINSKI_HARABASZ.compute(at(0, 0, 9, 9), said(1, 1, 2, 2)))
                .isFinite()
                .isGreaterThan(1e6);
    }

    /** 0.24242… is the value of Hubert and Arabie's formula for these six rows. */
    @Test
    void agreement_does_not_depend_on_names_and_is_corrected_for_chance() {
        assertThat(Agreement.of(said(1, 1, 2, 2, 3, 3), said(7, 7, 4, 4, 1, 1))).isEqualTo(1);
        assertThat(Agreement.of(said(1, 1, 1, 2, 2, 2), said(1, 1, 2, 2, 3, 3))).isCloseTo(8 / 33.0, within(1e-12));
        assertThat(Agreement.of(said(1, 1, 2, 2), said(1, 2, 1, 2))).isNegative();
    }

    @Test
    void rows_without_a_cluster_are_each_alone() {
        assertThat(Agreement.of(said(1, 1, 2, 2, 0, 0), said(1, 1, 2, 2, 0, 0))).isEqualTo(1);
        assertThat(Agreement.of(said(1, 1, 2, 2, 3, 3), said(1, 1, 2, 2, 0, 0))).isBetween(0.5, 0.99);
    }

    /** The mean over 1,000 of 5,000 rows; its standard error is below 0.01 here, so the tolerance is missed about never. */
    @Test
    void of_many_rows_a_sample_is_judged() {
        double[] places = IntStream.range(0, 5_000)
                .mapToDouble(row -> row % 2 * 10 + row % 7 / 7.0)
                .toArray();
        Clusters said = new Clusters(
                IntStream.range(0, 5_000).mapToDouble(row -> 1 + row % 2).toArray());
        assertThat(Metric.SILHOUETTE.compute(at(places), said)).isCloseTo(0.967, within(0.01));
        assertThat(ClusterSample.positions(5_000)).hasSize(1_000).isSorted().doesNotHaveDuplicates();
    }
}
