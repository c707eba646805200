package dev.cairn.server.ingest.report;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a dataset version in file order.
 *
 * @param imageHeight height of the image that the pixel columns make up; 0 for a table, like the other two
 */
public record TableSchema(long rows, List<ColumnSchema> columns, int imageHeight, int imageWidth, int imageChannels) {
    public TableSchema {
        columns = List.copyOf(columns);
    }

    public Optional<ColumnSchema> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return columns.stream().map(ColumnSchema::name).toList();
    }

    public boolean hasImage() {
        return imageHeight > 0;
    }

    /** The columns that a model is trained on when {@code target} is to be predicted. */
    public List<ColumnSchema> features(String target) {
        return columns.stream()
                .filter(c -> c.feature() && !c.name().equals(target))
                .toList();
    }
}
