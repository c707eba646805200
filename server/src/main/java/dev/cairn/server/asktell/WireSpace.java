package dev.cairn.server.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
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

    /** The space; conditions on the same child are all required. */
    public static SearchSpace read(JsonNode parameters, JsonNode conditions) {
        List<Parameter> axes = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            axes.add(parameter(parameter, when(parameter.path("name").asText(), conditions)));
        }
        return new SearchSpace(axes, List.of());
    }

    private static Parameter parameter(JsonNode node, Optional<Expression> when) {
        String name = node.path("name").asText();
        Scale scale = node.path("log").asBoolean() ? Scale.LOG : Scale.LINEAR;
        String type = node.path("type").asText();
        return switch (type) {
            case "float" ->
                new Real(
                        name,
                        node.path("low").asDouble(),
                        node.path("high").asDouble(),
                        scale,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        when);
            case "int" ->
                new Int(name, node.path("low").asLong(), node.path("high").asLong(), scale, 1, Optional.empty(), when);
            case "categorical" -> new Choice(name, values(node.path("choices")), Optional.empty(), when);
            default ->
                throw new InvalidSearch(
                        "parameter '%s': type must be float, int or categorical, got '%s'".formatted(name, type));
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
        for (JsonNode node : nodes) {
            values.add(
                    node.isTextual()
                            ? new Value.Text(node.asText())
                            : node.isBoolean()
                                    ? new Value.Flag(node.asBoolean())
                                    : node.isIntegralNumber()
                                            ? new Value.Whole(node.asLong())
                                            : new Value.Num(node.asDouble()));
        }
        return values;
    }
}
