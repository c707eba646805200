package dev.cairn.server.ingest.report;

import java.util.List;

/** Takes personal values out of what is shown. */
public final class Masks {
    private Masks() {}

    /** What may be shown of a personal value: enough to tell two apart, not enough to know one. */
    public static String masked(String value) {
        if (value.isEmpty()) {
            return value;
        }
        int at = value.indexOf('@');
        String first = value.substring(0, value.offsetByCodePoints(0, 1));
        return at > 0 ? first + "•••@•••" : first + "•••";
    }

    /** The profile of a column as it may be shown. */
    public static ColumnProfile masked(ColumnProfile column) {
        if (!isPersonal(column)) {
            return column;
        }
        List<LevelCount> top = column.top().stream()
                .map(level -> new LevelCount(masked(level.label()), level.rows()))
                .toList();
        return new ColumnProfile(
                column.name(),
                column.kind(),
                column.feature(),
                column.missing(),
                column.distinct(),
                column.flags(),
                column.note(),
                column.numbers(),
                top);
    }

    /** Whether values of the column are not to be shown. */
    public static boolean isPersonal(ColumnProfile column) {
        return column.flags().contains(ColumnFlag.PERSONAL);
    }
}
