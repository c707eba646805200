package dev.cairn.server.ingest.csv;

import java.util.ArrayList;
import java.util.List;
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
    private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1");
    private static final int LONGEST_TRUTH_WORD = 5;
    private static final int MOST_SAMPLE = 64;
    /** Shorter values are taken for one word. */
    private static final int SHORT_WORD = 8;

    private final String name;
    private final long[] counts = new long[Lexeme.values().length];
    private final Set<String> truths = new TreeSet<>();
    private boolean onlyTruths = true;
    private boolean onlyPixels = true;
    private String firstNoPixel = "";
    private long characters;
    private long blanks;
    private final List<String> sample = new ArrayList<>();
    private long stride = 1;
    private long seen;
    private long firstWordLine;
    private String firstWord = "";

    ColumnFacts(String name) {
        this.name = name;
    }

    /** Counts the value of a field, which lies between two bytes of its record. */
    void add(Lexeme lexeme, CsvRecord record, int field, int from, int to) {
        counts[lexeme.ordinal()]++;
        if (onlyPixels && !isPixel(lexeme, record.bytes(), from, to)) {
            onlyPixels = false;
            firstNoPixel = "'" + record.text(field) + "' on line " + record.line();
        }
        if (lexeme == Lexeme.MISSING || lexeme == Lexeme.INFINITE) {
            return;
        }
        int length = to - from;
        characters += length;
        if (seen++ % stride == 0) {
            sample(record.text(field));
        }
        if (lexeme.isNumber()) {
            onlyTruths = false;
            return;
        }
        blanks += length < SHORT_WORD ? 0 : blanks(record.bytes(), from, to);
        if (firstWordLine == 0) {
            firstWordLine = record.line();
            firstWord = record.text(field);
        }
        if (onlyTruths) {
            onlyTruths =
                    length <= LONGEST_TRUTH_WORD && isTruth(record.text(field).toLowerCase(Locale.ROOT));
        }
    }

    /** Every so many values one is kept; when there are too many, half of them go. */
    private void sample(String value) {
        sample.add(value);
        if (sample.size() == MOST_SAMPLE) {
            for (int i = MOST_SAMPLE - 1; i > 0; i -= 2) {
                sample.remove(i);
            }
            stride *= 2;
        }
    }

    private static int blanks(byte[] bytes, int from, int to) {
        int blanks = 0;
        for (int i = from; i < to; i++) {
            blanks += bytes[i] == ' ' ? 1 : 0;
        }
        return blanks;
    }

    /** Some values from all over the file. */
    public List<String> sample() {
        return List.copyOf(sample);
    }

    private boolean isTruth(String word) {
        if (!TRUTH_WORDS.containsKey(word)) {
            return false;
        }
        truths.add(word);
        return truths.size() <= 2;
    }

    /** A whole number up to 255, with or without a fraction of zeros. */
    private static boolean isPixel(Lexeme lexeme, byte[] bytes, int from, int to) {
        if (lexeme != Lexeme.WHOLE) {
            return false;
        }
        int value = 0;
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && value <= 255) {
            value = 10 * value + bytes[at++] - '0';
        }
        return value <= 255 && (at == to || bytes[at] == '.');
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

    /** Words of a value, on average; whatever is short counts as one. */
    public double meanWords() {
        long values = numbers() + words();
        return values == 0 ? 0 : 1 + (double) blanks / values;
    }

    /** Of a pair such as yes and no, whether this is the one that affirms. */
    public static boolean isYes(String word) {
        return YES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The first value that is no number, with its line. */
    public String firstWord() {
        return "'" + firstWord + "' on line " + firstWordLine;
    }
}
