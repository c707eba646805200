package dev.cairn.trainers.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where one column's cells lie inside the blocks of a frame. Every block holds the same number of rows, a power of two, but the last,
 * which may hold fewer; inside a block columns lie one after the other, so that a column begins at {@code bytesBefore × rows of the block}.
 */
final class Cells {
    private final ByteBuffer[] blocks;
    private final int shift;
    private final int mask;
    private final int fullStart;
    private final int lastStart;
    private final int last;

    Cells(ByteBuffer[] blocks, int rows, int rowsPerBlock, int bytesBefore) {
        this.blocks = blocks;
        this.shift = Integer.numberOfTrailingZeros(rowsPerBlock);
        this.mask = rowsPerBlock - 1;
        this.last = blocks.length - 1;
        this.fullStart = bytesBefore * rowsPerBlock;
        this.lastStart = bytesBefore * (rows - last * rowsPerBlock);
    }

    /** Cells of four bytes each that are made up, not read. */
    static Cells of(float[] values) {
        ByteBuffer block = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        block.asFloatBuffer().put(values);
        int oneBlock = Integer.highestOneBit(Math.max(1, values.length)) << 1;
        return new Cells(new ByteBuffer[] {block}, values.length, oneBlock, 0);
    }

    ByteBuffer block(int row) {
        return blocks[row >>> shift];
    }

    int place(int row, int width) {
        int start = (row >>> shift) == last ? lastStart : fullStart;
        return start + (row & mask) * width;
    }
}
