package dev.cairn.trainers.djl;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.RowSet;
import java.util.List;

/**
 * Pixels, all scaled alike so that an image stays one: mean 0 and standard deviation 1 over all pixels of the training
 * rows. Written channel by channel, as convolutions want them; a missing one counts as the mean.
 */
record PixelInputs(ImageShape image, double mean, double deviation) implements Inputs {
    static PixelInputs fit(ImageShape image, RowSet rows) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        for (Column column : rows.frame().columns()) {
            for (int row : rows.rows()) {
                double pixel = pixel(column, row);
                if (!Double.isNaN(pixel)) {
                    count++;
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }
        }
        double mean = sum / Math.max(1, count);
        double variance = squares / Math.max(1, count) - mean * mean;
        return new PixelInputs(image, mean, variance > 0 ? Math.sqrt(variance) : 1);
    }

    @Override
    public int width() {
        return image.pixels();
    }

    @Override
    public void read(Frame frame, int[] rows, float[] out) {
        List<Column> columns = frame.columns();
        int plane = image.height() * image.width();
        for (int c = 0; c < columns.size(); c++) {
            int place = c % image.channels() * plane + c / image.channels();
            for (int row : rows) {
                double pixel = pixel(columns.get(c), row);
                out[place] = Double.isNaN(pixel) ? 0 : (float) ((pixel - mean) / deviation);
                place += width();
            }
        }
    }

    private static double pixel(Column column, int row) {
        if (column instanceof Column.Pixel pixel) {
            return pixel.value(row);
        }
        return column instanceof Column.Numeric numeric ? numeric.value(row) : Double.NaN;
    }
}
