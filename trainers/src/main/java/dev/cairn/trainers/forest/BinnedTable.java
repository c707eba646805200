package dev.cairn.trainers.forest;

/**
 * A table of bins, one byte a cell.
 *
 * @param cells column by column, unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
record BinnedTable(int rows, byte[][] cells) {
    static final int MISSING = 255;

    int bin(int column, int row) {
        return cells[column][row] & 0xff;
    }
}
