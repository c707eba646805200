package dev.cairn.server.ingest.process;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognises labels that ascend: words that everybody orders in the same way, and ranges of numbers such as {@code 18-25} and {@code 65+}. */
final class Ladder {
    private static final List<List<String>> WORDS = List.of(
            List.of("none", "very low", "low", "medium", "high", "very high"),
            List.of("none", "very low", "low", "moderate", "high", "very high"),
            List.of("tiny", "small", "medium", "large", "huge"),
            List.of("small", "med", "big"),
            List.of("low", "med", "high", "vhigh"),
            List.of("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"),
            List.of("never", "rarely", "sometimes", "often", "usually", "always"),
            List.of("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
            List.of("very bad", "bad", "ok", "good", "very good", "excellent"),
            List.of("terrible", "poor", "fair", "good", "very good", "excellent"),
            List.of("unacc", "acc", "good", "vgood"),
            List.of("po", "fa", "ta", "gd", "ex"),
            List.of("beginner", "intermediate", "advanced", "expert"),
            List.of("junior", "mid", "senior"),
            List.of("bronze", "silver", "gold", "platinum", "diamond"),
            List.of("first", "second", "third", "fourth", "fifth"),
            List.of("primary", "secondary", "tertiary"),
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"));

    private static final int FEWEST = 3;
    private static final Pattern RANGE = Pattern.compile(
            "(<=?|>=?|≤|≥|under|over|up to|less than|more than)?\\s*(\\d+(?:\\.\\d+)?)\\s*(?:(?:-|–|to|\\.\\.)\\s*(\\d+(?:\\.\\d+)?)|(\\+))?\\s*\\D{0,12}",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> BELOW = Set.of("<", "<=", "≤", "under", "up to", "less than");

    private Ladder() {}

    /** The labels from the least to the greatest; empty when nothing says so. */
    static Optional<List<String>> of(List<String> labels) {
        if (labels.size() < FEWEST) {
            return Optional.empty();
        }
        return words(labels).or(() -> ranges(labels));
    }

    private static Optional<List<String>> words(List<String> labels) {
        Set<String> folded = labels.stream().map(Ladder::folded).collect(Collectors.toSet());
        if (folded.size() < labels.size()) {
            return Optional.empty();
        }
        return WORDS.stream()
                .filter(ladder -> ladder.containsAll(folded))
                .findFirst()
                .map(ladder -> labels.stream()
                        .sorted(Comparator.comparingInt(label -> ladder.indexOf(folded(label))))
                        .toList());
    }

    private static String folded(String label) {
        return label.toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace('-', ' ')
                .strip();
    }

    /** Each label holds a range, and no two begin at the same place. */
    private static Optional<List<String>> ranges(List<String> labels) {
        boolean all = labels.stream().allMatch(label -> RANGE.matcher(label).matches());
        boolean some = labels.stream().anyMatch(Ladder::isOpenOrWide);
        long starts =
                labels.stream().filter(l -> all).map(Ladder::start).distinct().count();
        return all && some && starts == labels.size()
                ? Optional.of(labels.stream()
                        .sorted(Comparator.comparingDouble(Ladder::start))
                        .toList())
                : Optional.empty();
    }

    private static boolean isOpenOrWide(String label) {
        Matcher range = RANGE.matcher(label);
        return range.matches() && (range.group(1) != null || range.group(3) != null || range.group(4) != null);
    }

    /** Where a range begins; one without a lower end begins just below its upper one. */
    private static double start(String label) {
        Matcher range = RANGE.matcher(label);
        if (!range.matches()) {
            return Double.NaN;
        }
        double number = Double.parseDouble(range.group(2));
        String sign = Optional.ofNullable(range.group(1)).orElse("").toLowerCase(Locale.ROOT);
        if (BELOW.contains(sign)) {
            return Math.nextDown(number);
        }
        return sign.isEmpty() ? number : Math.nextUp(number);
    }
}
