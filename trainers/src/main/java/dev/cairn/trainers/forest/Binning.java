package dev.cairn.trainers.forest;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;

/** The bins of all columns, fitted on the rows that trees learn from and applied to any rows with the same columns. */
record Binning(List<String> names, List<ColumnBins> columns) {
    static Binning fit(RowSet rows) {
        List<String> names = new ArrayList<>();
        List<ColumnBins> columns = new ArrayList<>();
        for (Column column : rows.frame().columns()) {
            names.add(column.name());
            columns.add(
                    column instanceof Column.Categorical categorical
                            ? LevelBins.fit(categorical, rows.rows())
                            : NumberBins.fit(column, rows.rows()));
        }
        return new Binning(List.copyOf(names), List.copyOf(columns));
    }

    BinnedTable encode(RowSet rows) {
        List<Column> given = rows.frame().columns();
        if (!given.stream().map(Column::name).toList().equals(names)) {
            throw new InvalidFrame("trees of the columns " + names + " cannot read a frame of "
                    + given.stream().map(Column::name).toList());
        }
        byte[][] cells = new byte[columns.size()][];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = columns.get(c).encode(given.get(c), rows.rows());
        }
        return new BinnedTable(rows.size(), cells);
    }
}
