package dev.cairn.trainers.data;

import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.Kind;
import dev.cairn.trainers.data.FrameSchema.NoTarget;
import dev.cairn.trainers.data.FrameSchema.TargetColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frame row by row, holding one block of a few megabytes at a time. Within a row, cells may come in any order; a cell that is not set
 * is missing (a pixel: 0). The target, if the frame has one, must be set.
 *
 * <pre>{@code
 * try (FrameWriter writer = FrameFile.writer(path, schema)) {
 *     while (…) {
 *         writer.numeric(0, 1.5f).category(1, "red").label("yes").group(hash).endRow();
 *     }
 *     writer.finish();
 * }
 * }</pre>
 */
public final class FrameWriter implements AutoCloseable {
    /** Where full blocks go. */
    interface Sink extends AutoCloseable {
        void block(ByteBuffer block) throws IOException;

        /** Takes the next chunk of prose. */
        void texts(ByteBuffer chunk) throws IOException;

        /** Called once, after the last block, with the levels as they are now known. */
        void finish(FrameSchema schema, int rows, int rowsPerBlock) throws IOException;

        @Override
        void close() throws IOException;
    }

    private final FrameSchema schema;
    private final FrameLayout layout;
    private final Sink sink;
    private final ByteBuffer block;
    private final List<@Nullable Levels> levels = new ArrayList<>();
    private final @Nullable Levels labels;
    private final TextChunks texts;
    private int rows;
    private int rowInBlock;
    private boolean targetSet;

    FrameWriter(FrameSchema schema, Sink sink) {
        this.schema = schema;
        this.layout = FrameLayout.of(schema);
        this.sink = sink;
        this.block =
                ByteBuffer.allocate(layout.rowBytes() * layout.rowsPerBlock()).order(ByteOrder.LITTLE_ENDIAN);
        for (Feature column : schema.columns()) {
            levels.add(column.kind().hasLevels() ? new Levels(column) : null);
        }
        this.labels = schema.target() instanceof ClassTarget classes ? new Levels(classes) : null;
        this.texts = new TextChunks(sink);
        clearRow();
    }

    /** A number; NaN is missing. Infinities are refused. */
    public FrameWriter numeric(int column, float value) {
        check(column, Kind.NUMERIC);
        if (Float.isInfinite(value)) {
            throw new InvalidFrame("column '" + schema.columns().get(column).name() + "' holds an infinite value");
        }
        block.putFloat(place(column), value);
        return this;
    }

    /** An intensity from 0 to 255. */
    public FrameWriter pixel(int column, int value) {
        check(column, Kind.PIXEL);
        if (value < 0 || value > 255) {
            throw new InvalidFrame(
                    "column '" + schema.columns().get(column).name() + "': a pixel is between 0 and 255, got " + value);
        }
        block.put(place(column), (byte) value);
        return this;
    }

    /** A level; null is missing, and so is a level that an ordinal or boolean column does not have. */
    public FrameWriter category(int column, @Nullable String level) {
        Levels known = levels.get(column);
        if (known == null) {
            throw wrongKind(column, Kind.CATEGORICAL);
        }
        block.putInt(place(column), level == null ? Column.Categorical.MISSING : known.code(level));
        return this;
    }

    /** A point in time in seconds since 1970 began. */
    public FrameWriter instant(int column, long second) {
        check(column, Kind.DATETIME);
        block.putLong(place(column), second);
        return this;
    }

    /** Prose; null is missing. */
    public FrameWriter text(int column, @Nullable String text) throws IOException {
        check(column, Kind.TEXT);
        block.putLong(place(column), text == null ? Texts.MISSING : texts.add(text));
        return this;
    }

    /** What this row is validated by: a point in time, or the number of its fold. */
    public FrameWriter mark(long mark) {
        if (!schema.marked()) {
            throw new InvalidFrame("the rows of this frame carry no marks");
        }
        block.putLong(FrameLayout.MARK_BEFORE * layout.rowsPerBlock() + rowInBlock * Long.BYTES, mark);
        return this;
    }

    /** The class of this row. */
    public FrameWriter label(String label) {
        if (labels == null) {
            throw new InvalidFrame("target '" + schema.target().name() + "' is a number, got class '" + label + "'");
        }
        block.putInt(layout.targetBefore() * layout.rowsPerBlock() + rowInBlock * Integer.BYTES, labels.code(label));
        targetSet = true;
        return this;
    }

