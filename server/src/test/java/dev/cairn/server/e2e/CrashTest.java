package dev.cairn.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes die in the middle of a study, and the study goes on. */
class CrashTest {
    private static final int TRIALS = 14;
    private static final String SPEC = """
            name: crash
            dataset: breast-cancer
            target: diagnosis
            objective: {maximize: rocAuc}
            validate: {folds: 5}
            search: {strategy: random, seed: 3}
            budget: {trials: %d, parallel: 2}
            model: [linear, mlp]
            """.formatted(TRIALS);

    @TempDir
    Path scratch;

    @Test
    void a_study_survives_the_death_of_a_trial_process_and_of_the_server() throws Exception {
        Path home = scratch.resolve("home");
        Path spec = Examples.beside(scratch.resolve("job"), "breast-cancer", SPEC);
        Map<Integer, Double> before;
        try (CairnProcess first = CairnProcess.start(home, Map.of("CAIRN_PORT", "0"), "up")) {
            Api api = new Api(first.url());
            try (CairnProcess submit = CairnProcess.start(home, Map.of(), "submit", spec.toString())) {
                assertThat(submit.exitCode(Duration.ofMinutes(3)))
                        .as(submit.output())
                        .isZero();
            }
            CairnProcess.until(Duration.ofMinutes(3), () -> trialProcess(first).isPresent());
            trialProcess(first).ifPresent(ProcessHandle::destroyForcibly);
            CairnProcess.until(Duration.ofMinutes(4), () -> api.ended("crash") >= 4);
            before = scores(api);
            first.kill();
        }
        try (CairnProcess second = CairnProcess.start(home, Map.of("CAIRN_PORT", "0"), "up")) {
            Api api = new Api(second.url());
            CairnProcess.until(Duration.ofMinutes(6), () -> api.state("crash").equals("completed"));
            assertThat(scores(api)).as("what was acknowledged stays as it was").containsAllEntriesOf(before);
            checkTrials(api.get("/studies/crash/trials?limit=1000"));
            assertThat(api.get("/studies/crash/leaderboard")
                            .path("test")
                            .path("vaultReads")
                            .asInt())
                    .as("reads of the sealed rows")
                    .isEqualTo(1);
            second.terminate(Duration.ofMinutes(2));
        }
    }

    private static void checkTrials(JsonNode page) {
        Set<Integer> numbers = new HashSet<>();
        int search = 0;
        int repeated = 0;
        for (JsonNode trial : page.path("items")) {
            assertThat(numbers.add(trial.path("number").asInt()))
                    .as("each trial once")
                    .isTrue();
            assertThat(trial.path("state").asText()).isIn("completed", "pruned");
            search += trial.path("kind").asText().equals("search") ? 1 : 0;
            repeated += trial.path("attempts").asInt() > 1 ? 1 : 0;
        }
        assertThat(search).as("no trial is lost and none is added").isEqualTo(TRIALS);
        assertThat(repeated).as("the killed ones were tried again").isGreaterThanOrEqualTo(1);
    }

    private static Map<Integer, Double> scores(Api api) {
        Map<Integer, Double> scores = new HashMap<>();
        for (JsonNode trial : api.get("/studies/crash/trials?limit=1000").path("items")) {
            if (trial.path("state").asText().equals("completed")
                    && trial.path("kind").asText().equals("search")) {
                scores.put(trial.path("number").asInt(), trial.path("score").asDouble());
            }
        }
        return scores;
    }

    private static Optional<ProcessHandle> trialProcess(CairnProcess up) {
        return up.descendants().stream()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst();
    }
}
