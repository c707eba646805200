package dev.cairn.server.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a terminal shows them. */
final class Numbers {
    private Numbers() {}

    /** A score with four to five digits that matter. */
    static String score(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        double size = Math.abs(value);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.2f" : "%.4f", value);
    }

    /** A duration in its two largest units: {@code 1h 12m}, {@code 38m}, {@code 4.2s}. */
    static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1fs", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 120) {
            return whole + "s";
        }
        if (whole < 7200) {
            return whole / 60 + "m";
        }
        return whole / 3600 + "h " + whole % 3600 / 60 + "m";
    }
}
