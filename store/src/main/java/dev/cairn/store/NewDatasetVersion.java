package dev.cairn.store;

import java.util.List;
import java.util.Optional;

/**
 * A dataset version to be stored; the dataset of that name is made when it is the first.
 *
 * @param sourceSha content address of the uploaded bytes: the same bytes are one version of a dataset
 * @param tableSha content address of the table (Parquet)
 * @param target the column to predict, as said or assumed
 * @param imageShape height, width, channels; empty for a table
 * @param bytes size of the uploaded bytes
 * @param schemaJson columns and their kinds, JSON that the store does not interpret
 * @param source where the data came from, in the user's words
 */
public record NewDatasetVersion(
        String name,
        String format,
        String sourceSha,
        String tableSha,
        Optional<String> target,
        List<Integer> imageShape,
        long rows,
        int columns,
        long bytes,
        String schemaJson,
        Optional<String> source,
        Optional<String> licence) {
    public NewDatasetVersion {
        Checks.notBlank("dataset name", name);
        Checks.sha256("sourceSha", sourceSha);
        Checks.sha256("tableSha", tableSha);
        Checks.that(imageShape.isEmpty() || imageShape.size() == 3, "imageShape", "has 3 numbers", imageShape);
        Checks.that(rows >= 0, "rows", "is not negative", rows);
        imageShape = List.copyOf(imageShape);
    }
}
