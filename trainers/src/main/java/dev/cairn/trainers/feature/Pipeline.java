package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema.Kind;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSettings.Categories;
import dev.cairn.trainers.feature.FeatureSettings.Dates;
import dev.cairn.trainers.feature.FeatureSettings.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prepares the columns of a table for a model, fitted on the rows the model learns from and nothing else. What comes out is a frame of the same rows
 * in which only numbers and levels are left; cells are worked out when they are read.
 */
public final class Pipeline {
    private final List<Column> fitted;
    private final List<Part> parts;
    private final Optional<Selection> selection;
    private final RowSet learned;

    private Pipeline(List<Column> fitted, List<Part> parts, Optional<Selection> selection, RowSet learned) {
        this.fitted = fitted;
        this.parts = parts;
        this.selection = selection;
        this.learned = learned;
    }

    /** A function of rows, settings and seed. */
    public static Pipeline fit(RowSet train, FeatureSettings settings, long seed) {
        List<Part> parts = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Column column : train.frame().columns()) {
            Part part = fit(column, train, settings, seed);
            parts.add(part);
            columns.addAll(part.learned(column, train));
        }
        Frame all = train.frame().with(orNothing(columns));
        Optional<Selection> selection = settings.selects()
                ? Optional.of(Selection.fit(new RowSet(all, train.rows()), settings))
                : Optional.empty();
        Frame frame =
                selection.map(chosen -> all.with(chosen.of(all.columns()))).orElse(all);
        return new Pipeline(train.frame().columns(), parts, selection, new RowSet(frame, train.rows()));
    }

    private static Part fit(Column column, RowSet train, FeatureSettings settings, long seed) {
        if (column instanceof Column.Categorical categorical) {
            return levels(categorical, train, settings, seed);
        }
        if (column instanceof Column.Instant instant) {
            Part part = settings.dates() == Dates.PARTS ? DatePart.fit(instant, train.rows()) : new DatePart.Days();
            return numbers(column, part, train, settings);
        }
        if (column instanceof Column.Text text) {
            return prose(text, train, settings);
        }
        return numbers(column, new Part.Same(), train, settings);
    }

    private static Part numbers(Column column, Part first, RowSet train, FeatureSettings settings) {
        if (settings.leavesNumbers()) {
            return first;
        }
        List<Part> each = new ArrayList<>();
        for (Column made : first.of(column, train)) {
            each.add(NumberPart.fit(NumberPart.numbers(made), train.rows(), settings));
        }
        return new Part.Chain(first, each);
    }

    private static Part levels(Column.Categorical column, RowSet train, FeatureSettings settings, long seed) {
        boolean groups = settings.rareBelow() > 1 && column.kind() == Kind.CATEGORICAL;
        Part first = groups ? RarePart.fit(column, train.rows(), settings.rareBelow()) : new Part.Same();
        if (settings.categories() == Categories.OWN) {
            return first;
        }
        Column.Categorical grouped =
                (Column.Categorical) first.of(column, train).get(0);
        Part second = switch (settings.categories()) {
            case ONE_HOT -> LevelPart.oneHot(grouped, train.rows());
            case ORDINAL -> LevelPart.ordinal(grouped, train.rows());
            default -> TargetPart.fit(grouped, train, settings.smoothing(), seed);
        };
        return new Part.Chain(first, List.of(second));
    }

    private static Part prose(Column.Text column, RowSet train, FeatureSettings settings) {
        if (settings.text() == Text.NONE) {
            return new Part.Nothing();
        }
        return settings.text() == Text.HASHED
                ? TextPart.hashed(column, settings.textWidth())
                : TextPart.weighted(column, train.rows(), settings.textWidth());
    }

    /** A model needs something to look at, if only at what is the same everywhere. */
    private static List<Column> orNothing(List<Column> columns) {
        return columns.isEmpty() ? List.of(Column.Numeric.of("nothing", row -> 0)) : columns;
    }

    /** Whether rows of this frame come out as they are. */
    public static boolean idle(Frame frame, FeatureSettings settings) {
        return settings.leavesNumbers() && settings.leavesLevels() && !settings.selects() && frame.plain() == frame;
    }

    /** The rows it was fitted on, as the model is to learn from them: what is worked out of their targets is out of fold. */
    public RowSet learned() {
        return learned;
    }

    /** Any rows with the same columns, as the model is to be asked about them. */
    public RowSet of(RowSet rows) {
        List<Column> given = rows.frame().columns();
        if (given.size() != fitted.size()) {
            throw new InvalidFrame("features of " + fitted.size() + " columns cannot read a frame of " + given.size());
        }
        List<Column> made = new ArrayList<>();
        for (int c = 0; c < given.size(); c++) {
            check(fitted.get(c), given.get(c));
            made.addAll(parts.get(c).of(given.get(c), rows));
        }
        List<Column> all = orNothing(made);
        return new RowSet(
                rows.frame()
                        .with(selection.map(chosen -> chosen.of(all)).orElse(all))
                        .plain(),
                rows.rows());
    }

    private static void check(Column expected, Column given) {
        if (!expected.name().equals(given.name()) || !expected.getClass().equals(given.getClass())) {
            throw new InvalidFrame("features were fitted on column '" + expected.name() + "' ("
                    + expected.getClass().getSimpleName() + "), got column '" + given.name() + "' ("
                    + given.getClass().getSimpleName() + ")");
        }
    }
}
