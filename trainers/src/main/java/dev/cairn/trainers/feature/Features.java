package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec.Categories;
import java.util.ArrayList;
import java.util.List;

/** Columns as numbers, fitted on the rows a model learns from and applied to any rows with the same columns. */
public final class Features {
    private final List<Column> fitted;
    private final List<Encoder> encoders;
    private final List<String> names;
    private final int[] widths;

    private Features(List<Column> fitted, List<Encoder> encoders) {
        this.fitted = fitted;
        this.encoders = encoders;
        this.widths =
                encoders.stream().mapToInt(encoder -> encoder.names().size()).toArray();
        this.names =
                encoders.stream().flatMap(encoder -> encoder.names().stream()).toList();
    }

    public static Features fit(RowSet rows, FeatureSpec spec) {
        List<Encoder> encoders = new ArrayList<>();
        for (Column column : rows.frame().columns()) {
            encoders.add(fit(column, rows.rows(), spec));
        }
        return new Features(rows.frame().columns(), encoders);
    }

    private static Encoder fit(Column column, int[] rows, FeatureSpec spec) {
        if (column instanceof Column.Categorical categorical) {
            return spec.categories() == Categories.ONE_HOT
                    ? OneHotEncoder.fit(categorical, rows, spec)
                    : OrdinalEncoder.fit(categorical, rows, spec);
        }
        return NumberEncoder.fit(column, rows, spec);
    }

    /** One name per feature, made of the column's name and the level. */
    public List<String> names() {
        return names;
    }

    /** What each feature is, for people. */
    public List<Reading> readings() {
        return encoders.stream().flatMap(encoder -> encoder.readings().stream()).toList();
    }

    public int width() {
        return names.size();
    }

    public Matrix transform(RowSet rows) {
        float[] cells = new float[Math.multiplyExact(rows.size(), width())];
        transform(rows.frame(), rows.rows(), cells);
        return new Matrix(rows.size(), width(), cells);
    }

    /** Writes these rows' features into the first cells of {@code out}, row by row: for batches of large tables. */
    public void transform(Frame frame, int[] rows, float[] out) {
        if (frame.columns().size() != fitted.size()) {
            throw new InvalidFrame("features of " + fitted.size() + " columns cannot read a frame of "
                    + frame.columns().size());
        }
        int at = 0;
        for (int c = 0; c < encoders.size(); c++) {
            Column column = frame.columns().get(c);
            check(fitted.get(c), column);
            Encoder encoder = encoders.get(c);
            encoder.encode(column, rows, out, at, width());
            at += widths[c];
        }
    }

    private static void check(Column expected, Column given) {
        boolean sameKind = expected instanceof Column.Categorical == given instanceof Column.Categorical;
        if (!expected.name().equals(given.name()) || !sameKind) {
            throw new InvalidFrame("features were fitted on column '" + expected.name() + "' ("
                    + expected.getClass().getSimpleName() + "), got column '" + given.name() + "' ("
                    + given.getClass().getSimpleName() + ")");
        }
    }
}
