package dev.cairn.server.routes;

import dev.cairn.server.wire.ClusterJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the process lives, and whether it can work. */
final class HealthRoutes {
    private static final String FINE = "ok";

    private final String version;
    private final Map<String, Supplier<Optional<String>>> checks;

    /** Checks by name; each says what is wrong, or nothing. */
    HealthRoutes(String version, Map<String, Supplier<Optional<String>>> checks) {
        this.version = version;
        this.checks = new LinkedHashMap<>(checks);
    }

    void register(Api api) {
        api.get("/healthz", request -> health());
        api.get("/readyz", request -> readiness());
    }

    Answer health() {
        return Answer.ok(new ClusterJson.Health(FINE, version, Map.of()));
    }

    Answer readiness() {
        Map<String, String> found = new LinkedHashMap<>();
        checks.forEach((name, check) -> found.put(name, check.get().orElse(FINE)));
        for (Map.Entry<String, String> check : found.entrySet()) {
            if (!check.getValue().equals(FINE)) {
                throw new Refusal(503, "unavailable", "Not ready", check.getKey() + ": " + check.getValue());
            }
        }
        return Answer.ok(new ClusterJson.Health("ready", version, found));
    }
}
