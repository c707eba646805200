package dev.cairn.search.sampler;

import dev.cairn.search.model.GaussianProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The few best places of the search so far that are far from each other: the best observation, then the best that is far from it, and
 * so on. Each observation belongs to the nearest of them.
 *
 * <p>The counterpart of {@link Branches} for what no condition divides: some suggestions are owed to each basin, in the ratio
 * 1 : 1/2 : 1/3 …, so that a better one is found whose first points looked worse.
 */
final class Basins {
    private static final int MOST = 4;

    private final GaussianProcess process;
    private final List<double[]> centres = new ArrayList<>();
    private final int[] trials = new int[MOST];

    /**
     * The basins of the evidence.
     *
     * @param spread how many of the first observations are space-filling: their typical distance says what far is
     */
    Basins(Evidence evidence, GaussianProcess process, int spread) {
        this.process = process;
        double far = typicalDistance(evidence.points().subList(0, Math.min(spread, evidence.size())));
        for (int index : evidence.ranking()) {
            double[] point = evidence.points().get(index);
            if (centres.size() < MOST && centres.stream().allMatch(centre -> process.distance(centre, point) >= far)) {
                centres.add(point);
            }
        }
        evidence.points().forEach(point -> trials[nearest(point)]++);
        evidence.pending().forEach(point -> trials[nearest(point)]++);
    }

    int size() {
        return centres.size();
    }

    /** The basin that is furthest behind its share. */
    int owed() {
        int owed = 0;
        for (int rank = 1; rank < centres.size(); rank++) {
            if (trials[rank] * (rank + 1) < trials[owed] * (owed + 1)) {
                owed = rank;
            }
        }
        return owed;
    }

    boolean contains(int basin, double[] point) {
        return nearest(point) == basin;
    }

    private int nearest(double[] point) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centres.size(); i++) {
            double distance = process.distance(centres.get(i), point);
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest;
    }

    /** Three quarters of the median distance between two of the points. */
    private double typicalDistance(List<double[]> points) {
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < i; j++) {
                distances.add(process.distance(points.get(i), points.get(j)));
            }
        }
        double[] sorted =
                distances.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? 0
                : 0.75
                        * Arrays.stream(sorted)
                                .skip(sorted.length / 2)
                                .findFirst()
                                .orElse(0);
    }
}
