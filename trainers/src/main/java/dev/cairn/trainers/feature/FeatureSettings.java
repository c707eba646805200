package dev.cairn.trainers.feature;

import dev.cairn.search.space.Values;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the columns of a table are prepared for a model, beyond what its trainer does by itself.
 *
 * @param missing what stands for a missing number; a missing level is one of its own
 * @param constant stands for a missing number where {@code missing} says so
 * @param indicators whether a further feature says where a number was missing
 * @param winsorize the share of the numbers at either end that are pulled in to the ones next to them, from 0 to 0.5
 * @param rareBelow levels with fewer training rows are one level together
 * @param smoothing rows that the overall mean counts for in a target encoding
 * @param textWidth features per column of prose
 * @param minVariance columns that vary less are left out
 * @param maxCorrelation of two columns that correlate more, one is left out; 1 leaves out none
 * @param keep the share of the features that are kept, those first that tell most about the target
 */
public record FeatureSettings(
        Missing missing,
        double constant,
        boolean indicators,
        double winsorize,
        Scaling scaling,
        Categories categories,
        int rareBelow,
        double smoothing,
        Dates dates,
        Text text,
        int textWidth,
        double minVariance,
        double maxCorrelation,
        double keep) {
    /** What stands for a missing number. */
    public enum Missing {
        /** Whatever the trainer does with it. */
        OWN,
        MEAN,
        MEDIAN,
        MOST_FREQUENT,
        CONSTANT
    }

    /** On what scale numbers are. */
    public enum Scaling {
        /** That of the trainer. */
        OWN,
        NONE,
        /** Mean 0, standard deviation 1. */
        STANDARD,
        /** Median 0, quartiles 1 apart. */
        ROBUST,
        /** As far from 0 as a normal number of the same rank. */
        QUANTILE
    }

    /** What levels become. */
    public enum Categories {
        /** Whatever the trainer makes of them. */
        OWN,
        ONE_HOT,
        ORDINAL,
        TARGET
    }

    /** What points in time become. */
    public enum Dates {
        DAYS,
        /** Days, and where in the year, the week and the day. */
        PARTS
    }

    /** What prose becomes. */
    public enum Text {
        NONE,
        HASHED,
        TFIDF
    }

    public static final String MISSING = "missing";
    public static final String CONSTANT = "missingValue";
    public static final String INDICATORS = "indicators";
    public static final String WINSORIZE = "winsorize";
    public static final String SCALING = "scaling";
    public static final String CATEGORIES = "categories";
    public static final String RARE_BELOW = "rareBelow";
    public static final String SMOOTHING = "targetSmoothing";
    public static final String DATES = "dates";
    public static final String TEXT = "text";
    public static final String TEXT_WIDTH = "textWidth";
    public static final String MIN_VARIANCE = "minVariance";
    public static final String MAX_CORRELATION = "maxCorrelation";
    public static final String KEEP = "keep";

    public FeatureSettings {
        check(WINSORIZE, winsorize, 0, 0.499);
        check(RARE_BELOW, rareBelow, 0, Integer.MAX_VALUE);
        check(SMOOTHING, smoothing, 0, Double.MAX_VALUE);
        check(TEXT_WIDTH, textWidth, 1, 4096);
        check(MIN_VARIANCE, minVariance, 0, Double.MAX_VALUE);
        check(MAX_CORRELATION, maxCorrelation, 0, 1);
        check(KEEP, keep, 1e-6, 1);
    }

    private static void check(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException("'" + name + "' lies from " + low + " to " + high + "; got " + value);
        }
    }

    /** As the values say; what they do not name is left to the trainer. */
    public static FeatureSettings of(Values values) {
        return new FeatureSettings(
                level(Missing.class, MISSING, values, Missing.OWN),
                real(CONSTANT, values, 0),
                !values.has(INDICATORS) || values.flag(INDICATORS),
                real(WINSORIZE, values, 0),
                level(Scaling.class, SCALING, values, Scaling.OWN),
                level(Categories.class, CATEGORIES, values, Categories.OWN),
                whole(RARE_BELOW, values, 0),
                real(SMOOTHING, values, 10),
                level(Dates.class, DATES, values, Dates.DAYS),
                level(Text.class, TEXT, values, Text.NONE),
                whole(TEXT_WIDTH, values, 64),
                real(MIN_VARIANCE, values, 0),
                real(MAX_CORRELATION, values, 1),
                real(KEEP, values, 1));
    }

    private static double real(String name, Values values, double usual) {
        return values.has(name) ? values.real(name) : usual;
    }

    private static int whole(String name, Values values, int usual) {
        return values.has(name) ? Math.toIntExact(values.whole(name)) : usual;
    }

    private static <E extends Enum<E>> E level(Class<E> type, String name, Values values, E usual) {
        return values.has(name) ? level(type, name, values.text(name)) : usual;
    }

    private static <E extends Enum<E>> E level(Class<E> type, String name, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(level -> spelling(level).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is one of "
                        + Stream.of(type.getEnumConstants())
                                .map(FeatureSettings::spelling)
                                .collect(Collectors.joining(", "))
                        + "; got " + text));
    }

    /** {@code MOST_FREQUENT} is {@code mostFrequent}. */
    public static String spelling(Enum<?> level) {
        String[] words = level.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder spelled = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            spelled.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return spelled.toString();
    }

    /** Whether numbers stay as they are. */
    boolean leavesNumbers() {
        return missing == Missing.OWN && winsorize == 0 && scaling == Scaling.OWN && indicators;
    }

    /** Whether levels stay as they are. */
    boolean leavesLevels() {
        return categories == Categories.OWN && rareBelow == 0;
    }

    boolean selects() {
        return minVariance > 0 || maxCorrelation < 1 || keep < 1;
    }
}
