package dev.cairn.server.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one JSON object of a message, read strictly: what is missing, unknown or of another kind is a fault that names the object, the
 * field, the rule and the value. A field that is null counts as absent.
 *
 * @param what the object in words, such as {@code parameter 'lr'}
 */
record WireFields(JsonNode object, String what) {
    /**
     * The fields of an object.
     *
     * @throws InvalidSearch for anything else
     */
    WireFields {
        if (!object.isObject()) {
            throw new InvalidSearch("%s must be a JSON object, got %s".formatted(what, shown(object)));
        }
    }

    /** Refuses what is none of these, so that a word spelled wrongly is not passed over. */
    void only(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new InvalidSearch("%s has no field '%s'; there are %s"
                        .formatted(what, name, known.stream().sorted().toList()));
            }
        });
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode get(String field) {
        return object.path(field);
    }

    Optional<String> text(String field) {
        return has(field)
                ? Optional.of(checked(field, get(field).isTextual(), "a text").asText())
                : Optional.empty();
    }

    double number(String field) {
        return checked(field, get(field).isNumber(), "a number").asDouble();
    }

    long whole(String field) {
        JsonNode value = get(field);
        boolean whole = value.isNumber()
                && value.canConvertToLong()
                && (value.isIntegralNumber() || value.canConvertToExactIntegral());
        return checked(field, whole, "a whole number").asLong();
    }

    boolean flag(String field) {
        return has(field)
                && checked(field, get(field).isBoolean(), "true or false").asBoolean();
    }

    /** The members of a list; none where it is absent. */
    List<JsonNode> list(String field) {
        List<JsonNode> members = new ArrayList<>();
        if (has(field)) {
            checked(field, get(field).isArray(), "a list").forEach(members::add);
        }
        return members;
    }

    /** The members of a list of texts; none where it is absent. */
    List<String> texts(String field) {
        List<JsonNode> members = list(field);
        if (!members.isEmpty()) {
            checked(field, members.stream().allMatch(JsonNode::isTextual), "a list of texts");
        }
        return members.stream().map(JsonNode::asText).toList();
    }

    private JsonNode checked(String field, boolean fits, String rule) {
        JsonNode value = get(field);
        if (!fits) {
            throw new InvalidSearch(
                    value.isMissingNode()
                            ? "%s: '%s' is missing; it must be %s".formatted(what, field, rule)
                            : "%s: '%s' must be %s, got %s".formatted(what, field, rule, shown(value)));
        }
        return value;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
