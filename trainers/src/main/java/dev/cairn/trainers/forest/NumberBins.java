package dev.cairn.trainers.forest;

import dev.cairn.trainers.data.Column;
import java.util.Arrays;

/**
 * Numbers between cuts. Few distinct numbers get a bin each; many share bins of about equally many rows.
 *
 * @param cuts between neighbouring bins, ascending: bin b holds what is above {@code cuts[b - 1]} and not above {@code cuts[b]}
 * @param centres a number of each bin
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record NumberBins(float[] cuts, float[] centres) implements ColumnBins {
    private static final int MOST = 255;

    /** More rows than these hardly move a quantile of 255. */
    private static final int LOOKED_AT = 50_000;

    static NumberBins fit(Column column, int[] rows) {
        int stride = Math.max(1, rows.length / LOOKED_AT);
        float[] present = new float[rows.length / stride + 1];
        int count = 0;
        for (int i = 0; i < rows.length; i += stride) {
            float value = value(column, rows[i]);
            if (!Float.isNaN(value)) {
                present[count++] = value;
            }
        }
        Arrays.sort(present, 0, count);
        return of(present, count);
    }

    private static NumberBins of(float[] sorted, int count) {
        int distinct = count == 0 ? 0 : 1;
        for (int i = 1; i < count; i++) {
            distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        int bins = Math.max(1, Math.min(MOST, distinct));
        float[] cuts = new float[bins - 1];
        float[] centres = new float[bins];
        int from = 0;
        int used = 0;
        while (from < count) {
            int wanted = distinct <= MOST ? 1 : Math.max(1, (count - from) / (bins - used));
            int to = used == bins - 1 ? count : endOfRun(sorted, Math.min(count, from + wanted), count);
            centres[used] = sorted[(from + to - 1) / 2];
            if (to < count) {
                cuts[used] = between(sorted[to - 1], sorted[to]);
            }
            used++;
            from = to;
        }
        return new NumberBins(
                Arrays.copyOf(cuts, Math.max(0, used - 1)), used == 0 ? new float[1] : Arrays.copyOf(centres, used));
    }

    /** Equal numbers stay together. */
    private static int endOfRun(float[] sorted, int end, int count) {
        int to = end;
        while (to < count && sorted[to] == sorted[to - 1]) {
            to++;
        }
        return to;
    }

    private static float between(float low, float high) {
        float middle = low + (high - low) / 2;
        return middle < high && middle >= low ? middle : low;
    }

    @Override
    public int count() {
        return centres.length;
    }

    @Override
    public boolean categorical() {
        return false;
    }

    @Override
    public float centre(int bin) {
        return centres[bin];
    }

    @Override
    public byte[] encode(Column column, int[] rows) {
        byte[] bins = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            float value = value(column, rows[i]);
            bins[i] = (byte) (Float.isNaN(value) ? BinnedTable.MISSING : bin(value));
        }
        return bins;
    }

    private int bin(float value) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= cuts[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static float value(Column column, int row) {
        return column instanceof Column.Numeric numeric ? numeric.value(row) : ((Column.Pixel) column).value(row);
    }
}
