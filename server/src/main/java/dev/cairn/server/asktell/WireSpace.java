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

/** Reads the space of a {@code create} message: a list of parameters, and conditions of the form child, parent, values. */
public final class WireSpace {
    private WireSpace() {}

    /**
     * The space; conditions on the same child are all required.
     *
     * @param constraints a list of expressions such as {@code a < b}, or nothing
     */
    public static SearchSpace read(JsonNode parameters, JsonNode conditions, JsonNode constraints) {
        List<Parameter> axes = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            axes.add(parameter(parameter, when(parameter.path("name").asText(), conditions)));
        }
        List<Expression> rules = new ArrayList<>();
        constraints.forEach(rule -> rules.add(Expression.parse(rule.asText())));
        return new SearchSpace(axes, rules);
    }

    private static Parameter parameter(JsonNode node, Optional<Expression> when) {
        String name = node.path("name").asText();
        Optional<Value> prior = node.has("prior") ? Optional.of(value(node.path("prior"))) : Optional.empty();
        String type = node.path("type").asText();
        return switch (type) {
            case "float" ->
                new Real(
                        name,
                        node.path("low").asDouble(),
                        node.path("high").asDouble(),
                        scale(name, node),
                        node.has("step") ? OptionalDouble.of(node.path("step").asDouble()) : OptionalDouble.empty(),
                        prior,
                        when);
            case "int" ->
                new Int(
                        name,
                        node.path("low").asLong(),
                        node.path("high").asLong(),
                        scale(name, node),
                        node.path("step").asLong(1),
                        prior,
                        when);
            case "categorical" -> new Choice(name, values(node.path("choices")), prior, when);
            case "ordinal" -> new Ordinal(name, values(node.path("choices")), prior, when);
            default ->
                throw new InvalidSearch("parameter '%s': type must be float, int, categorical or ordinal, got '%s'"
                        .formatted(name, type));
        };
    }

    /** {@code log: true}, or {@code scale: linear | log | reverseLog}. */
    private static Scale scale(String name, JsonNode node) {
        String scale = node.path("scale").asText(node.path("log").asBoolean() ? "log" : "linear");
        return switch (scale) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            case "reverseLog" -> Scale.REVERSE_LOG;
            default ->
                throw new InvalidSearch(
                        "parameter '%s': scale must be linear, log or reverseLog, got '%s'".formatted(name, scale));
        };
    }

    private static Optional<Expression> when(String child, JsonNode conditions) {
        Optional<Expression> all = Optional.empty();
        for (JsonNode condition : conditions) {
            if (condition.path("child").asText().equals(child)) {
                Expression one = anyOf(condition.path("parent").asText(), values(condition.path("values")));
                all = Optional.of(all.map(before -> before.and(one)).orElse(one));
            }
        }
        return all;
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

    private static List<Value> values(JsonNode nodes) {
        List<Value> values = new ArrayList<>();
        nodes.forEach(node -> values.add(value(node)));
        return values;
    }

    private static Value value(JsonNode node) {
        if (node.isTextual()) {
            return new Value.Text(node.asText());
        }
        if (node.isBoolean()) {
            return new Value.Flag(node.asBoolean());
        }
        return node.isIntegralNumber() ? new Value.Whole(node.asLong()) : new Value.Num(node.asDouble());
    }
}
