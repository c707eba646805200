package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A selection whose members keep limits together: of two greedy ones, by what a member gains and by what it gains for its price, the better (Khuller,
 * Moss and Naor, Information Processing Letters 1999, §2). It is done once among all candidates, since a mean of several selections would have the
 * members of all.
 */
record FrugalSelection(EnsembleSelection selection, Allowance allowance) {
    Blend select(List<Predictions> candidates, Target truth) {
        Growth plain = new Growth(false, candidates, truth);
        Growth thrifty = new Growth(true, candidates, truth);
        plain.grow();
        thrifty.grow();
        int[] best = thrifty.least < plain.least ? thrifty.best : plain.best;
        double sum = Arrays.stream(best).sum();
        if (sum == 0) {
            // None keeps the limits, not even alone: the first, as where there is nothing to choose.
            return Blend.single(0, candidates.size());
        }
        return new Blend(Arrays.stream(best).mapToDouble(times -> times / sum).toArray());
    }

    /** A selection while it is made. */
    private final class Growth {
        private final boolean thrifty;
        private final List<Predictions> candidates;
        private final Target truth;
        private final double[] alone;
        private final double[] sum;
        private final int[] times;
        private int[] best;
        private double least = Double.POSITIVE_INFINITY;

        Growth(boolean thrifty, List<Predictions> candidates, Target truth) {
            this.thrifty = thrifty;
            this.candidates = candidates;
            this.truth = truth;
            this.alone = candidates.stream()
                    .mapToDouble(said -> selection.loss(truth, said))
                    .toArray();
            this.sum = new double[Blend.numbers(candidates.get(0)).length];
            this.times = new int[candidates.size()];
            this.best = times;
        }

        /** Keeps the best mean on the way; a step back can be part of it, as when the best is added again. */
        void grow() {
            double before = Arrays.stream(alone).filter(Double::isFinite).max().orElse(0);
            for (int count = 1; count <= selection.size(); count++) {
                OptionalInt next = next(before, count);
                if (next.isEmpty()) {
                    return;
                }
                int added = next.getAsInt();
                before = count == 1 ? alone[added] : selection.loss(truth, mean(candidates.get(added), count));
                times[added]++;
                double[] numbers = Blend.numbers(candidates.get(added));
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += numbers[i];
                }
                if (before < least || count == 1) {
                    least = before;
                    best = times.clone();
                }
            }
        }

        /** Empty when the allowance admits no candidate; among those whose losses are all infinite, the first that it admits. */
        private OptionalInt next(double before, int count) {
            OptionalInt added = OptionalInt.empty();
            double lowest = Double.POSITIVE_INFINITY;
            for (int candidate = 0; candidate < times.length; candidate++) {
                if (!allowance.admits(times, candidate)) {
                    continue;
                }
                double loss =
                        count == 1 ? alone[candidate] : selection.loss(truth, mean(candidates.get(candidate), count));
                double rank = thrifty ? rank(loss - before, candidate) : loss;
                if (added.isEmpty() || rank < lowest) {
                    lowest = rank;
                    added = OptionalInt.of(candidate);
                }
            }
            return added;
        }

        /** A gain counts by its price, a loss as it is. */
        private double rank(double change, int candidate) {
            return change < 0 ? change / allowance.price(times, candidate) : change;
        }

        private Predictions mean(Predictions added, int count) {
            double[] numbers = Blend.numbers(added);
            double[] mean = new double[sum.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (sum[i] + numbers[i]) / count;
            }
            return added.alike(mean);
        }
    }
}
