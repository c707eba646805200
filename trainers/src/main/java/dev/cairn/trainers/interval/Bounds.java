package dev.cairn.trainers.interval;

/**
 * Intervals of one level around what was said about some rows.
 *
 * @param lower one per row; shared, not copied
 * @param upper one per row; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Bounds(double level, double[] lower, double[] upper) {
    boolean hold(int row, double truth) {
        return truth >= lower[row] && truth <= upper[row];
    }

    double width(int row) {
        return upper[row] - lower[row];
    }

    /** The width, and what the truth outside costs at its level (Gneiting and Raftery, JASA 2007, eq. 43); less is better. */
    double score(int row, double truth) {
        double outside = Math.max(0, lower[row] - truth) + Math.max(0, truth - upper[row]);
        return width(row) + 2 / (1 - level) * outside;
    }
}
