package dev.cairn.trainers.data;

import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.Kind;
import dev.cairn.trainers.data.FrameSchema.NoTarget;
import dev.cairn.trainers.data.FrameSchema.NumberTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import java.util.List;

/**
 * Where everything lies inside a block: groups, marks if there are any, target, then the columns from wide cells to narrow ones, so that each begins aligned.
 *
 * @param targetBefore bytes per row that come before the target
 * @param columnBefore bytes per row that come before each column
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record FrameLayout(int targetBefore, int targetWidth, int[] columnBefore, int rowBytes, int rowsPerBlock) {
    private static final int BLOCK_BYTES = 4 << 20;
    private static final int MAX_ROWS_PER_BLOCK = 1 << 16;
    private static final int MIN_ROWS_PER_BLOCK = 1 << 6;
    static final int GROUP_BEFORE = 0;
    static final int MARK_BEFORE = Long.BYTES;

    static FrameLayout of(FrameSchema schema) {
        FrameLayout loose = of(schema, MIN_ROWS_PER_BLOCK);
        int fitting = Integer.highestOneBit(Math.max(1, BLOCK_BYTES / loose.rowBytes));
        return of(schema, Math.min(MAX_ROWS_PER_BLOCK, Math.max(MIN_ROWS_PER_BLOCK, fitting)));
    }

    static FrameLayout of(FrameSchema schema, int rowsPerBlock) {
        int targetWidth = targetWidth(schema.target());
        int targetBefore = schema.marked() ? 2 * Long.BYTES : Long.BYTES;
        int before = targetBefore + targetWidth;
        List<Feature> columns = schema.columns();
        int[] columnBefore = new int[columns.size()];
        for (int width : Kind.WIDTHS) {
            for (int c = 0; c < columnBefore.length; c++) {
                Kind kind = columns.get(c).kind();
                if (kind.width == width) {
                    columnBefore[c] = before;
                    before = Math.addExact(before, width);
                }
            }
        }
        return new FrameLayout(targetBefore, targetWidth, columnBefore, before, rowsPerBlock);
    }

    private static int targetWidth(TargetColumn target) {
        if (target instanceof NumberTarget) {
            return Double.BYTES;
        }
        if (target instanceof ClassTarget) {
            return Integer.BYTES;
        }
        if (target instanceof NoTarget) {
            return 0;
        }
        throw new IllegalStateException("unknown target kind " + target);
    }
}
