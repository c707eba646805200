package dev.cairn.server.ingest;

import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Task;
import java.util.List;
import java.util.Optional;

/**
 * The shape of a split's task as the store keeps it.
 *
 * @param classes labels in the order of their codes, or the names of several targets; empty for regression
 * @param image height, width, channels; empty for a table
 */
record SplitShape(
        Task task,
        int rows,
        int numericFeatures,
        int categoricalFeatures,
        List<String> classes,
        List<Integer> image,
        int dateFeatures,
        int textFeatures,
        int mostLevels) {
    SplitShape {
        classes = List.copyOf(classes);
        image = List.copyOf(image);
    }

    TaskShape taskShape() {
        Optional<ImageShape> shape = image.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImageShape(image.get(0), image.get(1), image.get(2)));
        return new TaskShape(
                task,
                rows,
                numericFeatures,
                categoricalFeatures,
                classes.size(),
                shape,
                dateFeatures,
                textFeatures,
                mostLevels);
    }
}
