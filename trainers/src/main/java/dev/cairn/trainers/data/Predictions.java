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

    /**
     * A probability per row and class.
     *
     * @param flat row by row: {@code flat[row * classes + class]}
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Probabilities(int classes, double[] flat) implements Predictions {
        public Probabilities {
            if (classes < 2 || flat.length % classes != 0) {
                throw new InvalidFrame(flat.length + " probabilities do not fill rows of " + classes + " classes");
            }
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
            return new Probabilities(classes, chosen);
        }

        public double of(int row, int label) {
            return flat[row * classes + label];
        }

        /** The most probable class; among equals the first. */
        public int best(int row) {
            int best = 0;
            for (int label = 1; label < classes; label++) {
                if (of(row, label) > of(row, best)) {
                    best = label;
                }
            }
            return best;
        }

        @Override
        public boolean finite() {
            return allFinite(flat);
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
    }

    /** One after the other; all of one kind. */
    static Predictions concat(List<Predictions> parts) {
        if (parts.get(0) instanceof Probabilities first) {
            double[] flat = parts.stream()
                    .flatMapToDouble(part -> Arrays.stream(((Probabilities) part).flat()))
                    .toArray();
            return new Probabilities(first.classes(), flat);
        }
        return new Values(parts.stream()
                .flatMapToDouble(part -> Arrays.stream(((Values) part).values()))
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