    /** The number to be predicted of this row; finite. */
    public FrameWriter target(double value) {
        if (labels != null) {
            throw new InvalidFrame("target '" + schema.target().name() + "' is a class, got number " + value);
        }
        if (schema.target() instanceof NoTarget) {
            throw new InvalidFrame("this frame has no target, got number " + value);
        }
        if (!Double.isFinite(value)) {
            throw new InvalidFrame("target '" + schema.target().name() + "' must be finite, got " + value);
        }
        block.putDouble(layout.targetBefore() * layout.rowsPerBlock() + rowInBlock * Double.BYTES, value);
        targetSet = true;
        return this;
    }

    /** Equal for rows whose features are equal. */
    public FrameWriter group(long group) {
        block.putLong(rowInBlock * Long.BYTES, group);
        return this;
    }

    public void endRow() throws IOException {
        if (!targetSet) {
            throw new InvalidFrame("row " + rows + " has no value for the target '"
                    + schema.target().name() + "'");
        }
        rows = Math.incrementExact(rows);
        rowInBlock++;
        if (rowInBlock == layout.rowsPerBlock()) {
            flush();
        }
        clearRow();
    }

    public int rows() {
        return rows;
    }

    /** Makes the frame complete; without it, {@link #close} leaves nothing behind. */
    public void finish() throws IOException {
        if (rows == 0) {
            throw new InvalidFrame("a frame needs at least one row");
        }
        if (rowInBlock > 0) {
            flush();
        }
        texts.flush();
        sink.finish(knownSchema(), rows, layout.rowsPerBlock());
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    private FrameSchema knownSchema() {
        List<Feature> columns = new ArrayList<>();
        for (int c = 0; c < schema.columns().size(); c++) {
            Feature column = schema.columns().get(c);
            Levels known = levels.get(c);
            columns.add(known == null ? column : new Feature(column.name(), column.kind(), known.inOrder()));
        }
        TargetColumn target = labels == null
                ? schema.target()
                : new ClassTarget(schema.target().name(), labels.inOrder(), ((ClassTarget) schema.target()).parts());
        return new FrameSchema(columns, target, schema.image(), schema.marked());
    }

    /** The last block may be shorter: its columns move together. */
    private void flush() throws IOException {
        byte[] bytes = block.array();
        int full = layout.rowsPerBlock();
        if (schema.marked()) {
            move(bytes, FrameLayout.MARK_BEFORE, Long.BYTES, full);
        }
        move(bytes, layout.targetBefore(), layout.targetWidth(), full);
        for (int width : Kind.WIDTHS) {
            for (int c = 0; c < layout.columnBefore().length; c++) {
                if (schema.columns().get(c).kind().width == width) {
                    move(bytes, layout.columnBefore()[c], width, full);
                }
            }
        }
        sink.block(ByteBuffer.wrap(bytes, 0, layout.rowBytes() * rowInBlock).order(ByteOrder.LITTLE_ENDIAN));
        rowInBlock = 0;
    }

    private void move(byte[] bytes, int before, int width, int full) {
        System.arraycopy(bytes, before * full, bytes, before * rowInBlock, width * rowInBlock);
    }

    private void clearRow() {
        targetSet = schema.target() instanceof NoTarget;
        block.putLong(rowInBlock * Long.BYTES, 0L);
        if (schema.marked()) {
            mark(0);
        }
        for (int c = 0; c < layout.columnBefore().length; c++) {
            switch (schema.columns().get(c).kind()) {
                case NUMERIC -> block.putFloat(place(c), Float.NaN);
                case PIXEL -> block.put(place(c), (byte) 0);
                case CATEGORICAL, ORDINAL, BOOLEAN -> block.putInt(place(c), Column.Categorical.MISSING);
                case DATETIME -> block.putLong(place(c), Column.Instant.MISSING);
                case TEXT -> block.putLong(place(c), Texts.MISSING);
            }
        }
    }

    private int place(int column) {
        int width = schema.columns().get(column).kind().width;
        return layout.columnBefore()[column] * layout.rowsPerBlock() + rowInBlock * width;
    }

    private void check(int column, Kind kind) {
        if (schema.columns().get(column).kind() != kind) {
            throw wrongKind(column, kind);
        }
    }

    private InvalidFrame wrongKind(int column, Kind given) {
        Feature feature = schema.columns().get(column);
        return new InvalidFrame("column '" + feature.name() + "' is " + feature.kind() + ", got a cell of " + given);
    }

    /** Writes to memory: for tables that are small or made up. */
    public static InMemory inMemory(FrameSchema schema) {
        return new InMemory(schema);
    }

    /** A frame under construction that never touches the disk. */
    public static final class InMemory {
        private final MemorySink sink = new MemorySink();
        private final FrameWriter writer;

        private InMemory(FrameSchema schema) {
            this.writer = new FrameWriter(schema, sink);
        }

        public FrameWriter rows() {
            return writer;
        }

        public Frame frame() throws IOException {
            writer.finish();
            return sink.frame();
        }
    }
}
