package dev.cairn.trainers;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema.Kind;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.util.Optional;

/**
 * The size and kind of a task, which is all that a trainer needs to say whether it fits and what it would tune.
 *
 * @param numericFeatures numbers, pixels and dates among them
 * @param categoricalFeatures levels, ordered or not
 * @param classes 0 for regression; the columns that are predicted side by side, of several
 * @param dateFeatures points in time, which are numbers too
 * @param textFeatures prose, which is nothing else
 * @param mostLevels of the unordered category that has the most; 0 when there is none, or where it is not known
 */
public record TaskShape(
        Task task,
        int rows,
        int numericFeatures,
        int categoricalFeatures,
        int classes,
        Optional<ImageShape> image,
        int dateFeatures,
        int textFeatures,
        int mostLevels) {
    public TaskShape {
        if (rows < 1 || numericFeatures + categoricalFeatures + textFeatures < 1) {
            throw new IllegalArgumentException(
                    "a task needs rows and features, got " + rows + " rows, " + numericFeatures + " numeric, "
                            + categoricalFeatures + " categorical and " + textFeatures + " text features");
        }
        if (dateFeatures < 0 || dateFeatures > numericFeatures || textFeatures < 0) {
            throw new IllegalArgumentException("dates are among the " + numericFeatures + " numeric features, got "
                    + dateFeatures + " dates and " + textFeatures + " texts");
        }
        if (task.classification() != (classes >= 2)) {
            throw new IllegalArgumentException("task " + task + " does not go with " + classes + " classes");
        }
    }

    /** A task without dates and prose. */
    public TaskShape(
            Task task,
            int rows,
            int numericFeatures,
            int categoricalFeatures,
            int classes,
            Optional<ImageShape> image) {
        this(task, rows, numericFeatures, categoricalFeatures, classes, image, 0, 0, 0);
    }

    public static TaskShape of(Frame frame) {
        int categorical = count(frame, Column.Categorical.class);
        int texts = count(frame, Column.Text.class);
        int classes = classes(frame.target());
        return new TaskShape(
                frame.target().task(),
                frame.rows(),
                frame.columns().size() - categorical - texts,
                categorical,
                classes,
                frame.image(),
                count(frame, Column.Instant.class),
                texts,
                mostLevels(frame));
    }

    private static int classes(Target target) {
        if (target instanceof Target.Labels labels) {
            return labels.count();
        }
        return target instanceof Target.Classes classes ? classes.classes() : 0;
    }

    /** This shape with so many rows. */
    TaskShape of(int others) {
        return new TaskShape(
                task,
                others,
                numericFeatures,
                categoricalFeatures,
                classes,
                image,
                dateFeatures,
                textFeatures,
                mostLevels);
    }

    /** This shape when one of the columns that are predicted side by side is predicted alone. */
    TaskShape ofOneLabel() {
        return new TaskShape(
                Task.BINARY,
                rows,
                numericFeatures,
                categoricalFeatures,
                2,
                image,
                dateFeatures,
                textFeatures,
                mostLevels);
    }

    private static int mostLevels(Frame frame) {
        return frame.columns().stream()
                .filter(column -> column instanceof Column.Categorical levels && levels.kind() == Kind.CATEGORICAL)
                .mapToInt(column -> ((Column.Categorical) column).levels().size())
                .max()
                .orElse(0);
    }

    private static int count(Frame frame, Class<? extends Column> type) {
        return (int) frame.columns().stream().filter(type::isInstance).count();
    }
}
