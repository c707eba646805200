package dev.cairn.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the interface and the routes say the same. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Object> document = OpenApi.document();

    @Test
    void every_route_is_described_and_every_description_has_its_route(@TempDir Path folder) throws Exception {
        Set<String> described = new TreeSet<>();
        Set<String> served = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.toString()));
        RoutesLab lab = new RoutesLab(folder).start();
        lab.server()
                .operations()
                .forEach(o -> served.add(new Described(o.method(), o.path(), new TreeSet<>(o.queries())).toString()));
        lab.afterAll(null);
        assertThat(served).isEqualTo(described);
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = new ArrayList<>();
        collect(document, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as(reference).isNotNull());
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_a_summary() {
        List<String> names = new ArrayList<>();
        for (Map<?, ?> operation : rawOperations()) {
            names.add(String.valueOf(operation.get("operationId")));
            assertThat(operation.get("summary")).as("summary of %s", operation).isNotNull();
        }
        assertThat(new HashSet<>(names)).hasSameSizeAs(names).doesNotContain("null");
    }

    private record Described(String method, String path, Set<String> queries) {}

    private List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        map(document.get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Described(method.toUpperCase(Locale.ROOT), path, queries(map(operation))));
                    }
                }));
        return operations;
    }

    private List<Map<?, ?>> rawOperations() {
        List<Map<?, ?>> operations = new ArrayList<>();
        map(document.get("paths"))
                .values()
                .forEach(item -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(map(operation));
                    }
                }));
        return operations;
    }

    private Set<String> queries(Map<String, Object> operation) {
        Set<String> names = new TreeSet<>();
        for (Object given : (List<?>) operation.getOrDefault("parameters", List.of())) {
            Map<String, Object> parameter = map(given);
            Object reference = parameter.get("$ref");
            Map<String, Object> meant = reference == null ? parameter : map(resolve(reference.toString()));
            if ("query".equals(meant.get("in"))) {
                names.add(String.valueOf(meant.get("name")));
            }
        }
        return names;
    }

    private Object resolve(String reference) {
        Object at = document;
        for (String step : reference.substring(2).split("/", -1)) {
            at = map(at).get(step);
        }
        return at;
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                if ("$ref".equals(name)) {
                    references.add(value.toString());
                }
                collect(value, references);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> collect(element, references));
        }
    }

    @SuppressWarnings("unchecked") // parts of a document that are mappings
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
