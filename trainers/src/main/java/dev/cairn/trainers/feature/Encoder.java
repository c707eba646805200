package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import java.util.List;

/** Writes one column as one or more features; fitted on training rows. */
interface Encoder {
    List<String> names();

    /** What each feature is, for people. */
    List<Reading> readings();

    /** Writes these rows' features at {@code out[at], out[at + stride], …}. */
    void encode(Column column, int[] rows, float[] out, int at, int stride);
}
