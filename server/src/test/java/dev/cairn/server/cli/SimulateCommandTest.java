package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String TRAINED = """
            name: houses
            dataset: houses
            target: price
            objective: {minimize: rmse}
            search: {strategy: random, earlyStop: asha, seed: 5}
            model: mlp
            space: {epochs: 27, keep: {float: [0.5, 1]}}
            budget: {trials: 20, parallel: 4}
            """;
    private static final String EXTERNAL = """
            name: mine
            objective: {minimize: loss}
            search: {strategy: random, earlyStop: none, seed: 5}
            space: {x: {float: [0, 1]}}
            steps: 10
            budget: {trials: 6}
            """;

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path spec = Path.of("");

    @BeforeEach
    void chooseFile() {
        spec = home.resolve("study.yaml");
    }

    private int simulate(String text, String... options) throws IOException {
        Files.writeString(spec, text);
        List<String> line = new ArrayList<>(List.of("simulate", spec.toString()));
        line.addAll(List.of(options));
        return run(line);
    }

    private int run(List<String> line) {
        Map<String, String> environment = Map.of("CAIRN_HOME", home.toString(), "CAIRN_PRICES", "cpu=36");
        return CairnCommand.execute(
                environment, new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return Json.mapper().readTree(out.toString());
    }

    @Test
    void a_specification_is_played_without_a_server_and_says_what_it_assumed() throws IOException {
        assertThat(simulate(TRAINED, "--seconds-per-step", "2"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("SIMULATION of houses", "Nothing was trained", "no server runs", "made up", "seed 5")
                .contains("a step of mlp takes 2.0s, as given")
                .contains("stopped early", "device hours", "promoted");
    }

    @Test
    void an_external_study_without_stopping_takes_trials_times_steps() throws IOException {
        assertThat(simulate(EXTERNAL, "--seconds-per-step", "3", "-o", "json"))
                .as(err.toString())
                .isZero();

        JsonNode found = json();
        assertThat(found.path("simulation").asBoolean()).isTrue();
        assertThat(found.at("/simulated/completed").asInt()).isEqualTo(6);
        assertThat(found.at("/simulated/steps").asInt()).isEqualTo(60);
        assertThat(found.at("/simulated/seconds").asDouble()).isEqualTo(180);
        assertThat(found.at("/simulated/endedBy").asText()).isEqualTo("trials");
        assertThat(found.at("/simulated").has("best")).isFalse();
    }

    @Test
    void options_take_the_place_of_what_the_specification_says() throws IOException {
        assertThat(simulate(
                        EXTERNAL,
                        "--early-stop",
                        "{rule: asha, eta: 4}",
                        "--trials",
                        "40",
                        "--parallel",
                        "4",
                        "-o",
                        "json"))
                .as(err.toString())
                .isZero();

        assertThat(json().path("earlyStop").asText()).isEqualTo("asha");
        assertThat(json().at("/simulated/started").asInt()).isEqualTo(40);
        assertThat(json().at("/budget/slots").asInt()).isEqualTo(4);
        assertThat(json().at("/simulated/stopped").asInt()).isPositive();
    }

    @Test
    void money_ends_it_at_the_price_of_the_queue() throws IOException {
        String[] options = {"--money", "0.5", "--early-stop", "none", "--seconds-per-step", "1", "-o", "json"};
        assertThat(simulate(TRAINED, options)).as(err.toString()).isZero();

        assertThat(json().at("/simulated/endedBy").asText()).isEqualTo("money");
        assertThat(json().at("/simulated/money").asDouble()).isLessThanOrEqualTo(0.5 + 1e-9);
        assertThat(json().at("/simulated/deviceHours").asDouble() * 3600).isBetween(49.9, 50.1);
    }

    @Test
    void a_fault_is_told_with_its_line_as_lint_does() throws IOException {
        assertThat(simulate(TRAINED.replace("asha", "asher"))).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("1 problems found", "5:", "earlyStop: asher");
    }

    @Test
    void a_wrong_option_names_itself_the_rule_and_what_was_given() throws IOException {
        assertThat(simulate(EXTERNAL, "--early-stop", "asher")).isEqualTo(ExitCode.USAGE);
        assertThat(simulate(EXTERNAL, "--seconds-per-step", "quick")).isEqualTo(ExitCode.USAGE);
        assertThat(simulate(EXTERNAL, "--parallel", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run(List.of("simulate"))).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("#/search/earlyStop")
                .contains("--seconds-per-step is a number above 0, got 'quick'")
                .contains("--parallel is at least 1, got 0")
                .contains("name a specification to simulate, or a study with --replay");
    }

    @Test
    void a_rule_that_compares_folds_is_refused_by_name() throws IOException {
        String folds = TRAINED.replace("earlyStop: asha", "earlyStop: pairedTest") + "validate: {folds: 5}\n";
        assertThat(simulate(folds)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("cannot be simulated", "fold by fold");
    }

    @Test
    void a_replay_needs_a_server() {
        assertThat(run(List.of("simulate", "--replay", "nobody"))).isEqualTo(ExitCode.UNAVAILABLE);
    }
}
