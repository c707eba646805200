package dev.cairn.server.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Ordinal;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Scale;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the space of a {@code create} message: a list of parameters, and conditions of the form child, parent, values. */
final class WireSpace {
    private WireSpace() {}

    private static final Set<String> KNOWN =
            Set.of("name", "type", "low", "high", "log", "scale", "step", "choices", "prior");

    /**
     * The space; conditions on the same child are all required.
     *
     * @param constraints expressions such as {@code a < b}
     */
    static SearchSpace read(List<JsonNode> parameters, List<JsonNode> conditions, List<String> constraints) {
        List<WireFields> fields = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            fields.add(new WireFields(
                    parameter, "parameter '" + parameter.path("name").asText() + "'"));
        }
        List<Condition> whens = conditions.stream().map(Condition::read).toList();
        Set<String> names =
                fields.stream().flatMap(each -> each.text("name").stream()).collect(Collectors.toSet());
        for (Condition condition : whens) {
            if (!names.contains(condition.child())) {
                throw new InvalidSearch("conditions: there is no parameter '%s'; there are %s"
                        .formatted(condition.child(), names.stream().sorted().toList()));
            }
        }
        List<Parameter> axes =
                fields.stream().map(each -> parameter(each, whens)).toList();
        return new SearchSpace(axes, constraints.stream().map(Expression::parse).toList());
    }

    /** That a parameter is active only where another has one of some values. */
    private record Condition(String child, Expression holds) {
        static Condition read(JsonNode node) {
            WireFields fields = new WireFields(node, "a condition");
            fields.only(Set.of("child", "parent", "values"));
            String child = fields.text("child").orElse("");
            String parent = fields.text("parent").orElse("");
            List<Value> values = values(fields, "values");
            if (values.isEmpty()) {
                throw new InvalidSearch("the condition of '%s' on '%s' names no values".formatted(child, parent));
            }
            return new Condition(child, anyOf(parent, values));
        }
    }

    private static Parameter parameter(WireFields fields, List<Condition> conditions) {
        fields.only(KNOWN);
        String name = fields.text("name").orElse("");
        Optional<Expression> when = conditions.stream()
                .filter(condition -> condition.child().equals(name))
                .map(Condition::holds)
                .reduce(Expression::and);
        Optional<Value> prior =
                fields.has("prior") ? Optional.of(value(fields, "prior", fields.get("prior"))) : Optional.empty();
        String type = fields.text("type").orElse("");
        return switch (type) {
            case "float" ->
                new Real(
                        name,
                        fields.number("low"),
                        fields.number("high"),
                        scale(fields),
                        fields.has("step") ? OptionalDouble.of(fields.number("step")) : OptionalDouble.empty(),
                        prior,
                        when);
            case "int" ->
                new Int(
                        name,
                        fields.whole("low"),
                        fields.whole("high"),
                        scale(fields),
                        fields.has("step") ? fields.whole("step") : 1,
                        prior,
                        when);
            case "categorical" -> new Choice(name, values(fields, "choices"), prior, when);
            case "ordinal" -> new Ordinal(name, values(fields, "choices"), prior, when);
            default ->
                throw new InvalidSearch("parameter '%s': type must be float, int, categorical or ordinal, got '%s'"
                        .formatted(name, type));
        };
    }

    /** {@code log: true}, or {@code scale: linear | log | reverseLog}. */
    private static Scale scale(WireFields fields) {
        boolean log = fields.flag("log");
        String scale = fields.text("scale").orElse(log ? "log" : "linear");
        return switch (scale) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            case "reverseLog" -> Scale.REVERSE_LOG;
            default ->
                throw new InvalidSearch(
                        "%s: scale must be linear, log or reverseLog, got '%s'".formatted(fields.what(), scale));
        };
    }

    private static Expression anyOf(String parent, List<Value> values) {
        List<String> terms =
                values.stream().map(value -> parent + " == " + literal(value)).toList();
        return Expression.parse(String.join(" or ", terms));
    }

    private static String literal(Value value) {
        if (value instanceof Value.Text text) {
            String quote = text.text().indexOf('\'') < 0 ? "'" : "\"";
            return quote + text.text() + quote;
        }
        return String.valueOf(value.raw());
    }

    private static List<Value> values(WireFields fields, String field) {
        return fields.list(field).stream()
                .map(each -> value(fields, field, each))
                .toList();
    }

    private static Value value(WireFields fields, String field, JsonNode node) {
        if (node.isTextual()) {
            return new Value.Text(node.asText());
        }
        if (node.isBoolean()) {
            return new Value.Flag(node.asBoolean());
        }
        if (!node.isNumber()) {
            throw new InvalidSearch(
                    "%s: '%s' holds texts, numbers, true or false, got %s".formatted(fields.what(), field, node));
        }
        return node.isIntegralNumber() ? new Value.Whole(node.asLong()) : new Value.Num(node.asDouble());
    }
}
