package dev.cairn.trainers;

import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a row of each class counts for in training; the mean row counts 1.
 *
 * @param ofClass by code; empty for regression, where all rows count the same
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ClassWeights(float[] ofClass) {
    /** The name of the parameter that chooses: {@code none}, {@code balanced}, where all classes weigh the same together, or {@code yes=5, no=1}. */
    public static final String PARAMETER = "classWeights";

    public static final String NONE = "none";
    public static final String BALANCED = "balanced";

    /** As the values say, for the classes as frequent as in these training rows. */
    public static ClassWeights of(Target training, Values values) {
        if (!(training instanceof Target.Classes classes)) {
            return new ClassWeights(new float[0]);
        }
        float[] ofClass = new float[classes.classes()];
        Arrays.fill(ofClass, 1);
        String said = values.has(PARAMETER) ? values.text(PARAMETER) : NONE;
        switch (said) {
            case NONE -> {}
            case BALANCED -> balance(classes.counts(), ofClass);
            default -> scale(classes, given(said), ofClass);
        }
        return new ClassWeights(ofClass);
    }

    /** What is wrong with a value of the parameter, in words for the user. */
    public static Optional<String> fault(Value value) {
        if (!(value instanceof Value.Text text)) {
            return Optional.of(PARAMETER + " is a text, got " + value.raw());
        }
        try {
            if (!text.text().equals(NONE) && !text.text().equals(BALANCED)) {
                given(text.text());
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** As a value of the parameter. */
    public static String text(Map<String, Double> byLabel) {
        Map<String, String> words = new LinkedHashMap<>();
        byLabel.forEach((label, weight) -> words.put(label, Double.toString(weight)));
        return NamedWords.text(words);
    }

    private static Map<String, Double> given(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (!text.contains("=")) {
            throw new IllegalArgumentException(
                    PARAMETER + " is " + NONE + ", " + BALANCED + " or like 'yes=5, no=1', got '" + text + "'");
        }
        NamedWords.of(text).forEach((label, word) -> weights.put(label, weight(label, word)));
        return weights;
    }

    private static double weight(String label, String word) {
        try {
            double weight = Double.parseDouble(word);
            if (weight > 0 && weight <= Float.MAX_VALUE) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // Said below, like the numbers that are none to weigh with.
        }
        throw new IllegalArgumentException("the weight of class '" + label + "' must be a number above 0, got " + word);
    }

    private static void scale(Target.Classes classes, Map<String, Double> given, float[] ofClass) {
        int[] counts = classes.counts();
        double sum = 0;
        for (int code = 0; code < ofClass.length; code++) {
            sum += counts[code] * given.getOrDefault(classes.labels().get(code), 1.0);
        }
        double unit = classes.rows() / Math.max(Double.MIN_NORMAL, sum);
        for (int code = 0; code < ofClass.length; code++) {
            ofClass[code] = (float) (unit * given.getOrDefault(classes.labels().get(code), 1.0));
        }
    }

    private static void balance(int[] counts, float[] ofClass) {
        double rows = Arrays.stream(counts).sum();
        long seen = Arrays.stream(counts).filter(count -> count > 0).count();
        for (int code = 0; code < ofClass.length; code++) {
            ofClass[code] = (float) (rows / (seen * Math.max(1, counts[code])));
        }
    }

    /** Whether all rows count the same, which libraries learn faster from when they are not told. */
    public boolean equal() {
        for (float weight : ofClass) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }

    /** By row of this target, which has the same classes. */
    public float[] ofRows(Target target) {
        float[] weights = new float[target.rows()];
        Arrays.fill(weights, 1);
        if (target instanceof Target.Classes classes) {
            for (int row = 0; row < weights.length; row++) {
                weights[row] = ofClass[classes.codes()[row]];
            }
        }
        return weights;
    }
}
