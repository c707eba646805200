package dev.cairn.server.ingest.process;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what can hardly be meant: labels that differ in spelling only, and numbers that a column of that name can not hold. */
final class Oddities {
    private static final int MOST_EXAMPLES = 3;
    private static final Set<Double> PLACEHOLDERS = Set.of(-999.0, -9999.0, -99999.0, 9999.0, 99999.0, 999999.0);
    private static final Pattern NEVER_NEGATIVE = Pattern.compile(
            "(.*[^a-z])?(age|price|cost|amount|count|quantity|weight|height|width|length|area|distance|duration|size|population|rooms)([^a-z].*)?");

    private Oddities() {}

    /** Labels that are equal but for case, accents, blanks and punctuation, as a sentence. */
    static Optional<String> spellings(Collection<String> labels) {
        Map<String, List<String>> folded = new LinkedHashMap<>();
        labels.forEach(label ->
                folded.computeIfAbsent(folded(label), f -> new ArrayList<>()).add(label));
        List<String> groups = folded.entrySet().stream()
                .filter(same -> same.getValue().size() > 1 && !same.getKey().isEmpty())
                .map(same -> "'"
                        + String.join("', '", same.getValue().stream().sorted().toList()) + "'")
                .toList();
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(groups.size() + (groups.size() == 1 ? " label is" : " labels are")
                        + " spelled in several ways: "
                        + String.join("; ", groups.subList(0, Math.min(MOST_EXAMPLES, groups.size()))) + ".");
    }

    private static String folded(String label) {
        String bare = Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}]+", "");
    }

    /**
     * Numbers that can hardly be meant, as a sentence.
     *
     * @param sorted the numbers that are present, in ascending order, up to {@code count}
     */
    static Optional<String> impossible(String name, double[] sorted, int count) {
        if (count == 0) {
            return Optional.empty();
        }
        String last = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        double least = sorted[0];
        double greatest = sorted[count - 1];
        if (PLACEHOLDERS.contains(least) && count > 1 && sorted[firstAbove(sorted, count)] >= 0) {
            return Optional.of(text(least) + " stands for a missing value, it seems: leave such cells empty.");
        }
        if (least < 0 && NEVER_NEGATIVE.matcher(last).matches()) {
            return Optional.of(
                    "Some values are negative (least " + text(least) + "), which '" + name + "' can hardly be.");
        }
        boolean latitude = last.matches("(.*[^a-z])?lat(itude)?");
        boolean longitude = last.matches("(.*[^a-z])?(lon|lng|longitude)");
        double bound = latitude ? 90 : longitude ? 180 : Double.POSITIVE_INFINITY;
        if (least < -bound || greatest > bound) {
            return Optional.of("Values lie outside -" + text(bound) + " to " + text(bound) + ".");
        }
        return last.matches("(.*[^a-z])?age") && greatest > 130
                ? Optional.of("The greatest age is " + text(greatest) + ".")
                : Optional.empty();
    }

    private static int firstAbove(double[] sorted, int count) {
        int at = 0;
        while (at < count - 1 && sorted[at] == sorted[0]) {
            at++;
        }
        return at;
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
