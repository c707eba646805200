package dev.cairn.server.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** ISO 8601 dates ({@code 2026-11-21}) and times ({@code 2026-11-21T09:12:03Z}, with a blank for the T, seconds and offset optional). */
public final class Dates {
    private static final int DATE_LENGTH = 10;
    public static final double SECONDS_A_DAY = 86_400;

    private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

    private Dates() {}

    static boolean matches(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < DATE_LENGTH || length > 35 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return false;
        }
        return length == DATE_LENGTH
                ? isDay(digits(bytes, from, 4), digits(bytes, from + 5, 2), digits(bytes, from + 8, 2))
                : second(new String(bytes, from, length, StandardCharsets.UTF_8))
                        .isPresent();
    }

    private static boolean isDay(int year, int month, int day) {
        return year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    }

    /** The number that so many digits make; -1 when they are not all digits. */
    private static int digits(byte[] bytes, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    /**
     * Seconds since 1970 began; empty when the text is no date.
     *
     * @param format a pattern of {@link DateTimeFormatter}; ISO 8601 without one
     */
    public static OptionalLong second(String text, Optional<String> format) {
        return format.isEmpty() ? second(text) : formatted(text, formatter(format.get()));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return FORMATTERS.computeIfAbsent(
                pattern,
                p -> new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(p)
                        .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                        .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                        .toFormatter(Locale.ENGLISH));
    }

    private static OptionalLong formatted(String text, DateTimeFormatter formatter) {
        try {
            TemporalAccessor read =
                    formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (read instanceof OffsetDateTime time) {
                return OptionalLong.of(time.toEpochSecond());
            }
            LocalDateTime local = read instanceof LocalDateTime time
                    ? time
                    : LocalDate.from(read).atStartOfDay();
            return OptionalLong.of(local.toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong second(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return OptionalLong.of(LocalDate.parse(text).toEpochDay() * (long) SECONDS_A_DAY);
            }
            String iso = text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1);
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', DATE_LENGTH) > 0 || iso.indexOf('-', DATE_LENGTH) > 0;
            return OptionalLong.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toEpochSecond()
                            : LocalDateTime.parse(iso).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            return OptionalLong.empty();
        }
    }
}
