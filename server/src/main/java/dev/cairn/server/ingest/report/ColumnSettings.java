package dev.cairn.server.ingest.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a user says about columns, by name. */
public record ColumnSettings(SortedMap<String, ColumnSetting> byName) {
    public static final ColumnSettings NONE = new ColumnSettings(Collections.emptySortedMap());

    private static final int KEY_BYTES = 8;

    public ColumnSettings {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    public static ColumnSettings of(Map<String, ColumnSetting> byName) {
        return new ColumnSettings(new TreeMap<>(byName));
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    public Optional<ColumnSetting> of(String column) {
        return Optional.ofNullable(byName.get(column));
    }

    /** These, where the others say nothing. */
    public ColumnSettings under(ColumnSettings others) {
        SortedMap<String, ColumnSetting> all = new TreeMap<>(byName);
        all.putAll(others.byName);
        return new ColumnSettings(all);
    }

    /** A short text, equal for equal settings. */
    public String key() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Documents.write(this).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, KEY_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Why these settings do not go with that table; empty when they do. */
    public List<DataFault> faults(TableSchema schema) {
        List<DataFault> faults = new ArrayList<>();
        byName.forEach((name, setting) -> {
            Optional<ColumnSchema> column = schema.column(name);
            if (column.isEmpty()) {
                faults.add(DataFault.ofColumn(
                        name,
                        "unknown-column",
                        "There is no column '" + name + "'.",
                        Similar.to(name, schema.names())
                                .map(similar -> "Did you mean '" + similar + "'?")
                                .orElse("")));
            } else {
                column.get().refusal(setting).ifPresent(faults::add);
            }
        });
        return faults;
    }

    /** The table's columns as these settings have them; what a table does not have is passed over. */
    public TableSchema applied(TableSchema schema) {
        List<ColumnSchema> columns = schema.columns().stream()
                .map(column -> of(column.name()).map(column::as).orElse(column))
                .toList();
        return new TableSchema(
                schema.rows(), columns, schema.imageHeight(), schema.imageWidth(), schema.imageChannels());
    }
}
