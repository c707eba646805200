package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** How what several models say about the same rows becomes one answer. */
public sealed interface Combination {
    Combination MEAN = new Mean();

    /**
     * The answer.
     *
     * @param weights one per model, 1 in all
     * @param said one per model, about the same rows
     */
    Predictions of(double[] weights, List<Predictions> said);

    /** The weighted mean. */
    record Mean() implements Combination {
        @Override
        public Predictions of(double[] weights, List<Predictions> said) {
            return said.get(0).alike(sum(weights, said, DoubleUnaryOperator.identity()));
        }
    }

    /**
     * Of numbers: an intercept and so many times the weighted mean.
     *
     * @param total not negative
     */
    record Line(double total, double intercept) implements Combination {
        public Line {
            check(total);
        }

        @Override
        public Predictions of(double[] weights, List<Predictions> said) {
            double[] sum = sum(weights, said, DoubleUnaryOperator.identity());
            for (int i = 0; i < sum.length; i++) {
                sum[i] = intercept + total * sum[i];
            }
            return said.get(0).alike(sum);
        }
    }

    /**
     * Of probabilities: a power of their weighted geometric mean times a factor for each class, scaled to 1 in all (a logarithmic opinion pool, Genest
     * and Zidek, Statistical Science 1986, §3).
     *
     * @param total the power, not negative
     * @param intercepts logarithms of the factors
     */
    record Pool(double total, List<Double> intercepts) implements Combination {
        /** Surer than this no model is taken to be. */
        private static final double LEAST = 1e-5;

        public Pool {
            check(total);
            intercepts = List.copyOf(intercepts);
        }

        /** What the pool takes for the logarithm of a probability. */
        static double logarithm(double probability) {
            return Math.log(Math.max(LEAST, probability));
        }

        @Override
        public Predictions of(double[] weights, List<Predictions> said) {
            if (!(said.get(0) instanceof Probabilities first) || first.classes() != intercepts.size()) {
                throw new InvalidFrame("a pool of " + intercepts.size() + " classes needs their probabilities");
            }
            double[] flat = sum(weights, said, Pool::logarithm);
            int classes = intercepts.size();
            for (int start = 0; start < flat.length; start += classes) {
                for (int label = 0; label < classes; label++) {
                    flat[start + label] = intercepts.get(label) + total * flat[start + label];
                }
                softmax(flat, start, classes);
            }
            return first.alike(flat);
        }

        /** Turns scores into probabilities in place. */
        static void softmax(double[] scores, int start, int classes) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < classes; label++) {
                highest = Math.max(highest, scores[start + label]);
            }
            double sum = 0;
            for (int label = 0; label < classes; label++) {
                scores[start + label] = Math.exp(scores[start + label] - highest);
                sum += scores[start + label];
            }
            for (int label = 0; label < classes; label++) {
                scores[start + label] /= sum;
            }
        }
    }

    private static void check(double total) {
        if (!(total >= 0) || Double.isInfinite(total)) {
            throw new IllegalArgumentException("weights are not negative, got " + total + " in all");
        }
    }

    private static double[] sum(double[] weights, List<Predictions> said, DoubleUnaryOperator scale) {
        double[] sum = new double[said.get(0).numbers().length];
        for (int model = 0; model < weights.length; model++) {
            if (weights[model] == 0) {
                continue;
            }
            double[] numbers = said.get(model).numbers();
            if (numbers.length != sum.length) {
                throw new InvalidFrame("candidates spoke of " + sum.length + " and of " + numbers.length + " numbers");
            }
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights[model] * scale.applyAsDouble(numbers[i]);
            }
        }
        return sum;
    }
}
