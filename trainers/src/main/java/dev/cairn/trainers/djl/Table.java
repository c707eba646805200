package dev.cairn.trainers.djl;

import dev.cairn.trainers.data.RowSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A set of rows, kept as numbers when small, else read from the mapped frame as needed. */
final class Table {
    /** 8 MiB as floats: the models of all folds keep theirs at the same time. */
    private static final int MOST_CELLS_KEPT = 1 << 21;

    private final Inputs inputs;
    private final RowSet rows;
    private final float @Nullable [] kept;

    Table(Inputs inputs, RowSet rows) {
        this(inputs, rows, MOST_CELLS_KEPT);
    }

    Table(Inputs inputs, RowSet rows, long mostCellsKept) {
        this.inputs = inputs;
        this.rows = rows;
        this.kept = (long) rows.size() * inputs.width() <= mostCellsKept ? readAll() : null;
    }

    int size() {
        return rows.size();
    }

    RowSet rows() {
        return rows;
    }

    int width() {
        return inputs.width();
    }

    /** The rows at {@code positions[from] … positions[to - 1]} of the set. */
    float[] read(int[] positions, int from, int to) {
        float[] out = new float[(to - from) * width()];
        float[] cells = kept;
        if (cells == null) {
            int[] chosen = new int[to - from];
            Arrays.setAll(chosen, i -> rows.rows()[positions[from + i]]);
            inputs.read(rows.frame(), chosen, out);
            return out;
        }
        for (int i = from; i < to; i++) {
            System.arraycopy(cells, positions[i] * width(), out, (i - from) * width(), width());
        }
        return out;
    }

    private float[] readAll() {
        float[] cells = new float[rows.size() * inputs.width()];
        inputs.read(rows.frame(), rows.rows(), cells);
        return cells;
    }
}
