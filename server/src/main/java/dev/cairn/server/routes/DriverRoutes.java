package dev.cairn.server.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.asktell.WireSpace;
import dev.cairn.server.schedule.ClientTrials;
import dev.cairn.server.schedule.ClientTrials.Scored;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.store.LeaseStore.Hold;
import dev.cairn.store.LeaseStore.Lease;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The four messages of {@code cairn asktell} over HTTP, on studies that are stored: for drivers that speak one form to many engines. */
final class DriverRoutes {
    private final StudyService studies;
    private final ClientTrials trials;
    private final Lookup lookup;

    DriverRoutes(StudyService studies, ClientTrials trials, Lookup lookup) {
        this.studies = studies;
        this.trials = trials;
        this.lookup = lookup;
    }

    void register(Api api) {
        api.post("/asktell/create", this::create);
        api.post("/asktell/ask", this::ask);
        api.post("/asktell/tell", this::tell);
        api.post("/asktell/close", this::close);
    }

    private Answer create(Request request) throws IOException {
        JsonNode message = request.json(JsonNode.class);
        boolean maximize = message.path("direction").asText("minimize").equals("maximize");
        try {
            String spec = ExternalStudy.document(
                    "driver-" + UUID.randomUUID(),
                    maximize ? Direction.MAXIMIZE : Direction.MINIMIZE,
                    message.path("strategy").asText("auto"),
                    message.path("seed").asLong(),
                    message.path("budget").asInt(100_000),
                    WireSpace.read(message.path("space"), message.path("conditions"), message.path("constraints")));
            return Answer.ok(Map.of("study", studies.submit(spec).id().toString()));
        } catch (InvalidSearch e) {
            throw Refusal.invalid("body/space", "out-of-range", e.getMessage() + ".", Optional.empty());
        }
    }

    /** Each ask is a client of its own, so that it gets a trial of its own. */
    private Answer ask(Request request) throws IOException {
        StudyRecord study = study(request.json(JsonNode.class));
        List<Lease> leases = trials.ask(study, UUID.randomUUID().toString(), 1);
        if (leases.isEmpty()) {
            throw new Refusal(409, "conflict", "Conflict", "All trials of the budget are handed out.");
        }
        Lease lease = leases.get(0);
        return Answer.ok(Map.of(
                "trial",
                String.valueOf(lease.ref().trial()),
                "params",
                lease.trial().values()));
    }

    private Answer tell(Request request) throws IOException {
        JsonNode message = request.json(JsonNode.class);
        StudyRecord study = study(message);
        int number = Request.number("body/trial", message.path("trial").asText(), 1, Integer.MAX_VALUE);
        double value = message.path("value").asDouble(Double.NaN);
        Scored scored = new Scored(Map.of(study.objective(), value), Double.NaN, 0, Duration.ZERO);
        if (!(trials.tell(study, number, Optional.empty(), scored) instanceof Hold.Mine)) {
            throw new Refusal(409, "conflict", "Conflict", "Trial " + number + " is not one that waits for its value.");
        }
        return Answer.ok(Map.of());
    }

    private Answer close(Request request) throws IOException {
        StudyRecord study = study(request.json(JsonNode.class));
        if (study.state() == StudyState.RUNNING) {
            studies.cancel(study.id());
        }
        return Answer.ok(Map.of());
    }

    private StudyRecord study(JsonNode message) {
        return lookup.study(message.path("study").asText());
    }
}
