package dev.cairn.trainers.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a frame before its rows are known.
 *
 * @param columns features in their order, the target not among them
 * @param target what is predicted
 * @param image set when the columns are the pixels of an image, all of kind {@link Kind#PIXEL}, in the order height, width, channel
 */
public record FrameSchema(List<Feature> columns, TargetColumn target, Optional<ImageShape> image) {
    public enum Kind {
        NUMERIC(Float.BYTES),
        PIXEL(Byte.BYTES),
        CATEGORICAL(Integer.BYTES);

        final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    /**
     * One feature.
     *
     * @param levels of a categorical feature: levels known before writing, numbered in this order; others are appended as they come.
     *     Frames that belong together, like training rows and vault rows, should be given the same levels
     */
    public record Feature(String name, Kind kind, List<String> levels) {
        public Feature {
            levels = List.copyOf(levels);
            if (name.isBlank()) {
                throw new InvalidFrame("a column needs a name");
            }
            if (kind != Kind.CATEGORICAL && !levels.isEmpty()) {
                throw new InvalidFrame("column '" + name + "' is " + kind + " and cannot have levels " + levels);
            }
        }

        public static Feature numeric(String name) {
            return new Feature(name, Kind.NUMERIC, List.of());
        }

        public static Feature pixel(String name) {
            return new Feature(name, Kind.PIXEL, List.of());
        }

        public static Feature categorical(String name, List<String> levels) {
            return new Feature(name, Kind.CATEGORICAL, levels);
        }
    }

    /** The target's name and kind. */
    public sealed interface TargetColumn {
        String name();
    }

    /**
     * A class per row.
     *
     * @param labels known before writing, in this order; others are appended as they come
     */
    public record ClassTarget(String name, List<String> labels) implements TargetColumn {
        public ClassTarget {
            labels = List.copyOf(labels);
        }
    }

    /** A finite number per row. */
    public record NumberTarget(String name) implements TargetColumn {}

    public FrameSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new InvalidFrame("a frame needs at least one feature column beside the target");
        }
        Set<String> names = new HashSet<>();
        names.add(target.name());
        for (Feature column : columns) {
            if (!names.add(column.name())) {
                throw new InvalidFrame("column '" + column.name() + "' appears twice");
            }
        }
        if (image.isPresent()) {
            checkImage(columns, image.get());
        }
    }

    private static void checkImage(List<Feature> columns, ImageShape shape) {
        if (columns.size() != shape.pixels()) {
            throw new InvalidFrame(
                    "an image of " + shape.pixels() + " pixels needs as many columns, got " + columns.size());
        }
        for (Feature column : columns) {
            if (column.kind() != Kind.PIXEL) {
                throw new InvalidFrame(
                        "column '" + column.name() + "' of an image must be PIXEL, got " + column.kind());
            }
        }
    }
}
