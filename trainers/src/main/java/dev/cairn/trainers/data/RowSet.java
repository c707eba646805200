package dev.cairn.trainers.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some rows of a frame, in an order.
 *
 * @param rows indices into the frame; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record RowSet(Frame frame, int[] rows) {
    public RowSet {
        for (int row : rows) {
            if (row < 0 || row >= frame.rows()) {
                throw new InvalidFrame("row " + row + " is outside the frame's " + frame.rows() + " rows");
            }
        }
    }

    public static RowSet all(Frame frame) {
        return new RowSet(frame, IntStream.range(0, frame.rows()).toArray());
    }

    public int size() {
        return rows.length;
    }

    /** The true answers of these rows. */
    public Target target() {
        return frame.target().select(rows);
    }

    /** The rows at these positions of this set. */
    public RowSet at(int[] positions) {
        int[] chosen = new int[positions.length];
        Arrays.setAll(chosen, i -> rows[positions[i]]);
        return new RowSet(frame, chosen);
    }
}
