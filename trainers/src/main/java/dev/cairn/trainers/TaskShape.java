package dev.cairn.trainers;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.util.Optional;

/**
 * The size and kind of a task, which is all that a trainer needs to say whether it fits and what it would tune.
 *
 * @param numericFeatures numbers, pixels among them
 * @param classes 0 for regression
 */
public record TaskShape(
        Task task, int rows, int numericFeatures, int categoricalFeatures, int classes, Optional<ImageShape> image) {
    public TaskShape {
        if (rows < 1 || numericFeatures + categoricalFeatures < 1) {
            throw new IllegalArgumentException("a task needs rows and features, got " + rows + " rows, "
                    + numericFeatures + " numeric and " + categoricalFeatures + " categorical features");
        }
        if (task.classification() != (classes >= 2)) {
            throw new IllegalArgumentException("task " + task + " does not go with " + classes + " classes");
        }
    }

    public static TaskShape of(Frame frame) {
        int categorical = (int) frame.columns().stream()
                .filter(Column.Categorical.class::isInstance)
                .count();
        int classes = frame.target() instanceof Target.Classes target ? target.classes() : 0;
        int numeric = frame.columns().size() - categorical;
        return new TaskShape(frame.target().task(), frame.rows(), numeric, categorical, classes, frame.image());
    }
}
