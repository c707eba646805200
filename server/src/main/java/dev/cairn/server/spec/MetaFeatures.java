package dev.cairn.server.spec;

import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;
import java.util.List;

/**
 * What a data set is like in a few numbers, to tell how far two are apart: some of the simple meta-features of Feurer, Springenberg and
 * Hutter ("Initializing Bayesian Hyperparameter Optimization via Meta-Learning", AAAI 2015, Table 1) under an L1 distance, as there. All of
 * them follow from the schema that is kept with a dataset version and from the shape that is kept with its split.
 *
 * @param image whether its columns are the pixels of images
 * @param magnitude decimal logarithm of the training rows
 * @param width decimal logarithm of the features, and one more
 * @param labels part of the features that are labels, from 0 to 1
 * @param missing part of the cells of features that are missing, from 0 to 1
 * @param classes binary logarithm of the number of classes; 0 for a regression
 * @param levels decimal logarithm of the mean number of different labels in a column of them
 */
record MetaFeatures(
        Task task,
        boolean image,
        double magnitude,
        double width,
        double labels,
        double missing,
        double classes,
        double levels) {
    /** Differences that count as nothing in common: ten thousand times the rows, a hundred times the columns, 16 times the classes, … */
    private static final double[] WHOLE = {4, 2, 1, 0.5, 4, 3};

    static MetaFeatures of(TaskShape shape, TableSchema schema, String target) {
        List<ColumnSchema> features = schema.features(target);
        double cells = (double) Math.max(1, schema.rows()) * Math.max(1, features.size());
        int all = shape.numericFeatures() + shape.categoricalFeatures();
        return new MetaFeatures(
                shape.task(),
                shape.image().isPresent(),
                Math.log10(shape.rows()),
                Math.log10(1.0 + all),
                (double) shape.categoricalFeatures() / all,
                features.stream().mapToLong(ColumnSchema::missing).sum() / cells,
                shape.classes() == 0 ? 0 : Math.log(shape.classes()) / Math.log(2),
                Math.log10(features.stream()
                        .filter(column -> column.kind().isLabels())
                        .mapToDouble(column -> Math.max(1, column.distinct()))
                        .average()
                        .orElse(1)));
    }

    /** From 0 (alike in all that is looked at) to 1; another kind of task is 1. */
    double distance(MetaFeatures other) {
        if (task != other.task || image != other.image) {
            return 1;
        }
        double[] own = numbers();
        double[] others = other.numbers();
        double sum = 0;
        for (int i = 0; i < own.length; i++) {
            sum += Math.min(1, Math.abs(own[i] - others[i]) / WHOLE[i]);
        }
        return sum / own.length;
    }

    private double[] numbers() {
        return new double[] {magnitude, width, labels, missing, classes, levels};
    }
}
