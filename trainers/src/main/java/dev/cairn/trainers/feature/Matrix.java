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

    /** The standard deviation of each column. */
    public double[] deviations() {
        double[] deviations = new double[columns];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double cell = at(row, column);
                sum += cell;
                squares += cell * cell;
            }
            double mean = sum / Math.max(1, rows);
            deviations[column] = Math.sqrt(Math.max(0, squares / Math.max(1, rows) - mean * mean));
        }
        return deviations;
    }

    public float at(int row, int column) {
        return cells[row * columns + column];
    }
}
