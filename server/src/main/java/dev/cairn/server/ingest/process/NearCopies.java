package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.Sides.Side;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds rows that nearly repeat an earlier one among the first training rows: all cells agree but for one, numbers within
 * {@value #SMALL} of their column's deviation. Candidates are rows whose binned values are equal in one half of the columns, since two rows that
 * differ in one cell agree in the half without it (the pigeonhole of Manku, Jain and Das Sarma, WWW 2007, §3); each is compared with a few of
 * its like, so the cost is bounded. Rows of few or common values agree by chance: they count only where what agrees would hardly agree in any
 * two of that many rows.
 */
final class NearCopies {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_CELLS = 2_000_000;
    private static final int FEWEST_COLUMNS = 4;
    private static final int COMPARED = 8;
    private static final int[] RESOLUTIONS = {64, 8};
    private static final double SMALL = 0.01;
    /** Bits beyond those that tell all pairs of rows apart: a chance of one in a thousand. */
    private static final double SPARE_BITS = 10;

    private final List<ColumnSchema> features;
    private final double[][] values;
    private final double[] deviations;
    private final double[][] bits;
    private final boolean[] repeats;
    private int rows;

    private NearCopies(List<ColumnSchema> features, int capacity) {
        this.features = features;
        this.values = new double[features.size()][capacity];
        this.deviations = new double[features.size()];
        this.bits = new double[features.size()][];
        this.repeats = new boolean[capacity];
    }

    /**
     * What was found.
     *
     * @param rows that nearly repeat an earlier one
     * @param of the rows that were looked at
     */
    record Found(long rows, long of) {}

    static Found of(TableFile table, Sides sides, List<ColumnSchema> features) throws SQLException {
        if (features.size() < FEWEST_COLUMNS) {
            return new Found(0, 0);
        }
        NearCopies copies = new NearCopies(features, Math.min(MOST_ROWS, MOST_CELLS / features.size()));
        copies.read(table, sides);
        for (int resolution : RESOLUTIONS) {
            copies.look(resolution);
        }
        long found = 0;
        for (boolean repeat : copies.repeats) {
            found += repeat ? 1 : 0;
        }
        return new Found(found, copies.rows);
    }

    private void read(TableFile table, Sides sides) throws SQLException {
        List<Map<String, Double>> codes = new ArrayList<>();
        features.forEach(column -> codes.add(new HashMap<>()));
        List<String> names = features.stream().map(ColumnSchema::name).toList();
        table.visit(names, 2L * repeats.length, (row, cells) -> {
            if (sides.side(row) == Side.TRAIN && rows < repeats.length) {
                for (int i = 0; i < features.size(); i++) {
                    values[i][rows] = cell(cells, i, codes.get(i));
                }
                rows++;
            }
        });
        for (int i = 0; i < features.size(); i++) {
            deviations[i] = features.get(i).kind().isQuantity() ? deviation(values[i], rows) : 0;
        }
    }

    /** The number, or the code of the label; NaN where missing. */
    private double cell(TableFile.Cells cells, int column, Map<String, Double> codes) throws SQLException {
        ColumnKind kind = features.get(column).kind();
        if (kind == ColumnKind.DATETIME) {
            return cells.second(column).isPresent() ? cells.second(column).getAsLong() : Double.NaN;
        } else if (kind.isQuantity()) {
            return cells.number(column);
        }
        String text = cells.text(column);
        return text.isEmpty() ? Double.NaN : codes.computeIfAbsent(text, label -> (double) codes.size());
    }

    private static double deviation(double[] column, int rows) {
        double mean = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (!Double.isNaN(column[row])) {
                count++;
                double off = column[row] - mean;
                mean += off / count;
                squares += off * (column[row] - mean);
            }
        }
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    private void look(int resolution) {
        long[][] halves = new long[2][rows];
        for (int i = 0; i < features.size(); i++) {
            int[] bins = bins(i, resolution);
            if (resolution == RESOLUTIONS[0]) {
                bits[i] = bits(bins);
            }
            long[] half = halves[i % 2];
            for (int row = 0; row < rows; row++) {
                half[row] = mixed(half[row] * 31 + bins[row] + 2);
            }
        }
        compare(halves[0]);
        compare(halves[1]);
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, figure 16). */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A bin for each row, -1 where missing: the code of a label, the place of a number among its column's quantiles. */
    private int[] bins(int column, int resolution) {
        double[] cells = values[column];
        int[] bins = new int[rows];
        if (!features.get(column).kind().isQuantity()) {
            Arrays.setAll(bins, row -> Double.isNaN(cells[row]) ? -1 : (int) cells[row]);
            return bins;
        }
        double[] sorted = Arrays.stream(cells, 0, rows)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] edges = new double[sorted.length == 0 ? 0 : resolution - 1];
        Arrays.setAll(edges, i -> sorted[(int) ((long) (i + 1) * sorted.length / resolution)]);
        Arrays.setAll(bins, row -> Double.isNaN(cells[row]) ? -1 : above(edges, cells[row]));
        return bins;
    }

    private static int above(double[] edges, double value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How much it tells, in bits, that two rows share the bin of each row. */
    private double[] bits(int[] bins) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int bin : bins) {
            counts.merge(bin, 1, Integer::sum);
        }
        double[] told = new double[rows];
        Arrays.setAll(told, row -> Math.log((double) rows / counts.getOrDefault(bins[row], 1)) / Math.log(2));
        return told;
    }

    private void compare(long[] keys) {
        Map<Long, int[]> earlier = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            int[] like = earlier.computeIfAbsent(keys[row], key -> new int[COMPARED + 1]);
            int known = Math.min(COMPARED, like[COMPARED]);
            for (int k = 0; k < known && !repeats[row]; k++) {
                repeats[row] = isNear(row, like[k]);
            }
            if (known < COMPARED) {
                like[known] = row;
                like[COMPARED]++;
            }
        }
    }

    /** Equal but for one cell or small differences; rows that are wholly equal are repeats, not near ones. */
    private boolean isNear(int row, int other) {
        int differing = 0;
        boolean equal = true;
        double told = 0;
        for (int i = 0; i < values.length && differing < 2; i++) {
            double a = values[i][row];
            double b = values[i][other];
            boolean same = a == b || (Double.isNaN(a) && Double.isNaN(b));
            equal &= same;
            if (same || Math.abs(a - b) <= SMALL * deviations[i]) {
                told += Math.min(bits[i][row], bits[i][other]);
            } else {
                differing++;
            }
        }
        return !equal && differing < 2 && told >= 2 * Math.log(rows) / Math.log(2) + SPARE_BITS;
    }
}
