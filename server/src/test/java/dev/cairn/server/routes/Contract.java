package dev.cairn.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Holds answers to openapi.yaml: no field that is not described, none missing that is required, each of its type. */
final class Contract {
    private static final JsonNode DOCUMENT = Json.mapper().valueToTree(OpenApi.document());

    private Contract() {}

    static void check(HttpResponse<String> answer) {
        String path = answer.uri().getPath();
        if (!path.startsWith(Api.BASE) || answer.body().isEmpty()) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/problem+json")) {
            check("problem", RoutesLab.json(answer), schema("Problem"));
        } else if (type.startsWith(Answer.JSON) && answer.statusCode() < 300 && !plain(answer)) {
            String method = answer.request().method().toLowerCase(Locale.ROOT);
            JsonNode operation = operation(method, path.substring(Api.BASE.length()));
            JsonNode response = resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
            JsonNode schema = response.path("content").path(Answer.JSON).path("schema");
            assertThat(schema.isMissingNode())
                    .as("%s %s %d is described", method, path, answer.statusCode())
                    .isFalse();
            check(method + " " + path, RoutesLab.json(answer), schema);
        }
    }

    /** The client does not unpack what a test asked to be packed. */
    private static boolean plain(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Encoding").isPresent();
    }

    private static JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> described : DOCUMENT.path("paths").properties()) {
            String pattern = described.getKey().replaceAll("\\{[a-z]+}", "[^/:]+");
            if (path.matches(pattern) && described.getValue().has(method)) {
                return described.getValue().path(method);
            }
        }
        throw new AssertionError(method + " " + path + " is not described");
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.path("components").path("schemas").path(name);
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void check(String where, JsonNode value, JsonNode reference) {
        JsonNode schema = resolved(reference);
        if (schema.has("oneOf")) {
            boolean fits = StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .anyMatch(option -> typeFits(value, resolved(option)));
            assertThat(fits)
                    .as("%s is one of %s: %s", where, schema.path("oneOf"), value)
                    .isTrue();
            return;
        }
        assertThat(typeFits(value, schema))
                .as("%s is %s: %s", where, schema.path("type"), value)
                .isTrue();
        if (schema.has("allOf") || value.isObject()) {
            checkFields(where, value, schema);
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(element -> check(where + "[]", element, schema.path("items")));
        }
        if (schema.has("enum")) {
            assertThat(schema.path("enum")).as(where).contains(value);
        }
    }

    private static void checkFields(String where, JsonNode value, JsonNode schema) {
        required(schema)
                .forEach(name -> assertThat(value.has(name))
                        .as("%s has %s: %s", where, name, value)
                        .isTrue());
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Optional<JsonNode> described = field(schema, field.getKey());
            if (described.isPresent()) {
                check(where + "." + field.getKey(), field.getValue(), described.get());
            } else {
                assertThat(free(schema))
                        .as("%s describes %s", where, field.getKey())
                        .isTrue();
            }
        }
    }

    private static List<String> required(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        schema.path("allOf").forEach(part -> required(resolved(part)).forEach(names::add));
        return names;
    }

    private static Optional<JsonNode> field(JsonNode schema, String name) {
        JsonNode own = schema.path("properties").path(name);
        if (!own.isMissingNode()) {
            return Optional.of(own);
        }
        for (JsonNode part : schema.path("allOf")) {
            Optional<JsonNode> there = field(resolved(part), name);
            if (there.isPresent()) {
                return there;
            }
        }
        JsonNode others = schema.path("additionalProperties");
        return others.isObject() ? Optional.of(others) : Optional.empty();
    }

    /** An object of which nothing is said holds anything. */
    private static boolean free(JsonNode schema) {
        return !schema.has("properties") && !schema.has("allOf") && !schema.has("additionalProperties");
    }

    private static boolean typeFits(JsonNode value, JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false).anyMatch(t -> typeFits(value, t.asText()));
        }
        if (schema.has("oneOf")) {
            return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .anyMatch(option -> typeFits(value, resolved(option)));
        }
        return type.isMissingNode() || typeFits(value, type.asText());
    }

    private static boolean typeFits(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new AssertionError("no such type: " + type);
        };
    }
}
