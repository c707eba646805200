package dev.cairn.trainers.data;

import java.util.List;
import java.util.Optional;

/**
 * A table of feature columns and their target, read-only, in memory or mapped from a {@link FrameFile}. Rows with equal features carry an equal
 * group, which no split may tear apart.
 */
public final class Frame {
    private final int rows;
    private final List<Column> columns;
    private final String targetName;
    private final Target target;
    private final Cells groups;
    private final Optional<ImageShape> image;

    Frame(List<Column> columns, String targetName, Target target, Cells groups, Optional<ImageShape> image) {
        this.rows = target.rows();
        this.columns = List.copyOf(columns);
        this.targetName = targetName;
        this.target = target;
        this.groups = groups;
        this.image = image;
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    public String targetName() {
        return targetName;
    }

    public Target target() {
        return target;
    }

    /** Equal for rows with equal features. */
    public long group(int row) {
        return groups.block(row).getLong(groups.place(row, Long.BYTES));
    }

    public Optional<ImageShape> image() {
        return image;
    }
}
