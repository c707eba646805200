package dev.cairn.trainers.data;

import java.util.List;
import java.util.Optional;

/**
 * A table of feature columns and their target, read-only, in memory or mapped from a {@link FrameFile}. Rows with equal features carry an equal
 * group, which no split may tear apart.
 */
public final class Frame {
    /** Levels of a column that every trainer can be asked to tell apart; the frame has the most frequent ones first. */
    public static final int PLAIN_LEVELS = 1000;

    private final int rows;
    private final List<Column> columns;
    private final String targetName;
    private final Target target;
    private final Cells groups;
    private final Optional<Cells> marks;
    private final Optional<ImageShape> image;

    Frame(
            List<Column> columns,
            String targetName,
            Target target,
            Cells groups,
            Optional<Cells> marks,
            Optional<ImageShape> image) {
        this.rows = target.rows();
        this.columns = List.copyOf(columns);
        this.targetName = targetName;
        this.target = target;
        this.groups = groups;
        this.marks = marks;
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

    /** Whether rows carry marks. */
    public boolean marked() {
        return marks.isPresent();
    }

    /** The mark of a row by which it is validated: a point in time in seconds since 1970, or the number of its fold. */
    public long mark(int row) {
        Cells cells = marks.orElseThrow(() -> new InvalidFrame("the rows of this frame carry no marks"));
        return cells.block(row).getLong(cells.place(row, Long.BYTES));
    }

    public Optional<ImageShape> image() {
        return image;
    }

    /** The same rows with other columns; no image any more. */
    public Frame with(List<Column> others) {
        return new Frame(others, targetName, target, groups, marks, Optional.empty());
    }

    /** The same rows with another target. */
    public Frame with(String name, Target other) {
        if (other.rows() != rows) {
            throw new InvalidFrame("a target of " + other.rows() + " rows is not of a frame of " + rows);
        }
        return new Frame(columns, name, other, groups, marks, image);
    }

    /**
     * The same rows in numbers and not too many levels: times as days since 1970, levels beyond {@value #PLAIN_LEVELS} missing, prose left out.
     * The frame itself when there is nothing to change.
     */
    public Frame plain() {
        List<Column> plain = columns.stream()
                .filter(column -> !(column instanceof Column.Text))
                .map(this::plain)
                .toList();
        return plain.equals(columns) ? this : with(plain);
    }

    private Column plain(Column column) {
        if (column instanceof Column.Instant instant) {
            return instant.days(rows);
        }
        return column instanceof Column.Categorical categorical ? categorical.first(PLAIN_LEVELS) : column;
    }
}
