package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.RowSet;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Numbers of some rows of a frame, most of which are 0.
 *
 * @param starts by row of the frame: where its cells begin; one more at the end
 * @param places ascending within a row
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Sparse(int[] starts, int[] places, float[] values) {
    /** Reads each row once. Rows that are not asked for are 0. */
    static Sparse of(RowSet rows, IntFunction<Map<Integer, Double>> cells) {
        int[] ascending = rows.rows().clone();
        Arrays.sort(ascending);
        int[] starts = new int[rows.frame().rows() + 1];
        int[] places = new int[16];
        float[] values = new float[16];
        int used = 0;
        int next = 0;
        for (int i = 0; i < ascending.length; i++) {
            if (i > 0 && ascending[i] == ascending[i - 1]) {
                continue;
            }
            Arrays.fill(starts, next, ascending[i] + 1, used);
            next = ascending[i] + 1;
            Map<Integer, Double> row = cells.apply(ascending[i]);
            int[] sorted =
                    row.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
            if (used + sorted.length > places.length) {
                int room = Math.max(2 * places.length, used + sorted.length);
                places = Arrays.copyOf(places, room);
                values = Arrays.copyOf(values, room);
            }
            for (int place : sorted) {
                places[used] = place;
                values[used++] = row.getOrDefault(place, 0.0).floatValue();
            }
        }
        Arrays.fill(starts, next, starts.length, used);
        return new Sparse(starts, Arrays.copyOf(places, used), Arrays.copyOf(values, used));
    }

    float at(int row, int place) {
        int found = Arrays.binarySearch(places, starts[row], starts[row + 1], place);
        return found < 0 ? 0 : values[found];
    }
}
