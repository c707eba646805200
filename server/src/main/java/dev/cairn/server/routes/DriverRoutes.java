package dev.cairn.server.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.server.asktell.CreateMessage;
import dev.cairn.server.asktell.TellMessage;
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
    private static final int MOST_TRIALS = 100_000;

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
        try {
            CreateMessage wish = CreateMessage.read(message);
            if (wish.directions().size() > 1 || !wish.warmStart().isEmpty()) {
                throw new InvalidSearch("a stored study of this form has one objective and no warmStart; "
                        + "a specification sent to /studies may have both");
            }
            String spec = ExternalStudy.document(
                    "driver-" + UUID.randomUUID(),
                    wish.directions().get(0),
                    wish.strategy().orElse("auto"),
                    wish.seed(),
                    wish.budget().orElse(MOST_TRIALS),
                    wish.space());
            return Answer.ok(Map.of("study", studies.submit(spec).id().toString()));
        } catch (InvalidSearch e) {
            throw fault("body", e);
        }
    }

    private static Refusal fault(String place, InvalidSearch e) {
        return Refusal.invalid(place, "out-of-range", e.getMessage() + ".", Optional.empty());
    }

    /** Each ask is a client of its own, so that it gets a trial of its own. */
    private Answer ask(Request request) throws IOException {
        String client = UUID.randomUUID().toString();
        List<Lease> leases = lookup.withId(reference(request.json(JsonNode.class)), id -> trials.ask(id, client, 1))
                .leases();
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
        TellMessage told = told(message);
        int number = told.trial();
        Hold hold = lookup.withId(
                        reference(message),
                        id -> trials.tell(id, number, Optional.empty(), study -> scored(study, told)))
                .hold();
        if (!(hold instanceof Hold.Mine)) {
            throw new Refusal(409, "conflict", "Conflict", "Trial " + number + " is not one that waits for its value.");
        }
        return Answer.ok(Map.of());
    }

    private static Scored scored(StudyRecord study, TellMessage told) {
        return new Scored(Map.of(study.objective(), told.values().get(0)), Double.NaN, 0, Duration.ZERO);
    }

    private static TellMessage told(JsonNode message) {
        try {
            TellMessage told = TellMessage.read(message);
            if (told.values().size() != 1) {
                throw new InvalidSearch("this study has one objective, got values " + told.values());
            }
            return told;
        } catch (InvalidSearch e) {
            throw fault("body", e);
        }
    }

    private Answer close(Request request) throws IOException {
        StudyRecord study = lookup.study(reference(request.json(JsonNode.class)));
        if (study.state() == StudyState.RUNNING) {
            studies.cancel(study.id());
        }
        return Answer.ok(Map.of());
    }

    private static String reference(JsonNode message) {
        return message.path("study").asText();
    }
}
