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
 * @param marked whether each row carries a mark by which it is validated: a point in time, or the number of its fold
 */
public record FrameSchema(List<Feature> columns, TargetColumn target, Optional<ImageShape> image, boolean marked) {
    /** What the values of a feature are, which also says how many bytes a cell takes. */
    public enum Kind {
        /** Quantities. */
        NUMERIC(Float.BYTES),
        /** Intensities of an image. */
        PIXEL(Byte.BYTES),
        /** Levels without an order. */
        CATEGORICAL(Integer.BYTES),
        /** Levels from the least to the greatest. */
        ORDINAL(Integer.BYTES),
        /** Two levels, the one that denies first. */
        BOOLEAN(Integer.BYTES),
        /** Points in time, by the second. */
        DATETIME(Long.BYTES),
        /** Prose; the cell says where it lies. */
        TEXT(Long.BYTES);

        /** Widths of cells, widest first: in this order columns lie in a block. */
        static final List<Integer> WIDTHS = List.of(Long.BYTES, Integer.BYTES, Byte.BYTES);

        final int width;

        Kind(int width) {
            this.width = width;
        }

        /** True when cells are codes of levels. */
        public boolean hasLevels() {
            return this == CATEGORICAL || this == ORDINAL || this == BOOLEAN;
        }
    }

    /**
     * One feature.
     *
     * @param levels of a feature that has them: levels known before writing, numbered in this order; others are appended as they come, but
     *     to an ordinal or boolean feature. Frames that belong together, like training rows and vault rows, should be given the same levels
     */
    public record Feature(String name, Kind kind, List<String> levels) {
        public Feature {
            levels = List.copyOf(levels);
            if (name.isBlank()) {
                throw new InvalidFrame("a column needs a name");
            }
            if (!kind.hasLevels() && !levels.isEmpty()) {
                throw new InvalidFrame("column '" + name + "' is " + kind + " and cannot have levels " + levels);
            }
            if (kind == Kind.BOOLEAN && levels.size() != 2) {
                throw new InvalidFrame("column '" + name + "' is BOOLEAN and needs two levels, got " + levels);
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

        /** Levels from the least to the greatest. */
        public static Feature ordinal(String name, List<String> levels) {
            return new Feature(name, Kind.ORDINAL, levels);
        }

        public static Feature truth(String name, String no, String yes) {
            return new Feature(name, Kind.BOOLEAN, List.of(no, yes));
        }

        public static Feature datetime(String name) {
            return new Feature(name, Kind.DATETIME, List.of());
        }

        public static Feature text(String name) {
            return new Feature(name, Kind.TEXT, List.of());
        }
    }

    /** The target's name and kind. */
    public sealed interface TargetColumn {
        String name();
    }

    /**
     * A class per row, or a class of each of several columns.
     *
     * @param labels known before writing, in this order; others are appended as they come. With parts each is a set of them: a 1 or 0 per part
     * @param parts the columns that are predicted side by side; empty for one class
     */
    public record ClassTarget(String name, List<String> labels, List<LabelColumn> parts) implements TargetColumn {
        public ClassTarget {
            labels = List.copyOf(labels);
            parts = List.copyOf(parts);
        }

        public ClassTarget(String name, List<String> labels) {
            this(name, labels, List.of());
        }
    }

    /** One of several columns of two classes that are predicted side by side. */
    public record LabelColumn(String name, String no, String yes) {}

    /** A finite number per row. */
    public record NumberTarget(String name) implements TargetColumn {}

    /** Nothing is to be predicted. */
    public record NoTarget() implements TargetColumn {
        /** Of no column: columns have names. */
        @Override
        public String name() {
            return "";
        }
    }

    /** Of a frame whose rows carry no marks. */
    public FrameSchema(List<Feature> columns, TargetColumn target, Optional<ImageShape> image) {
        this(columns, target, image, false);
    }

    public FrameSchema {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new InvalidFrame("a frame needs at least one feature column beside the target");
        }
        Set<String> names = new HashSet<>();
        names.add(target.name());
        if (target instanceof ClassTarget classes) {
            classes.parts().forEach(part -> names.add(part.name()));
        }
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
