package dev.cairn.trainers.data;

import java.util.Arrays;
import java.util.List;

/** The true answers, one per row. */
public sealed interface Target {
    int rows();

    /** The answers of the rows given, in their order. */
    Target select(int[] rows);

    Task task();

    /**
     * Classes. The arrays are shared, not copied: they are as long as the table, and nobody writes to them.
     *
     * @param codes one index into {@code labels} per row
     * @param labels the classes' own spelling; a class may have no row at all
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Classes(int[] codes, List<String> labels) implements Target {
        public Classes {
            labels = List.copyOf(labels);
            if (labels.size() < 2) {
                throw new InvalidFrame("a classification target needs at least two classes, got " + labels);
            }
            for (int code : codes) {
                if (code < 0 || code >= labels.size()) {
                    throw new InvalidFrame("class code " + code + " is outside the " + labels.size() + " labels");
                }
            }
        }

        @Override
        public int rows() {
            return codes.length;
        }

        public int classes() {
            return labels.size();
        }

        @Override
        public Classes select(int[] rows) {
            int[] chosen = new int[rows.length];
            Arrays.setAll(chosen, i -> codes[rows[i]]);
            return new Classes(chosen, labels);
        }

        /** How many rows each class has. */
        public int[] counts() {
            int[] counts = new int[labels.size()];
            for (int code : codes) {
                counts[code]++;
            }
            return counts;
        }

        @Override
        public Task task() {
            return labels.size() == 2 ? Task.BINARY : Task.MULTICLASS;
        }
    }

    /** Numbers, all finite. The array is shared, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Numbers(double[] values) implements Target {
        public Numbers {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new InvalidFrame("a regression target must be finite, got " + value);
                }
            }
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public Numbers select(int[] rows) {
            double[] chosen = new double[rows.length];
            Arrays.setAll(chosen, i -> values[rows[i]]);
            return new Numbers(chosen);
        }

        @Override
        public Task task() {
            return Task.REGRESSION;
        }
    }
}
