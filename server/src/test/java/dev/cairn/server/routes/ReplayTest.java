package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.wire.Json;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study recorded suffices to make its suggestions again. */
class ReplayTest {
    private static final int TRIALS = 18;

    private static RoutesLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = new RoutesLab(folder).start();
    }

    @AfterAll
    static void stop() {
        lab.afterAll(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "sobol", "tpe", "bayes"})
    void a_recorded_study_replays_to_the_same_bytes(String strategy) {
        StudyRecord study = recorded(strategy);
        List<StudyEvent> events = lab.stores.studies().events(study.id(), 0, 1000);
        ExternalStudy external = ExternalStudy.reopen(study.specJson());
        Sampler sampler = Samplers.named(strategy, new SamplerOptions(external.first()));
        for (StudyEvent event : events) {
            if (event.type().equals("trial.created")) {
                int number = event.trial().orElseThrow();
                List<Trial> known = knownAt(((Number) event.payload().get("seen")).longValue(), events, study);
                List<String> arms =
                        known.stream().map(trial -> arm(study, trial.number())).toList();
                int place = number - known.size(); // in the batch that was asked for at once
                Suggestion again = sampler.next(
                                external.space(),
                                new History(List.of(Direction.MINIMIZE), known, arms),
                                BudgetLeft.ofTrials(TRIALS - known.size()),
                                place,
                                study.seed())
                        .get(place - 1);
                assertThat(Json.text(((Suggestion.New) again).values().raw()))
                        .as("trial %d of %s", number, strategy)
                        .isEqualTo(Json.text(values(study, number).raw()));
            }
        }
    }

    /** Two clients whose trials overlap and end in another order than they began. */
    private static StudyRecord recorded(String strategy) {
        String name = "replay-" + strategy;
        lab.post("/api/v1/studies", "application/yaml", """
                name: %s
                objective: {minimize: loss}
                search: {strategy: %s, seed: 5}
                budget: {trials: %d}
                space:
                  x: {float: [0, 1]}
                  n: {int: [1, 9]}
                  kind: {choice: [a, b, c]}
                  y: {float: [1e-3, 1], log: true, when: "kind == 'b'"}
                """.formatted(name, strategy, TRIALS));
        for (int round = 0; round < TRIALS / 3; round++) {
            JsonNode two = ask(name, "ann", 2);
            JsonNode one = ask(name, "bob", 1);
            tell(name, two.get(1));
            tell(name, one.get(0));
            tell(name, two.get(0));
        }
        return lab.stores.studies().find(name).orElseThrow();
    }

    private static JsonNode ask(String study, String client, int count) {
        return json(lab.post(
                        "/api/v1/studies/" + study + ":ask",
                        "application/json",
                        Json.text(Map.of("client", client, "count", count))))
                .path("trials");
    }

    private static void tell(String study, JsonNode given) {
        double x = given.path("values").path("x").asDouble();
        double loss = (x - 0.3) * (x - 0.3) + given.path("values").path("n").asInt() / 10.0;
        lab.post(
                "/api/v1/studies/" + study + "/trials/" + given.path("trial").asInt() + ":tell",
                "application/json",
                Json.text(Map.of("metrics", Map.of("loss", loss))));
    }

    /** The trials as they were at an event. */
    private static List<Trial> knownAt(long seen, List<StudyEvent> events, StudyRecord study) {
        List<Trial> known = new ArrayList<>();
        for (StudyEvent event : events) {
            if (event.seq() <= seen && event.type().equals("trial.created")) {
                int number = event.trial().orElseThrow();
                known.add(new PendingTrial(number, values(study, number)));
            } else if (event.seq() <= seen
                    && "COMPLETED".equals(String.valueOf(event.payload().get("to")))) {
                event.trial()
                        .ifPresent(number -> known.set(
                                number - 1, new CompletedTrial(number, values(study, number), score(study, number))));
            }
        }
        return known;
    }

    private static Values values(StudyRecord study, int number) {
        return Values.of(
                lab.stores.reader().find(study.id(), number).orElseThrow().values());
    }

    private static String arm(StudyRecord study, int number) {
        return String.valueOf(
                lab.stores.reader().find(study.id(), number).orElseThrow().why().get("arm"));
    }

    private static double score(StudyRecord study, int number) {
        return lab.stores
                .reader()
                .find(study.id(), number)
                .flatMap(trial -> trial.outcome())
                .orElseThrow()
                .objective()
                .orElseThrow();
    }
}
