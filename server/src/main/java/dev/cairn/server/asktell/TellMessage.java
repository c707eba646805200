package dev.cairn.server.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code tell} says of a trial.
 *
 * @param values one for each objective; NaN and infinities are results that are no numbers
 */
public record TellMessage(int trial, List<Double> values) {
    public TellMessage {
        values = List.copyOf(values);
    }

    /**
     * Reads a message: the trial as a number or as a text of digits, the value as one number or a list of them.
     *
     * @throws InvalidSearch with the field, the rule and the value of the first fault
     */
    public static TellMessage read(JsonNode message) {
        JsonNode value = message.path("value");
        if (value.isMissingNode()) {
            throw new InvalidSearch("a tell needs a value");
        }
        List<Double> values = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            values.add(number(one));
        }
        return new TellMessage(trial(message.path("trial")), values);
    }

    private static int trial(JsonNode trial) {
        String text = trial.isTextual() || trial.isIntegralNumber() ? trial.asText() : "";
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new InvalidSearch("trial must be one that was asked for, got "
                    + (trial.isMissingNode() ? "nothing" : trial.toString()));
        }
        return Integer.parseInt(text);
    }

    /** NaN and infinities come as such, as texts, or, NaN alone, as null. */
    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        String text = value.isNull() ? "NaN" : value.isTextual() ? value.asText() : "";
        return switch (text) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new InvalidSearch("value must be a number, \"NaN\", \"Infinity\" or \"-Infinity\", got " + value);
        };
    }
}
