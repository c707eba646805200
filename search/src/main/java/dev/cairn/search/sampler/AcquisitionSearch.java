package dev.cairn.search.sampler;

import dev.cairn.search.math.BoxMinimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the feasible point of the greatest acquisition: many candidates at once, gradient steps in the numeric coordinates from the best
 * few, then steps in the discrete ones, as long as something is gained (multi-start as in Ament et al., NeurIPS 2023; discrete
 * neighbours as in Hutter, Hoos and Leyton-Brown, LION 2011).
 *
 * @param taken points that are observed or pending, which are proposed again only when there is nothing else
 */
record AcquisitionSearch(Candidates candidates, Acquisition acquisition, List<double[]> taken) {
    private static final int STARTS = 4;
    private static final int GRADIENT_STEPS = 15;
    private static final int ROUNDS = 3;

    /** Where the search ended, with the acquisition there. */
    @SuppressWarnings("ArrayRecordComponent") // a pair of results, not a value to compare
    record Found(double[] point, double score) {}

    Found among(List<double[]> pool) {
        double[] scores = acquisition.atAll(pool);
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        Set<List<Double>> known = new HashSet<>();
        taken.forEach(point -> known.add(key(point)));
        List<Found> starts = new ArrayList<>();
        for (int i : order) {
            if (starts.size() < STARTS && known.add(key(pool.get(i)))) {
                starts.add(new Found(pool.get(i), scores[i]));
            }
        }
        if (starts.isEmpty()) {
            return new Found(pool.get(order[0]), scores[order[0]]);
        }
        known.clear();
        taken.forEach(point -> known.add(key(point)));
        Found best = starts.get(0);
        for (Found start : starts) {
            Found found = polished(climbed(start, known), known);
            best = found.score > best.score ? found : best;
        }
        return best;
    }

    /** Alternates steps in discrete parameters with gradient steps. */
    private Found polished(Found start, Set<List<Double>> known) {
        Found best = start;
        for (int round = 0; round < ROUNDS; round++) {
            List<double[]> neighbours = candidates.neighbours(best.point).stream()
                    .filter(point -> !known.contains(key(point)))
                    .toList();
            if (neighbours.isEmpty()) {
                return best;
            }
            double[] scores = acquisition.atAll(neighbours);
            int top = IntStream.range(0, scores.length)
                    .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                    .orElse(0);
            if (scores[top] <= best.score + 1e-9) {
                return best;
            }
            best = climbed(new Found(neighbours.get(top), scores[top]), known);
        }
        return best;
    }

    private Found climbed(Found start, Set<List<Double>> known) {
        double[] point = start.point;
        double[] lower = point.clone();
        double[] upper = point.clone();
        for (int d = 0; d < point.length; d++) {
            if (!candidates.steppedThrough(d) && !Double.isNaN(point[d])) {
                lower[d] = 0;
                upper[d] = 1;
            }
        }
        int[] free = IntStream.range(0, point.length)
                .filter(d -> lower[d] < upper[d])
                .toArray();
        if (free.length == 0) {
            return start;
        }
        double[] scratch = new double[point.length];
        BoxMinimizer minimizer = new BoxMinimizer(
                (x, gradient) -> {
                    double value = acquisition.negative(spread(point, free, x), scratch);
                    Arrays.setAll(gradient, i -> scratch[free[i]]);
                    return value;
                },
                pick(lower, free),
                pick(upper, free),
                GRADIENT_STEPS,
                1e-5);
        double[] climbed = spread(point, free, minimizer.from(pick(point, free)).at());
        Optional<double[]> canonical = candidates.canonical(climbed).filter(p -> !known.contains(key(p)));
        if (canonical.isEmpty()) {
            return start;
        }
        double score = acquisition.atAll(List.of(canonical.get()))[0];
        return score > start.score ? new Found(canonical.get(), score) : start;
    }

    private static double[] spread(double[] point, int[] free, double[] x) {
        double[] full = point.clone();
        for (int i = 0; i < free.length; i++) {
            full[free[i]] = x[i];
        }
        return full;
    }

    private static double[] pick(double[] point, int[] axes) {
        return Arrays.stream(axes).mapToDouble(d -> point[d]).toArray();
    }

    private static List<Double> key(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
