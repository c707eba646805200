package dev.cairn.trainers.data;

import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The true answers, one per row. */
public sealed interface Target {
    int rows();

    /** The answers of the rows given, in their order. */
    Target select(int[] rows);

    Task task();

    /** Classes that folds should have in equal parts; empty for numbers. */
    Optional<Classes> strata();

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

        @Override
        public Optional<Classes> strata() {
            return Optional.of(this);
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

        @Override
        public Optional<Classes> strata() {
            return Optional.empty();
        }
    }

    /**
     * One of two classes for each of several columns. The array is shared, not copied.
     *
     * @param codes one index into {@code sets} per row
     * @param sets sets of columns that say yes, each spelled as a 1 or 0 per column
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Labels(int[] codes, List<String> sets, List<LabelColumn> columns) implements Target {
        public Labels {
            sets = List.copyOf(sets);
            columns = List.copyOf(columns);
            for (String set : sets) {
                if (!set.matches("[01]{" + columns.size() + "}")) {
                    throw new InvalidFrame("a set of " + columns.size() + " labels is as many 0 and 1, got " + set);
                }
            }
        }

        @Override
        public int rows() {
            return codes.length;
        }

        /** How many columns there are. */
        public int count() {
            return columns.size();
        }

        public boolean says(int row, int column) {
            return sets.get(codes[row]).charAt(column) == '1';
        }

        /** The classes of one column; the second says yes. */
        public Classes of(int column) {
            int[] yes = new int[codes.length];
            Arrays.setAll(yes, row -> says(row, column) ? 1 : 0);
            return new Classes(
                    yes, List.of(columns.get(column).no(), columns.get(column).yes()));
        }

        @Override
        public Labels select(int[] rows) {
            int[] chosen = new int[rows.length];
            Arrays.setAll(chosen, i -> codes[rows[i]]);
            return new Labels(chosen, sets, columns);
        }

        @Override
        public Task task() {
            return Task.MULTILABEL;
        }

        @Override
        public Optional<Classes> strata() {
            return sets.size() < 2 ? Optional.empty() : Optional.of(new Classes(codes, sets));
        }
    }

    /**
     * No answers: what is said of rows is judged by where they lie.
     *
     * @param places indices into the frame, one per row; shared, not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
    record Unlabelled(int[] places, Landscape landscape) implements Target {
        /** Of all rows of a frame. */
        public static Unlabelled of(int rows, Landscape landscape) {
            int[] places = new int[rows];
            Arrays.setAll(places, row -> row);
            return new Unlabelled(places, landscape);
        }

        /** Where the rows at these positions lie: a point each, all of the same length. */
        public double[][] points(int[] positions) {
            return landscape.points(
                    Arrays.stream(positions).map(position -> places[position]).toArray());
        }

        @Override
        public int rows() {
            return places.length;
        }

        @Override
        public Unlabelled select(int[] rows) {
            int[] chosen = new int[rows.length];
            Arrays.setAll(chosen, i -> places[rows[i]]);
            return new Unlabelled(chosen, landscape);
        }

        @Override
        public Task task() {
            return Task.CLUSTERING;
        }

        @Override
        public Optional<Classes> strata() {
            return Optional.empty();
        }
    }
}
