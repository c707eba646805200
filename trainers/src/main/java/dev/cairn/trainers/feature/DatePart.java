package dev.cairn.trainers.feature;

import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A point in time as days since 1970, and as points on the circles of the year, the week and, if training has times of the day, the day: the ends of
 * each meet there.
 */
record DatePart(boolean timed) implements Part {
    private static final long DAY = 86_400;
    private static final long WEEK = 7 * DAY;
    /** The mean Gregorian year. */
    private static final long YEAR = 31_556_952;
    /** The first Monday of 1970 is the 5th of January. */
    private static final long MONDAY = 4 * DAY;

    static DatePart fit(Column.Instant column, int[] rows) {
        for (int row : rows) {
            long second = column.second(row);
            if (second != Column.Instant.MISSING && Math.floorMod(second, DAY) != 0) {
                return new DatePart(true);
            }
        }
        return new DatePart(false);
    }

    static Column.Numeric days(Column.Instant column) {
        return Column.Numeric.of(column.name(), row -> {
            long second = column.second(row);
            return second == Column.Instant.MISSING ? Float.NaN : (float) (second / (double) DAY);
        });
    }

    @Override
    public List<Column> of(Column column, RowSet rows) {
        Column.Instant instant = (Column.Instant) column;
        List<Column> made = new ArrayList<>();
        made.add(days(instant));
        circle(instant, "year", 0, YEAR, made);
        circle(instant, "week", MONDAY, WEEK, made);
        if (timed) {
            circle(instant, "day", 0, DAY, made);
        }
        return made;
    }

    private static void circle(Column.Instant column, String name, long start, long period, List<Column> made) {
        made.add(Column.Numeric.of(column.name() + " " + name + " sin", row -> turn(column, row, start, period, true)));
        made.add(
                Column.Numeric.of(column.name() + " " + name + " cos", row -> turn(column, row, start, period, false)));
    }

    private static float turn(Column.Instant column, int row, long start, long period, boolean sine) {
        long second = column.second(row);
        if (second == Column.Instant.MISSING) {
            return Float.NaN;
        }
        double angle = 2 * Math.PI * Math.floorMod(second - start, period) / period;
        return (float) (sine ? Math.sin(angle) : Math.cos(angle));
    }

    /** As days since 1970 alone. */
    record Days() implements Part {
        @Override
        public List<Column> of(Column column, RowSet rows) {
            return List.of(days((Column.Instant) column));
        }
    }
}
