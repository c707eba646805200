package dev.cairn.server.ingest.report;

import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a user says a column is, instead of what its values suggest.
 *
 * @param use as which it is read
 * @param order of an ordinal column: its levels from the least to the greatest; a value beyond them counts as missing
 * @param format of a datetime column that is not in ISO form: a pattern of {@link DateTimeFormatter}, like {@code dd.MM.yyyy HH:mm}
 */
public record ColumnSetting(Use use, List<String> order, Optional<String> format) {
    /** As which a column is read. */
    public enum Use {
        NUMERIC,
        CATEGORICAL,
        ORDINAL,
        BOOLEAN,
        DATETIME,
        TEXT,
        IDENTIFIER,
        /** Left out of training. */
        IGNORE
    }

    public ColumnSetting {
        order = List.copyOf(order);
        if (!order.isEmpty() && (use != Use.ORDINAL || order.size() < 2)) {
            throw new IllegalArgumentException("an order of two or more levels belongs to an ordinal column, got "
                    + order + " for " + use.name().toLowerCase(java.util.Locale.ROOT));
        }
        if (new HashSet<>(order).size() < order.size()) {
            throw new IllegalArgumentException("an order names each level once, got " + order);
        }
        if (format.isPresent() && use != Use.DATETIME) {
            throw new IllegalArgumentException("a format belongs to a datetime column, got '" + format.get() + "' for "
                    + use.name().toLowerCase(java.util.Locale.ROOT));
        }
        format.ifPresent(ColumnSetting::check);
    }

    private static void check(String pattern) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern);
        if (formatter.toString().isEmpty()) {
            throw new IllegalArgumentException("a format needs at least a year, got '" + pattern + "'");
        }
    }

    /** A column read as this, with nothing more to say. */
    public static ColumnSetting of(Use use) {
        return new ColumnSetting(use, List.of(), Optional.empty());
    }
}
