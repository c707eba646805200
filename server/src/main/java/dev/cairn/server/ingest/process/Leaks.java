package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds features that alone tell the target nearly perfectly, on the first training rows: the values of a feature are put into at most
 * {@value #BINS} bins, and what the bins leave unexplained is compared with what no feature leaves. For classes that is the share of errors
 * (lambda: Goodman and Kruskal, JASA 1954, §5), for numbers the variance.
 */
final class Leaks {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_CELLS = 2_000_000;
    private static final int FEWEST_ROWS = 50;
    private static final int BINS = 64;
    private static final double NEARLY_ALL = 0.98;

    private final List<double[]> values = new ArrayList<>();
    private final List<Map<String, Double>> codes = new ArrayList<>();
    private final double[] target;
    private final boolean classes;
    private int rows;

    private Leaks(int columns, int capacity, boolean classes) {
        this.target = new double[capacity];
        this.classes = classes;
        for (int i = 0; i < columns + 1; i++) {
            values.add(i < columns ? new double[capacity] : target);
            codes.add(new HashMap<>());
        }
    }

    /** The names of such features. */
    static Set<String> of(TableFile table, Sides sides, List<ColumnSchema> features, String target, boolean classes)
            throws SQLException {
        int capacity = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_CELLS / (features.size() + 1)));
        Leaks leaks = new Leaks(features.size(), capacity, classes);
        List<String> names =
                new ArrayList<>(features.stream().map(ColumnSchema::name).toList());
        names.add(target);
        table.visit(names, 2L * capacity, (row, cells) -> {
            if (sides.side(row) == Side.TRAIN && leaks.rows < capacity) {
                for (int i = 0; i < features.size(); i++) {
                    leaks.cell(cells, i, features.get(i).kind());
                }
                leaks.cell(cells, features.size(), classes ? ColumnKind.CATEGORICAL : ColumnKind.NUMERIC);
                leaks.rows++;
            }
        });
        Set<String> found = new HashSet<>();
        for (int i = 0; i < features.size() && leaks.rows >= FEWEST_ROWS; i++) {
            if (leaks.explained(leaks.bins(i, features.get(i).kind())) >= NEARLY_ALL) {
                found.add(features.get(i).name());
            }
        }
        return found;
    }

    private void cell(TableFile.Cells cells, int column, ColumnKind kind) throws SQLException {
        double value;
        if (kind == ColumnKind.DATETIME) {
            value = cells.second(column).isPresent() ? cells.second(column).getAsLong() : Double.NaN;
        } else if (kind.isQuantity()) {
            value = cells.number(column);
        } else {
            Map<String, Double> known = codes.get(column);
            value = known.computeIfAbsent(cells.text(column), label -> (double) known.size());
        }
        values.get(column)[rows] = value;
    }

    /** A bin for each row; 0 holds the missing numbers. Labels that hardly repeat tell nothing and share a bin. */
    private int[] bins(int column, ColumnKind kind) {
        double[] cells = Arrays.copyOf(values.get(column), rows);
        if (!kind.isQuantity()) {
            boolean few = codes.get(column).size() <= Math.max(2, rows / 10);
            return Arrays.stream(cells).mapToInt(code -> few ? (int) code : 0).toArray();
        }
        double[] sorted =
                Arrays.stream(cells).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int most = Math.max(2, Math.min(BINS, rows / 10));
        double[] edges = new double[most - 1];
        for (int i = 0; i < edges.length && sorted.length > 0; i++) {
            edges[i] = sorted[(int) ((long) (i + 1) * sorted.length / most)];
        }
        return Arrays.stream(cells)
                .mapToInt(v -> Double.isNaN(v) ? 0 : 1 + place(edges, v))
                .toArray();
    }

    private static int place(double[] edges, double value) {
        int at = 0;
        while (at < edges.length && edges[at] <= value) {
            at++;
        }
        return at;
    }

    /** Which share of what is wrong without a feature the bins take away. */
    private double explained(int[] bins) {
        double without = wrong(new int[rows]);
        return without == 0 ? 0 : 1 - wrong(bins) / without;
    }

    private double wrong(int[] bins) {
        return classes ? errors(bins) : squares(bins);
    }

    private double errors(int[] bins) {
        Map<Integer, Map<Double, Integer>> counts = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            counts.computeIfAbsent(bins[row], b -> new HashMap<>()).merge(target[row], 1, Integer::sum);
        }
        int right = counts.values().stream()
                .mapToInt(c -> c.values().stream().mapToInt(n -> n).max().orElse(0))
                .sum();
        return rows - right;
    }

    private double squares(int[] bins) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            double[] sum = sums.computeIfAbsent(bins[row], b -> new double[3]);
            sum[0]++;
            sum[1] += target[row];
            sum[2] += target[row] * target[row];
        }
        return sums.values().stream()
                .mapToDouble(s -> s[2] - s[1] * s[1] / s[0])
                .sum();
    }
}
