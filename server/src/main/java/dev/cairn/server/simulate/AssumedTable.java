package dev.cairn.server.simulate;

import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Task;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The size of a table that need not be there.
 *
 * @param rows to train on
 * @param features that are learned from
 * @param classes of the target where it is known; empty where the metric decides
 */
public record AssumedTable(int rows, int features, OptionalInt classes, Optional<ImageShape> image) {
    /** What is assumed when nothing is known. */
    public static final AssumedTable USUAL = new AssumedTable(1000, 10, OptionalInt.empty(), Optional.empty());

    TaskShape shape(Task task, int known) {
        int asked = task.classification() ? Math.max(2, known) : 0;
        return new TaskShape(task, rows, image.map(ImageShape::pixels).orElse(features), 0, asked, image);
    }
}
