package dev.cairn.trainers.feature;

/**
 * A dense table of numbers.
 *
 * @param cells row by row: {@code cells[row * columns + column]}; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // as long as the table; compared by nobody
public record Matrix(int rows, int columns, float[] cells) {
    public Matrix {
        if ((long) rows * columns != cells.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " x " + columns + " needs as many cells, got " + cells.length);
        }
    }

    public float at(int row, int column) {
        return cells[row * columns + column];
    }
}
