package dev.cairn.server.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.OptionalDouble;

/** ISO 8601 dates ({@code 2026-11-21}) and times ({@code 2026-11-21T09:12:03Z}, with a blank for the T, seconds and offset optional). */
public final class Dates {
    private static final int DATE_LENGTH = 10;
    private static final double SECONDS_A_DAY = 86_400;

    private Dates() {}

    static boolean matches(byte[] bytes, int from, int to) {
        int length = to - from;
        return length >= DATE_LENGTH
                && length <= 35
                && bytes[from + 4] == '-'
                && bytes[from + 7] == '-'
                && days(new String(bytes, from, length, StandardCharsets.UTF_8)).isPresent();
    }

    /** Days since 1970 began, with fractions; empty when the text is no date. */
    public static OptionalDouble days(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return OptionalDouble.of((double) LocalDate.parse(text).toEpochDay());
            }
            String iso = text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1);
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', DATE_LENGTH) > 0 || iso.indexOf('-', DATE_LENGTH) > 0;
            long seconds = zoned
                    ? OffsetDateTime.parse(iso).toEpochSecond()
                    : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC);
            return OptionalDouble.of(seconds / SECONDS_A_DAY);
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            return OptionalDouble.empty();
        }
    }
}
