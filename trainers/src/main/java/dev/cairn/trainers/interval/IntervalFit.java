package dev.cairn.trainers.interval;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.interval.Reliability.Rate;
import dev.cairn.trainers.split.Folds;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Intervals with the scaling whose interval score is best on rows that it was not learned from, and what they came to there.
 *
 * @param reliability one per level of the intervals, in their order
 */
public record IntervalFit(Intervals intervals, List<Reliability> reliability) {
    /** More tell quantiles no better than is worth their time. */
    private static final int MOST_ROWS = 50_000;

    private static final int PARTS = 5;

    /** Less is chance, and even widths are easier to understand. */
    private static final double WORTH = 0.01;

    public IntervalFit {
        reliability = List.copyOf(reliability);
    }

    /**
     * Fits them.
     *
     * @param levels from 0.5 to 0.99
     * @param said about the rows, by models that did not learn from them
     * @return empty where the rows are too few for any of the levels
     */
    public static Optional<IntervalFit> of(List<Double> levels, Said said, RowSet rows, long seed) {
        int[] some = thinned(rows.size());
        RowSet seen = rows.at(some);
        if (!(seen.target() instanceof Target.Numbers truth)) {
            throw new IllegalArgumentException(
                    "intervals are of numbers, not of " + seen.target().task());
        }
        List<int[]> parts;
        try {
            parts = new Folds(PARTS, false).split(seen, Seeds.of(seed, "intervals"));
        } catch (InvalidFrame e) {
            return Optional.empty();
        }
        Trial trial = new Trial(levels, said.at(some), truth.values(), parts);
        return trial.told().isEmpty() ? Optional.empty() : Optional.of(trial.best());
    }

    private static int[] thinned(int rows) {
        int stride = (rows + MOST_ROWS - 1) / MOST_ROWS;
        return IntStream.iterate(0, row -> row < rows, row -> row + Math.max(1, stride))
                .toArray();
    }

    /** Scalings on the same rows. */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    private record Trial(List<Double> levels, Said said, double[] truth, List<int[]> parts) {
        /** Levels that the rows outside the largest part tell. */
        List<Double> told() {
            int largest = parts.stream().mapToInt(part -> part.length).max().orElse(0);
            return levels.stream()
                    .sorted()
                    .filter(level -> truth.length - largest >= Margin.fewest(level))
                    .toList();
        }

        IntervalFit best() {
            Scaling best = Scaling.NONE;
            List<Bounds> held = held(best);
            double least = score(held);
            for (Scaling scaling : Scaling.values()) {
                if (scaling != Scaling.NONE && (said.ofSeveral() || !scaling.byDisagreement())) {
                    List<Bounds> other = held(scaling);
                    double score = score(other);
                    if (score < least * (1 - WORTH)) {
                        best = scaling;
                        held = other;
                        least = score;
                    }
                }
            }
            return fitted(best, held);
        }

        private IntervalFit fitted(Scaling scaling, List<Bounds> held) {
            return new IntervalFit(
                    Intervals.fit(scaling, told(), said, truth),
                    held.stream()
                            .map(bounds ->
                                    new Reliability(bounds.level(), scaling, Rate.of(bounds, truth), Optional.empty()))
                            .toList());
        }

        /** Around all rows, those of each part learned from the other parts. */
        private List<Bounds> held(Scaling scaling) {
            List<Bounds> all = new ArrayList<>();
            for (double level : told()) {
                all.add(new Bounds(level, new double[truth.length], new double[truth.length]));
            }
            for (int[] part : parts) {
                boolean[] out = new boolean[truth.length];
                Arrays.stream(part).forEach(row -> out[row] = true);
                int[] kept = IntStream.range(0, truth.length)
                        .filter(row -> !out[row])
                        .toArray();
                Intervals learned = Intervals.fit(scaling, told(), said.at(kept), Said.select(truth, kept));
                List<Bounds> around = learned.around(said.at(part));
                for (int level = 0; level < all.size(); level++) {
                    for (int i = 0; i < part.length; i++) {
                        all.get(level).lower()[part[i]] = around.get(level).lower()[i];
                        all.get(level).upper()[part[i]] = around.get(level).upper()[i];
                    }
                }
            }
            return all;
        }

        private double score(List<Bounds> bounds) {
            double sum = 0;
            for (Bounds of : bounds) {
                for (int row = 0; row < truth.length; row++) {
                    sum += of.score(row, truth[row]);
                }
            }
            return sum;
        }
    }
}
