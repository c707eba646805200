package dev.cairn.server.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes sizes ({@code 8GiB}) and durations ({@code 2h}). */
public final class Units {
    private static final Pattern AMOUNT = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)\\s*");
    private static final Map<String, Double> BYTES = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("b", 1.0),
            Map.entry("kb", 1e3),
            Map.entry("mb", 1e6),
            Map.entry("gb", 1e9),
            Map.entry("tb", 1e12),
            Map.entry("kib", 0x1p10),
            Map.entry("mib", 0x1p20),
            Map.entry("gib", 0x1p30),
            Map.entry("tib", 0x1p40));
    private static final Map<String, Double> MILLIS =
            Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "min", 60e3, "h", 3.6e6, "d", 86.4e6);

    private Units() {}

    /**
     * Bytes of a size such as {@code 512MiB}, {@code 8GB} or {@code 4096}.
     *
     * @throws InvalidConfig when the text is not a size above 0
     */
    public static long bytes(String text) {
        return (long) amount(text, BYTES, "a size such as 512MiB or 8GiB");
    }

    /**
     * The duration that a text such as {@code 90s}, {@code 15m}, {@code 2h} or {@code 1d} means.
     *
     * @throws InvalidConfig when the text is not a duration above 0
     */
    public static Duration duration(String text) {
        return Duration.ofMillis((long) amount(text, MILLIS, "a duration such as 90s, 15m or 2h"));
    }

    /** A size as people read it, in binary units with one decimal at most. */
    public static String readableBytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double left = bytes;
        while (left >= 1024 && unit < units.length - 1) {
            left /= 1024;
            unit++;
        }
        return left == Math.rint(left)
                ? String.format(Locale.ROOT, "%.0f %s", left, units[unit])
                : String.format(Locale.ROOT, "%.1f %s", left, units[unit]);
    }

    private static double amount(String text, Map<String, Double> units, String wanted) {
        Matcher matcher = AMOUNT.matcher(text);
        if (matcher.matches()) {
            Double factor = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
            double number = Double.parseDouble(matcher.group(1));
            if (factor != null && number > 0) {
                return number * factor;
            }
        }
        throw new InvalidConfig("expected " + wanted + ", got '" + text + "'");
    }
}
