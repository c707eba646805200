package dev.cairn.server.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in words of the caller what a body is not: where in it, and what was expected there. */
final class BodyFault {
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Double.class, "a number",
            double.class, "a number",
            Integer.class, "a whole number",
            int.class, "a whole number",
            Long.class, "a whole number",
            String.class, "a text",
            Boolean.class, "true or false",
            List.class, "a list",
            Map.class, "an object");

    private BodyFault() {}

    static Refusal of(JsonProcessingException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return Refusal.invalid(
                    place(unknown),
                    "unknown-field",
                    "There is no field '" + unknown.getPropertyName() + "' here.",
                    Optional.of("There are " + unknown.getKnownPropertyIds() + "."));
        }
        if (fault instanceof MismatchedInputException mismatch) {
            String expected = Optional.<Class<?>>ofNullable(mismatch.getTargetType())
                    .map(type -> EXPECTED.getOrDefault(type, "an object"))
                    .orElse("something else");
            return Refusal.invalid(place(mismatch), "wrong-type", "Expected " + expected + " here.", hint(expected));
        }
        return Refusal.invalid(
                "body", "syntax", "The body is not JSON: " + fault.getOriginalMessage(), Optional.empty());
    }

    private static Optional<String> hint(String expected) {
        return expected.equals("a number")
                ? Optional.of("A result that is no number is told as \"NaN\".")
                : Optional.empty();
    }

    private static String place(JsonMappingException fault) {
        StringBuilder place = new StringBuilder("body");
        for (JsonMappingException.Reference step : fault.getPath()) {
            place.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return place.toString();
    }
}
