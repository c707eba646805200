package dev.cairn.server.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number of a trial has to keep, such as {@code < 5}.
 *
 * @param below whether the number must be below the limit; else above
 * @param orEqual whether the limit itself is kept
 */
public record Bound(boolean below, boolean orEqual, double limit) {
    private static final Pattern SPELLING =
            Pattern.compile("\\s*(<=|<|>=|>)\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*");

    /** Reads {@code < 5}, {@code <= 5}, {@code > 0.9} and {@code >= 0.9}. */
    static Optional<Bound> read(String text) {
        Matcher matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String sign = matcher.group(1);
            double limit = Double.parseDouble(matcher.group(2));
            return Double.isFinite(limit)
                    ? Optional.of(new Bound(sign.startsWith("<"), sign.endsWith("="), limit))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** As spelled: {@code < 5}. */
    public String text() {
        return (below ? "<" : ">")
                + (orEqual ? "= " : " ")
                + (limit == Math.rint(limit) && Math.abs(limit) < 1e15
                        ? String.valueOf((long) limit)
                        : String.valueOf(limit));
    }

    /** How far a value is from keeping it, in units of the limit: at most 0 if it does, NaN if the value is. */
    public double violation(double value) {
        double beyond = below ? value - limit : limit - value;
        double scaled = beyond / Math.max(Math.abs(limit), 1e-12);
        return scaled == 0 && !orEqual ? Double.MIN_NORMAL : scaled;
    }
}
