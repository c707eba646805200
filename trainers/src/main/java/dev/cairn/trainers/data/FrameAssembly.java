package dev.cairn.trainers.data;

import dev.cairn.trainers.data.FrameSchema.ClassTarget;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameSchema.NoTarget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a frame of a schema and blocks of cells. */
final class FrameAssembly {
    private FrameAssembly() {}

    static Frame of(FrameSchema schema, int rows, int rowsPerBlock, ByteBuffer[] blocks, Texts texts) {
        FrameLayout layout = FrameLayout.of(schema, rowsPerBlock);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < schema.columns().size(); c++) {
            Cells cells = new Cells(blocks, rows, rowsPerBlock, layout.columnBefore()[c]);
            columns.add(column(schema.columns().get(c), cells, texts));
        }
        Cells targets = new Cells(blocks, rows, rowsPerBlock, layout.targetBefore());
        Cells groups = new Cells(blocks, rows, rowsPerBlock, FrameLayout.GROUP_BEFORE);
        Optional<Cells> marks = schema.marked()
                ? Optional.of(new Cells(blocks, rows, rowsPerBlock, FrameLayout.MARK_BEFORE))
                : Optional.empty();
        return new Frame(columns, schema.target().name(), target(schema, rows, targets), groups, marks, schema.image());
    }

    private static Column column(Feature feature, Cells cells, Texts texts) {
        return switch (feature.kind()) {
            case NUMERIC -> new Column.Numeric(feature.name(), cells);
            case PIXEL -> new Column.Pixel(feature.name(), cells);
            case CATEGORICAL, ORDINAL, BOOLEAN ->
                new Column.Categorical(feature.name(), feature.kind(), feature.levels(), cells);
            case DATETIME -> new Column.Instant(feature.name(), cells);
            case TEXT -> new Column.Text(feature.name(), cells, texts);
        };
    }

    private static Target target(FrameSchema schema, int rows, Cells cells) {
        if (schema.target() instanceof ClassTarget classes) {
            int[] codes = new int[rows];
            Arrays.setAll(codes, row -> cells.block(row).getInt(cells.place(row, Integer.BYTES)));
            return classes.parts().isEmpty()
                    ? new Target.Classes(codes, classes.labels())
                    : new Target.Labels(codes, classes.labels(), classes.parts());
        }
        if (schema.target() instanceof NoTarget) {
            return Target.Unlabelled.of(rows, Landscape.UNKNOWN);
        }
        double[] values = new double[rows];
        Arrays.setAll(values, row -> cells.block(row).getDouble(cells.place(row, Double.BYTES)));
        return new Target.Numbers(values);
    }
}
