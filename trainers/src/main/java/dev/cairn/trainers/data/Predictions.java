package dev.cairn.trainers.data;

import java.util.Arrays;
import java.util.List;

/** What a model says about some rows, in their order. Arrays are shared, not copied. NaN and infinities are legal: they mean divergence. */
public sealed interface Predictions {
    int rows();

    /** What is said of the rows at these positions. */
    Predictions at(int[] positions);

    /** False when any value is NaN or infinite. */
    boolean finite();

    /** All there is, row by row; shared, not copied. */
    double[] numbers();

    /** Predictions of the same kind with other numbers, of as many rows as these fill. */
    Predictions alike(double[] others);

    /**
     * A probability per row and class.
     *
     * @param flat row by row: {@code flat[row * classes + class]}
     * @param stakes one per class: the class whose probability times its stake is largest is the answer; none where that is the most probable one
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Probabilities(int classes, double[] flat, double[] stakes) implements Predictions {
        private static final double[] EQUAL = {};

        public Probabilities {
            if (classes < 2 || flat.length % classes != 0) {
                throw new InvalidFrame(flat.length + " probabilities do not fill rows of " + classes + " classes");
            }
            if (stakes.length != 0 && stakes.length != classes) {
                throw new InvalidFrame(stakes.length + " stakes are not of " + classes + " classes");
            }
        }

        /** The answer is the most probable class. */
        public Probabilities(int classes, double[] flat) {
            this(classes, flat, EQUAL);
        }

        /** The same probabilities, decided with these stakes. */
        public Probabilities staked(double[] others) {
            return new Probabilities(classes, flat, others);
        }

        @Override
        public int rows() {
            return flat.length / classes;
        }

        @Override
        public Probabilities at(int[] positions) {
            double[] chosen = new double[positions.length * classes];
            for (int i = 0; i < positions.length; i++) {
                System.arraycopy(flat, positions[i] * classes, chosen, i * classes, classes);
            }
            return new Probabilities(classes, chosen, stakes);
        }

        public double of(int row, int label) {
            return flat[row * classes + label];
        }

        /** The answer; among equals the first. */
        public int best(int row) {
            int best = 0;
            for (int label = 1; label < classes; label++) {
                if (staked(row, label) > staked(row, best)) {
                    best = label;
                }
            }
            return best;
        }

        private double staked(int row, int label) {
            return stakes.length == 0 ? of(row, label) : of(row, label) * stakes[label];
        }

        @Override
        public boolean finite() {
            return allFinite(flat);
        }

        @Override
        public double[] numbers() {
            return flat;
        }

        @Override
        public Probabilities alike(double[] others) {
            return new Probabilities(classes, others, stakes);
        }
    }

    /**
     * A probability of yes per row and column of several.
     *
     * @param flat row by row: {@code flat[row * labels + label]}
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Marginals(int labels, double[] flat) implements Predictions {
        public Marginals {
            if (labels < 1 || flat.length % labels != 0) {
                throw new InvalidFrame(flat.length + " probabilities do not fill rows of " + labels + " labels");
            }
        }

        @Override
        public int rows() {
            return flat.length / labels;
        }

        @Override
        public Marginals at(int[] positions) {
            double[] chosen = new double[positions.length * labels];
            for (int i = 0; i < positions.length; i++) {
                System.arraycopy(flat, positions[i] * labels, chosen, i * labels, labels);
            }
            return new Marginals(labels, chosen);
        }

        public double of(int row, int label) {
            return flat[row * labels + label];
        }

        @Override
        public boolean finite() {
            return allFinite(flat);
        }

        @Override
        public double[] numbers() {
            return flat;
        }

        @Override
        public Marginals alike(double[] others) {
            return new Marginals(labels, others);
        }
    }

    /**
     * A cluster per row.
     *
     * @param numbers of the clusters, whole and from 1; 0 for a row that belongs to none
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Clusters(double[] numbers) implements Predictions {
        /** Of a row that is noise. */
        public static final int NONE = 0;

        /** The cluster of a row. */
        public int of(int row) {
            return (int) numbers[row];
        }

        @Override
        public int rows() {
            return numbers.length;
        }

        @Override
        public Clusters at(int[] positions) {
            return new Clusters(
                    Arrays.stream(positions).mapToDouble(i -> numbers[i]).toArray());
        }

        @Override
        public boolean finite() {
            return allFinite(numbers);
        }

        @Override
        public Clusters alike(double[] others) {
            return new Clusters(others);
        }
    }

    /** A number per row. */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Values(double[] values) implements Predictions {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public Values at(int[] positions) {
            return new Values(
                    Arrays.stream(positions).mapToDouble(i -> values[i]).toArray());
        }

        @Override
        public boolean finite() {
            return allFinite(values);
        }

        @Override
        public double[] numbers() {
            return values;
        }

        @Override
        public Values alike(double[] others) {
            return new Values(others);
        }
    }

    /** One after the other; all of one kind. */
    static Predictions concat(List<Predictions> parts) {
        return parts.get(0)
                .alike(parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.numbers()))
                        .toArray());
    }

    private static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
