package dev.cairn.server.ingest.csv;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What one value looks like by its spelling. */
public enum Lexeme {
    /** No value: nothing but blanks, or one of {@link #MISSING_WORDS}. */
    MISSING,
    /** A number without a fraction. */
    WHOLE,
    REAL,
    /** An infinity, or a number too large for a double: counts as missing. */
    INFINITE,
    /** Digits that are a code, not a quantity: a leading zero, or more digits than a double holds. */
    CODE,
    /** An ISO date or time. */
    DATE,
    WORD;

    /** Spellings of "no value". A plain {@code None} is not among them: it is often a label. */
    public static final Set<String> MISSING_WORDS =
            Set.of("NA", "N/A", "n/a", "na", "#N/A", "<NA>", "NaN", "nan", "NAN", "NULL", "null", "Null", "?");

    private static final Set<String> INFINITE_WORDS = Set.of("inf", "infinity");
    private static final int LONGEST_MISSING = 4;
    private static final int LONGEST_INFINITE = 9;
    private static final int MAX_DIGITS = 15;

    public boolean isNumber() {
        return this == WHOLE || this == REAL;
    }

    /** Judges a text without blanks around it. */
    public static Lexeme of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** Judges the bytes from {@code from} to {@code to}, which have no blanks around them. */
    public static Lexeme of(byte[] bytes, int from, int to) {
        if (from >= to) {
            return MISSING;
        }
        byte first = bytes[from];
        boolean digit = first >= '0' && first <= '9';
        if (digit || first == '+' || first == '-' || first == '.') {
            Lexeme number = number(bytes, from, to);
            if (number != WORD) {
                return number;
            }
            if (digit && Dates.matches(bytes, from, to)) {
                return DATE;
            }
        }
        return mayStandForNothing(bytes, from, to)
                ? word(new String(bytes, from, to - from, StandardCharsets.UTF_8))
                : WORD;
    }

    /** Told by the first letter and the length, since nearly all words are none of these. */
    private static boolean mayStandForNothing(byte[] bytes, int from, int to) {
        return switch (bytes[from]) {
            case 'N', 'n', '#', '<', '?' -> to - from <= LONGEST_MISSING;
            case 'I', 'i', '+', '-' -> to - from <= LONGEST_INFINITE;
            default -> false;
        };
    }

    private static Lexeme word(String text) {
        if (MISSING_WORDS.contains(text)) {
            return MISSING;
        }
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return INFINITE_WORDS.contains(bare.toLowerCase(java.util.Locale.ROOT)) ? INFINITE : WORD;
    }

    private static Lexeme number(byte[] bytes, int from, int to) {
        int at = from;
        if (bytes[at] == '+' || bytes[at] == '-') {
            at++;
        }
        int start = at;
        at = digits(bytes, at, to);
        int whole = at - start;
        boolean fraction = false;
        int decimals = 0;
        if (at < to && bytes[at] == '.') {
            int dot = ++at;
            at = digits(bytes, at, to);
            decimals = at - dot;
            fraction = !allZero(bytes, dot, at);
        }
        if (whole + decimals == 0) {
            return WORD;
        }
        if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
            return exponent(bytes, from, at + 1, to);
        }
        if (at < to) {
            return WORD;
        }
        boolean plain = decimals == 0;
        if (plain && (whole > MAX_DIGITS || (whole > 1 && bytes[start] == '0'))) {
            return CODE;
        }
        if (whole > 300) {
            return finite(bytes, from, to);
        }
        return fraction ? REAL : WHOLE;
    }

    private static Lexeme exponent(byte[] bytes, int from, int at, int to) {
        int start = at < to && (bytes[at] == '+' || bytes[at] == '-') ? at + 1 : at;
        int end = digits(bytes, start, to);
        if (end != to || end == start) {
            return WORD;
        }
        return finite(bytes, from, to);
    }

    private static Lexeme finite(byte[] bytes, int from, int to) {
        double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        if (Double.isInfinite(value)) {
            return INFINITE;
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? WHOLE : REAL;
    }

    private static int digits(byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '0') {
                return false;
            }
        }
        return true;
    }
}
