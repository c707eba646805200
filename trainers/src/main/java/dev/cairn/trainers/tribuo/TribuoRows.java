package dev.cairn.trainers.tribuo;

import dev.cairn.trainers.feature.Matrix;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Dense rows as Tribuo's examples, whose features have names: equally long ones, so that their order is the columns'. */
public final class TribuoRows {
    /** Tribuo tells of each iteration; trials have logs of their own. Held, since a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.tribuo");

    static {
        LOG.setLevel(Level.WARNING);
    }

    private TribuoRows() {}

    public static <T extends Output<T>> Dataset<T> dataset(
            Matrix matrix, OutputFactory<T> factory, IntFunction<T> output) {
        // The time is part of Tribuo's provenance; ours is kept with the trial, and equal runs should be equal.
        OffsetDateTime never = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        MutableDataset<T> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("fold", never, factory), factory);
        String[] names = names(matrix);
        for (int row = 0; row < matrix.rows(); row++) {
            dataset.add(example(matrix, row, names, output.apply(row)));
        }
        return dataset;
    }

    public static <T extends Output<T>> Example<T> example(Matrix matrix, int row, String[] names, T output) {
        double[] cells = new double[matrix.columns()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = matrix.at(row, column);
        }
        return new ArrayExample<>(output, names, cells);
    }

    /** A name per column, equally long. */
    public static String[] names(Matrix matrix) {
        String[] names = new String[matrix.columns()];
        for (int column = 0; column < names.length; column++) {
            names[column] = "f%07d".formatted(column);
        }
        return names;
    }
}
