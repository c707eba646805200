package dev.cairn.trainers;

import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says of every row what holds of the training rows as a whole: the shares of the classes, or the mean number, and where a quantile is asked for that
 * quantile. The last resort of a study whose time was over before any model was fitted; it is nothing to search with, so no list names it.
 */
final class PriorTrainer implements Trainer {
    static final String NAME = "prior";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return new SearchSpace(List.of(), List.of());
    }

    @Override
    public Values defaults(TaskShape shape) {
        return Values.NONE;
    }

    @Override
    public int maxSteps(Values values) {
        return 1;
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new Whole(() -> model(fold));
    }

    private static Prior model(FoldData fold) {
        if (fold.train().target() instanceof Target.Classes classes) {
            double[] shares = Arrays.stream(classes.counts())
                    .mapToDouble(count -> (double) count / classes.rows())
                    .toArray();
            return new Prior(shares, true);
        }
        double[] numbers = ((Target.Numbers) fold.train().target()).values().clone();
        Arrays.sort(numbers);
        double quantile = fold.objective().metric().quantile().orElse(Double.NaN);
        double said = Double.isNaN(quantile)
                ? Arrays.stream(numbers).average().orElse(0)
                : numbers[(int) Math.round(quantile * (numbers.length - 1))];
        return new Prior(new double[] {said}, false);
    }

    /** What it says of every row. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Prior(double[] said, boolean probabilities) implements Whole.Model {
        @Override
        public long bytes() {
            return (long) said.length * Double.BYTES;
        }

        @Override
        public Predictions predict(RowSet rows) {
            double[] all = new double[rows.size() * said.length];
            for (int row = 0; row < rows.size(); row++) {
                System.arraycopy(said, 0, all, row * said.length, said.length);
            }
            return probabilities ? new Predictions.Probabilities(said.length, all) : new Predictions.Values(all);
        }
    }
}
