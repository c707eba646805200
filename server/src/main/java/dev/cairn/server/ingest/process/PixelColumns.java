package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.csv.RawTable;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.trainers.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the columns of a CSV beside its target as the pixels of an image. */
final class PixelColumns {
    private PixelColumns() {}

    static Draft draft(RawTable raw, ImageShape shape, String target, FaultList faults) {
        List<String> names = raw.columns().stream().map(ColumnFacts::name).toList();
        if (!names.contains(target)) {
            faults.add(DataFault.ofColumn(
                    target,
                    "unknown-target",
                    "There is no column '" + target + "'.",
                    "Name the column that holds the class of each image."));
        } else if (names.size() - 1 != shape.pixels()) {
            faults.add(DataFault.ofFile(
                    "image-shape",
                    "An image of " + shape.height() + "x" + shape.width() + "x" + shape.channels() + " needs "
                            + shape.pixels() + " pixel columns; beside the target '" + target + "' the file has "
                            + (names.size() - 1) + ".",
                    "Leave out other columns, or correct the shape."));
        }
        List<ColumnKind> kinds = new ArrayList<>();
        for (ColumnFacts column : raw.columns()) {
            boolean isTarget = column.name().equals(target);
            kinds.add(isTarget ? Draft.kindBySpelling(column) : ColumnKind.PIXEL);
            if (!isTarget && column.firstNoPixel().isPresent()) {
                faults.add(notPixel(column));
            }
        }
        return new Draft(raw.rows(), names, kinds, raw.columns(), Optional.of(shape));
    }

    private static DataFault notPixel(ColumnFacts column) {
        return DataFault.ofColumn(
                column.name(),
                "not-pixels",
                "Column '" + column.name() + "' holds " + column.firstNoPixel().orElse("") + ", which is no pixel.",
                "Pixels are whole numbers from 0 to 255, none missing.");
    }
}
