package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Cancels a study and waits until nothing of it runs. */
final class Stopping {
    private static final Set<String> OVER = Set.of("completed", "failed", "cancelled");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Client client;

    Stopping(Client client) {
        this.client = client;
    }

    void stop(String path) {
        JsonNode study = client.get(path);
        if (!OVER.contains(study.path("state").asText())) {
            study = client.post(path + ":cancel");
        }
        Instant deadline = Instant.now().plus(LIMIT);
        while (study.path("counts").path("running").asInt() > 0) {
            if (Instant.now().isAfter(deadline) || Thread.currentThread().isInterrupted()) {
                throw new CommandFailure(ExitCode.UNAVAILABLE, "it is cancelled, but a trial of it still runs");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            study = client.get(path);
        }
    }
}
