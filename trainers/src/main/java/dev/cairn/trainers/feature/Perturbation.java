package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Column.Numeric.Numbers;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows as they might come when data are measured and typed less well: each number is off by a tenth of its column's standard deviation, normally
 * distributed, one cell in twenty is missing, and one level in twenty is that of another row. Times and prose stay.
 */
public record Perturbation(long seed) {
    private static final double NOISE = 0.1;
    private static final double MISSING = 0.05;
    private static final double FLIPPED = 0.05;

    /** A function of rows and seed. */
    public RowSet of(RowSet rows) {
        List<Column> columns = rows.frame().columns();
        List<Column> perturbed = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            perturbed.add(perturbed(columns.get(c), Seeds.of(seed, "column", c), rows));
        }
        return new RowSet(rows.frame().with(perturbed), rows.rows());
    }

    private static Column perturbed(Column column, long seed, RowSet rows) {
        if (column instanceof Column.Categorical levels) {
            return levels.with(row -> {
                SplittableRandom random = Seeds.random(seed, "cell", row);
                double drawn = random.nextDouble();
                if (drawn < MISSING) {
                    return Column.Categorical.MISSING;
                }
                return drawn < MISSING + FLIPPED
                        ? levels.code(rows.rows()[random.nextInt(rows.size())])
                        : levels.code(row);
            });
        }
        if (column instanceof Column.Numeric numeric) {
            Numbers numbers = numeric::value;
            double noise = NOISE * Math.sqrt(Sample.of(column, rows.rows()).variance());
            return Column.Numeric.of(column.name(), row -> {
                SplittableRandom random = Seeds.random(seed, "cell", row);
                return random.nextDouble() < MISSING
                        ? Float.NaN
                        : (float) (numbers.at(row) + noise * random.nextGaussian());
            });
        }
        return column;
    }
}
