package dev.cairn.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job from the outside: real processes, a real PostgreSQL, a real browser. */
class MainJobTest {
    private static final int TRIALS = 12;
    private static final int NO_BROWSER = 3;

    @TempDir
    Path scratch;

    @Test
    void a_specification_becomes_a_leaderboard_that_a_browser_sees() throws Exception {
        Path home = scratch.resolve("home");
        Path spec = Examples.beside(scratch.resolve("job"), "breast-cancer", Examples.smaller("breast-cancer", TRIALS));
        try (CairnProcess up = CairnProcess.start(home, Map.of("CAIRN_PORT", "0"), "up")) {
            String url = up.url();
            try (CairnProcess submit = CairnProcess.start(home, Map.of(), "submit", spec.toString(), "--watch")) {
                CairnProcess.until(
                        Duration.ofMinutes(2),
                        () -> new Api(url).find("/studies/breast-cancer").isPresent());
                int looked = lookWithBrowser(url);
                assertThat(submit.exitCode(Duration.ofMinutes(5)))
                        .as(submit.output())
                        .isZero();
                assertThat(submit.output()).contains("rank", "rocAuc", "Sealed test of #");
                checkLeaderboard(new Api(url).get("/studies/breast-cancer/leaderboard?limit=100"));
                checkFinal(new Api(url).get("/studies/breast-cancer/trials/" + (TRIALS + 1)));
                Assumptions.assumeFalse(
                        looked == NO_BROWSER && !"true".equals(System.getenv("CI")),
                        "no Chromium or Chrome found, the dashboard was not looked at (Debian: apt install chromium)");
                assertThat(looked)
                        .as("exit code of the browser's look; see its output above")
                        .isZero();
            }
            checkPredictions(home, spec.resolveSibling("breast-cancer.csv"));
            List<ProcessHandle> children = up.descendants();
            assertThat(children).as("PostgreSQL at least").isNotEmpty();
            up.terminate(Duration.ofMinutes(2));
            CairnProcess.until(Duration.ofSeconds(30), () -> children.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(home.resolve("server.properties")).doesNotExist();
        }
    }

    private static void checkLeaderboard(JsonNode leaderboard) {
        assertThat(leaderboard.path("items").size()).isGreaterThanOrEqualTo(3);
        double previous = Double.POSITIVE_INFINITY;
        for (JsonNode row : leaderboard.path("items")) {
            assertThat(row.path("score").asDouble())
                    .isLessThanOrEqualTo(previous)
                    .isBetween(0.0, 1.0);
            previous = row.path("score").asDouble();
        }
        JsonNode test = leaderboard.path("test");
        assertThat(test.path("state").asText()).isEqualTo("scored");
        assertThat(test.path("vaultReads").asInt()).isEqualTo(1);
        JsonNode interval = test.path("metrics").path("rocAuc");
        assertThat(interval.path("value").asDouble())
                .isBetween(
                        interval.path("low").asDouble(), interval.path("high").asDouble())
                .isGreaterThan(0.9);
    }

    /** Nobody stopped it, so it does not say why it was. */
    private static void checkFinal(JsonNode trial) {
        assertThat(trial.path("kind").asText()).isEqualTo("final");
        assertThat(trial.path("proposed").path("reason").asText()).isNotEmpty();
        assertThat(trial.has("stopped")).isFalse();
    }

    /** The model answers for the very rows it has seen, target included: most are right. */
    private static void checkPredictions(Path home, Path csv) throws Exception {
        try (CairnProcess predict = CairnProcess.start(home, Map.of(), "predict", "breast-cancer", csv.toString())) {
            assertThat(predict.exitCode(Duration.ofMinutes(2)))
                    .as(predict.output())
                    .isZero();
            List<String> lines = predict.output().lines().toList();
            int header = lines.indexOf("prediction,p_benign,p_malignant");
            assertThat(header).as(predict.output()).isNotNegative();
            List<String> rows = Files.readAllLines(csv);
            long right = 0;
            for (int row = 1; row < rows.size(); row++) {
                String answer = lines.get(header + row).split(",", 2)[0];
                right += rows.get(row).endsWith("," + answer) ? 1 : 0;
            }
            assertThat(right).isGreaterThan((rows.size() - 1) * 9L / 10);
        }
    }

    private static int lookWithBrowser(String url) throws IOException, InterruptedException {
        Path pictures = Files.createDirectories(Path.of("target", "dashboard"));
        Process node = new ProcessBuilder(
                        "node",
                        "e2e/dashboard.mjs",
                        "--url",
                        url,
                        "--study",
                        "breast-cancer",
                        "--rows",
                        "3",
                        "--completed",
                        "--out",
                        pictures.toAbsolutePath().toString())
                .directory(Path.of("..", "web").toFile())
                .inheritIO()
                .start();
        if (!node.waitFor(240, TimeUnit.SECONDS)) {
            node.destroyForcibly();
            throw new AssertionError("the browser's look did not end within 240 s");
        }
        return node.exitValue();
    }
}
