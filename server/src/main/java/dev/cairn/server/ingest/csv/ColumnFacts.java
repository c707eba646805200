package dev.cairn.server.ingest.csv;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the spelling of a column's values tells about it, counted while the file goes by. */
@SuppressWarnings("EnumOrdinal") // counted for every value of the file; nothing outlives the run
public final class ColumnFacts {
    private static final Map<String, String> TRUTH_WORDS =
            Map.of("yes", "no", "no", "yes", "true", "false", "false", "true", "y", "n", "n", "y", "t", "f", "f", "t");
    private static final int LONGEST_TRUTH_WORD = 5;

    private final String name;
    private final long[] counts = new long[Lexeme.values().length];
    private final Set<String> truths = new TreeSet<>();
    private boolean onlyTruths = true;
    private boolean onlyPixels = true;
    private String firstNoPixel = "";
    private long characters;
    private long firstWordLine;
    private String firstWord = "";

    ColumnFacts(String name) {
        this.name = name;
    }

    void add(Lexeme lexeme, CsvRecord record, int field) {
        counts[lexeme.ordinal()]++;
        if (onlyPixels && !isPixel(lexeme, record, field)) {
            onlyPixels = false;
            firstNoPixel = "'" + record.text(field) + "' on line " + record.line();
        }
        if (lexeme == Lexeme.MISSING || lexeme == Lexeme.INFINITE) {
            return;
        }
        int length = record.to(field) - record.from(field);
        characters += length;
        if (lexeme.isNumber()) {
            onlyTruths = false;
            return;
        }
        if (firstWordLine == 0) {
            firstWordLine = record.line();
            firstWord = record.text(field);
        }
        if (onlyTruths) {
            onlyTruths =
                    length <= LONGEST_TRUTH_WORD && isTruth(record.text(field).toLowerCase(Locale.ROOT));
        }
    }

    private boolean isTruth(String word) {
        if (TRUTH_WORDS.containsKey(word)) {
            truths.add(word);
        }
        return TRUTH_WORDS.containsKey(word) && truths.size() <= 2;
    }

    /** A whole number up to 255, with or without a fraction of zeros. */
    private static boolean isPixel(Lexeme lexeme, CsvRecord record, int field) {
        if (lexeme != Lexeme.WHOLE) {
            return false;
        }
        int value = 0;
        int at = record.from(field);
        byte[] bytes = record.bytes();
        while (at < record.to(field) && bytes[at] >= '0' && bytes[at] <= '9' && value <= 255) {
            value = 10 * value + bytes[at++] - '0';
        }
        return value <= 255 && (at == record.to(field) || bytes[at] == '.');
    }

    public String name() {
        return name;
    }

    /** Rows that hold a value of this spelling. */
    public long count(Lexeme lexeme) {
        return counts[lexeme.ordinal()];
    }

    /** Rows without a usable value; an infinity is none. */
    public long missing() {
        return count(Lexeme.MISSING) + count(Lexeme.INFINITE);
    }

    private long numbers() {
        return count(Lexeme.WHOLE) + count(Lexeme.REAL);
    }

    private long words() {
        return count(Lexeme.WORD) + count(Lexeme.CODE) + count(Lexeme.DATE);
    }

    public boolean isAllMissing() {
        return numbers() + words() == 0;
    }

    /** A column without any value is read as numbers that are all missing. */
    public boolean isNumeric() {
        return words() == 0;
    }

    public boolean isWhole() {
        return isNumeric() && count(Lexeme.REAL) == 0 && count(Lexeme.WHOLE) > 0;
    }

    public boolean isDate() {
        return count(Lexeme.DATE) > 0 && words() == count(Lexeme.DATE) && numbers() == 0;
    }

    /** Both words of a pair such as yes and no occur, and nothing else. */
    public boolean isTruth() {
        return onlyTruths
                && truths.size() == 2
                && truths.stream().allMatch(word -> truths.contains(TRUTH_WORDS.get(word)));
    }

    /** At least 95 % numbers, but not all. */
    public boolean isMostlyNumbers() {
        return words() > 0 && numbers() >= 19 * words();
    }

    /** The first value that is no pixel, with its line; nothing when all are whole numbers from 0 to 255. */
    public Optional<String> firstNoPixel() {
        return onlyPixels ? Optional.empty() : Optional.of(firstNoPixel);
    }

    /** Characters of a value, on average. */
    public double meanLength() {
        long values = numbers() + words();
        return values == 0 ? 0 : (double) characters / values;
    }

    /** The first value that is no number, with its line. */
    public String firstWord() {
        return "'" + firstWord + "' on line " + firstWordLine;
    }
}
