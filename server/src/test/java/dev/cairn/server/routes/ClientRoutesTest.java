package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that clients train, over real HTTP. */
class ClientRoutesTest {
    private static RoutesLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = new RoutesLab(folder).start();
    }

    @AfterAll
    static void stop() {
        lab.afterAll(null);
    }

    private static String spec(String name, int trials, String more) {
        return """
                name: %s
                objective: {minimize: loss}
                metrics: [accuracy]
                search: {strategy: random, seed: 3, earlyStop: median}
                budget: {trials: %d}
                space:
                  lr: {float: [1e-5, 1e-1], log: true}
                  layers: {int: [1, 4]}
                  kind: {choice: [a, b]}
                  width: {float: [0, 1], when: "kind == 'a'"}
                constraints: ["layers * lr < 0.3"]
                %s
                """.formatted(name, trials, more);
    }

    private static void create(String name, int trials, String more) {
        HttpResponse<String> answer = lab.post("/api/v1/studies", "application/yaml", spec(name, trials, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> send(String path, Object body, String... headers) {
        return lab.post("/api/v1/studies/" + path, "application/json", Json.text(body), headers);
    }

    private static JsonNode ask(String study, String client, int count) {
        HttpResponse<String> answer = send(study + ":ask", Map.of("client", client, "count", count));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("trials");
    }

    private static HttpResponse<String> tell(String study, int trial, double loss) {
        return send(study + "/trials/" + trial + ":tell", Map.of("metrics", Map.of("loss", loss)));
    }

    private static JsonNode study(String name) {
        return json(lab.get("/api/v1/studies/" + name));
    }

    @Test
    void a_study_without_a_model_is_asked_and_told_to_its_end() {
        create("whole", 3, "");
        for (int i = 1; i <= 3; i++) {
            JsonNode given = ask("whole", "me", 1).get(0);
            assertThat(given.path("trial").asInt()).isEqualTo(i);
            assertThat(tell("whole", i, 1.0 / i).statusCode()).isEqualTo(200);
        }
        JsonNode study = study("whole");
        assertThat(study.path("state").asText()).isEqualTo("completed");
        assertThat(study.path("best").path("trial").asInt()).isEqualTo(3);
        assertThat(study.has("dataset")).isFalse();
        assertThat(json(lab.get("/api/v1/studies/whole/leaderboard")).path("items"))
                .hasSize(3);
        assertThat(json(lab.get("/api/v1/studies/whole/analysis/parallel")).path("parameters"))
                .hasSize(4);
    }

    @Test
    void the_same_client_asking_again_gets_the_same_trials_and_another_one_others() {
        create("leased", 10, "");
        JsonNode first = ask("leased", "ann", 2);
        assertThat(ask("leased", "ann", 2)).isEqualTo(first);
        assertThat(ask("leased", "bob", 1).get(0).path("trial").asInt()).isEqualTo(3);
    }

    @Test
    void a_request_with_the_same_key_is_answered_the_same_again() {
        create("keyed", 10, "");
        Map<String, Object> body = Map.of("client", "ann");
        String first = send("keyed:ask", body, "Idempotency-Key", "k1").body();
        send("keyed/trials/1:tell", Map.of("metrics", Map.of("loss", 0.5)), "Idempotency-Key", "k2");
        assertThat(send("keyed:ask", body, "Idempotency-Key", "k1").body()).isEqualTo(first);
        assertThat(send("keyed/trials/1:tell", Map.of("metrics", Map.of("loss", 0.5)), "Idempotency-Key", "k2")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_told_of_unknown_and_finished_trials_is_refused_and_changes_nothing() {
        create("told", 10, "");
        ask("told", "ann", 1);
        tell("told", 1, 0.5);
        HttpResponse<String> again = tell("told", 1, 0.1);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).path("detail").asText()).isEqualTo("Trial 1 is completed already.");
        assertThat(tell("told", 9, 0.1).statusCode()).isEqualTo(404);
        assertThat(study("told").path("best").path("score").asDouble()).isEqualTo(0.5);
    }

    @Test
    void a_trial_of_another_client_is_refused_by_name() {
        create("theirs", 10, "");
        ask("theirs", "ann", 1);
        HttpResponse<String> answer =
                send("theirs/trials/1:tell", Map.of("client", "bob", "metrics", Map.of("loss", 0.5)));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText()).contains("'ann'");
    }

    @Test
    void a_result_that_is_no_number_is_a_trial_that_diverged() {
        create("diverged", 10, "");
        ask("diverged", "ann", 1);
        HttpResponse<String> answer = send("diverged/trials/1:tell", Map.of("metrics", Map.of("loss", "NaN")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode trial = json(lab.get("/api/v1/studies/diverged/trials/1"));
        assertThat(trial.path("failure").path("kind").asText()).isEqualTo("diverged");
    }

    @Test
    void a_failure_is_kept_with_its_reason() {
        create("failing", 10, "");
        ask("failing", "ann", 1);
        send("failing/trials/1:tell", Map.of("failure", "no memory"));
        JsonNode trial = json(lab.get("/api/v1/studies/failing/trials/1"));
        assertThat(trial.path("failure").path("message").asText()).isEqualTo("no memory");
    }

    @Test
    void the_worst_of_many_hears_that_it_shall_stop() {
        create("pruned", 20, "steps: 10");
        List<String> verdicts = new ArrayList<>();
        for (int trial = 1; trial <= 8; trial++) {
            ask("pruned", "c" + trial, 1);
            String verdict = "continue";
            for (int step = 1; step <= 10 && verdict.equals("continue"); step++) {
                Map<String, Object> report = Map.of("step", step, "metrics", Map.of("loss", (double) trial));
                verdict = json(send("pruned/trials/" + trial + ":report", report))
                        .path("verdict")
                        .asText();
            }
            verdicts.add(verdict);
            HttpResponse<String> told = tell("pruned", trial, trial);
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        }
        assertThat(verdicts.get(0)).isEqualTo("continue");
        assertThat(verdicts.get(7)).isEqualTo("stop");
        JsonNode trial = json(lab.get("/api/v1/studies/pruned/trials/8"));
        assertThat(trial.path("state").asText()).isEqualTo("pruned");
        assertThat(trial.path("stopped").path("reason").asText()).isNotEmpty();
        JsonNode first = json(lab.get("/api/v1/studies/pruned/trials/1"));
        assertThat(first.path("steps").asInt()).isEqualTo(10);
        JsonNode stopping = json(lab.get("/api/v1/studies/pruned/analysis/stopping"));
        int spent = stopping.path("stepsSpent").asInt();
        assertThat(spent + stopping.path("stepsSaved").asInt()).isEqualTo(8 * 10);
        assertThat(spent).isLessThan(8 * 10);
    }

    @Test
    void an_attempt_that_waited_for_a_promotion_was_paused_and_says_why_the_next_one_goes_on() {
        String spec = spec("promoting", 8, "steps: 9").replace("median", "{rule: ashaPromotion, eta: 2, rungs: [3]}");
        assertThat(lab.post("/api/v1/studies", "application/yaml", spec).statusCode())
                .isEqualTo(201);
        int promoted = 0;
        for (int asked = 0; asked < 12 && promoted == 0; asked++) {
            JsonNode given = ask("promoting", "me", 1).get(0);
            int trial = given.path("trial").asInt();
            boolean again = given.path("attempt").asInt() > 1;
            walk("promoting", trial, again ? 4 : 1);
            promoted = again ? trial : 0;
        }
        JsonNode runs =
                json(lab.get("/api/v1/studies/promoting/trials/" + promoted)).path("runs");
        assertThat(runs.get(0).path("state").asText()).isEqualTo("paused");
        assertThat(runs.get(0).path("reason").asText()).contains("waits for a promotion", "this one is promoted");
        assertThat(runs.get(1).path("state").asText()).isEqualTo("completed");
    }

    /** Reports from a step on until it is to pause, and tells the end where it is not; the earlier a trial, the better. */
    private static void walk(String study, int trial, int from) {
        String verdict = "continue";
        for (int step = from; step <= 9 && verdict.equals("continue"); step++) {
            Map<String, Object> report = Map.of("step", step, "metrics", Map.of("loss", (double) trial));
            verdict = json(send(study + "/trials/" + trial + ":report", report))
                    .path("verdict")
                    .asText();
        }
        if (verdict.equals("continue")) {
            tell(study, trial, trial);
        }
    }

    @Test
    void several_objectives_with_a_bound_are_told_together_and_end_in_a_front() {
        String spec = spec("front", 3, "").replace("objective: {minimize: loss}", """
                        objective:
                          - {minimize: loss, constraints: {memory: "< 5"}}
                          - {maximize: speed}""");
        HttpResponse<String> made = lab.post("/api/v1/studies", "application/yaml", spec);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        ask("front", "me", 3);
        assertThat(tell("front", 1, 0.5).body()).contains("'speed', 'memory' must be among the metrics");
        double[][] told = {{0.5, 1, 1}, {0.4, 2, 1}, {0.1, 9, 8}};
        for (int i = 0; i < told.length; i++) {
            Map<String, Double> metrics = Map.of("loss", told[i][0], "speed", told[i][1], "memory", told[i][2]);
            assertThat(send("front/trials/" + (i + 1) + ":tell", Map.of("metrics", metrics))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(study("front").path("objectives")).hasSize(2);
        JsonNode rows = json(lab.get("/api/v1/studies/front/leaderboard")).path("items");
        assertThat(rows.get(0).path("trial").asInt()).isEqualTo(2);
        assertThat(rows.get(0).path("front").asInt()).isEqualTo(1);
        assertThat(rows.findValuesAsText("feasible")).containsExactly("true", "true", "false");
    }

    @Test
    void a_report_of_a_number_that_nobody_named_is_refused() {
        create("reports", 10, "");
        ask("reports", "ann", 1);
        HttpResponse<String> answer =
                send("reports/trials/1:report", Map.of("step", 1, "metrics", Map.of("loss", 1.0, "los", 2.0)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).contains("'los'").contains("loss, accuracy");
    }

    @Test
    void a_spent_budget_hands_out_nothing_and_a_cancelled_study_says_so() {
        create("spent", 2, "");
        ask("spent", "ann", 2);
        assertThat(ask("spent", "bob", 1)).isEmpty();
        lab.post("/api/v1/studies/spent:cancel", "application/json", "");
        HttpResponse<String> answer = send("spent:ask", Map.of("client", "bob"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText()).contains("CANCELLED");
    }

    @Test
    void what_mattered_is_told_after_ten_results() {
        create("mattered", 40, "");
        for (int trial = 1; trial <= 30; trial++) {
            double lr =
                    ask("mattered", "ann", 1).get(0).path("values").path("lr").asDouble();
            tell("mattered", trial, Math.log10(lr) + 6);
        }
        JsonNode importance = json(lab.get("/api/v1/studies/mattered/analysis/importance"));
        assertThat(importance.path("trials").asInt()).isEqualTo(30);
        JsonNode first = importance.path("parameters").get(0);
        assertThat(first.path("name").asText()).isEqualTo("lr");
        assertThat(first.path("overall").path("value").asDouble()).isGreaterThan(0.5);
        assertThat(first.path("best").path("value").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void the_best_of_a_noisy_study_is_an_estimate_beside_its_best_result() {
        create("noisy", 40, "");
        create("exact", 40, "");
        Random noise = new Random(5);
        for (int trial = 1; trial <= 30; trial++) {
            double lr = ask("noisy", "ann", 1).get(0).path("values").path("lr").asDouble();
            tell("noisy", trial, Math.pow(Math.log10(lr) + 3, 2) + noise.nextGaussian());
            double exact =
                    ask("exact", "ann", 1).get(0).path("values").path("lr").asDouble();
            tell("exact", trial, Math.log10(exact));
        }
        JsonNode estimate = json(lab.get("/api/v1/studies/noisy/analysis/estimate"));
        assertThat(estimate.path("trials").asInt()).isEqualTo(30);
        assertThat(estimate.path("best").path("deviation").asDouble()).isPositive();
        assertThat(estimate.path("best").path("estimate").asDouble())
                .isGreaterThan(study("noisy").path("best").path("score").asDouble());
        assertThat(json(lab.get("/api/v1/studies/exact/analysis/estimate")).has("best"))
                .isFalse();
    }

    @Test
    void a_study_that_trains_itself_is_not_asked() {
        lab.upload("mine");
        lab.submit("inside", "mine", "");
        assertThat(send("inside:ask", Map.of("client", "ann")).statusCode()).isEqualTo(409);
    }

    @Test
    void a_study_whose_constraints_leave_nothing_is_refused() {
        HttpResponse<String> answer = lab.post(
                "/api/v1/studies", "application/yaml", spec("empty", 3, "").replace("lr < 0.3", "lr > 9"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/pointer").asText()).startsWith("#/constraints");
        assertThat(answer.body()).contains("layers * lr > 9");
    }

    @Test
    void a_grid_that_was_walked_ends_its_study() {
        String spec = "{name: grid, objective: {minimize: loss}, search: {strategy: grid}, budget: {trials: 50}, "
                + "space: {kind: {choice: [a, b]}}}";
        lab.post("/api/v1/studies", "application/yaml", spec);
        for (int i = 1; i <= 2; i++) {
            assertThat(ask("grid", "me", 1)).hasSize(1);
            tell("grid", i, i);
        }
        assertThat(ask("grid", "me", 1)).isEmpty();
        assertThat(study("grid").path("state").asText()).isEqualTo("completed");
    }

    @Test
    void a_study_ends_with_its_last_trial_even_if_that_is_stopped() {
        create("stopped", 12, "steps: 9");
        for (int i = 1; i <= 12; i++) {
            int trial = ask("stopped", "me", 1).get(0).path("trial").asInt();
            for (int step = 1; step <= 9; step++) {
                JsonNode heard = json(send(
                        "stopped/trials/" + trial + ":report",
                        Map.of("step", step, "metrics", Map.of("loss", (double) trial))));
                if (heard.path("verdict").asText().equals("stop")) {
                    break;
                }
                if (step == 9) {
                    tell("stopped", trial, trial);
                }
            }
        }
        JsonNode study = study("stopped");
        assertThat(study.path("counts").path("pruned").asInt()).isPositive();
        assertThat(study.path("state").asText()).isEqualTo("completed");
    }

    @Test
    void a_body_that_does_not_fit_is_refused_with_its_place() {
        create("bodies", 9, "");
        ask("bodies", "me", 1);
        String path = "/api/v1/studies/bodies/trials/1:tell";
        assertThat(fault(path, "null")).isEqualTo("#/body");
        assertThat(fault(path, "[]")).isEqualTo("#/body");
        assertThat(fault(path, "{\"metrics\": {\"loss\": \"good\"}}")).isEqualTo("#/body/metrics/loss");
        assertThat(fault(path, "{\"metrics\": {\"loss\": true}}")).isEqualTo("#/body/metrics/loss");
        assertThat(fault(path, "{\"metric\": 1}")).isEqualTo("#/body/metric");
        assertThat(fault(path, "{\"failure\": \"\"}")).isEqualTo("#/body/failure");
        assertThat(fault("/api/v1/studies/bodies:ask", "{\"client\": \"me\", \"count\": \"x\"}"))
                .isEqualTo("#/body/count");
        assertThat(fault("/api/v1/asktell/create", "{\"space\": [], \"direction\": \"maximise\"}"))
                .isEqualTo("#/body");
        HttpResponse<String> told = lab.post(path, "application/json", "{\"metrics\": {\"loss\": NaN}}");
        assertThat(json(told).path("state").asText()).isEqualTo("failed");
    }

    private static String fault(String path, String body) {
        HttpResponse<String> answer = lab.post(path, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return json(answer).at("/errors/0/pointer").asText();
    }

    @Test
    void faults_of_the_specification_come_with_their_places() {
        HttpResponse<String> answer = lab.post(
                "/api/v1/studies",
                "application/yaml",
                spec("bad", 0, "leese: 5m").replace("[1e-5, 1e-1], log: true", "[0, 1], log: true"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Did you mean 'lease'?")
                .contains("#/budget/trials")
                .contains("#/space/lr");
    }

    @Test
    void a_check_says_what_would_run() {
        HttpResponse<String> answer =
                lab.post("/api/v1/studies:validate", "application/yaml", spec("checked", 5, "steps: 81"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("space").path("parameters")).hasSize(4);
        assertThat(json(answer).path("resolved").path("models").get(0).asText()).isEqualTo("external");
    }

    @Test
    void a_study_that_may_ends_when_nothing_more_is_to_be_gained_and_says_so() {
        create("flat", 200, "");
        String flat = spec("constant", 200, "").replace("seed: 3", "seed: 3, terminate: true");
        assertThat(lab.post("/api/v1/studies", "application/yaml", flat).statusCode())
                .isEqualTo(201);
        int told = 0;
        while (study("constant").path("state").asText().equals("running") && told < 100) {
            tell("constant", ask("constant", "me", 1).get(0).path("trial").asInt(), 0.5);
            told++;
        }
        assertThat(told).isEqualTo(20);
        JsonNode ended = study("constant");
        assertThat(ended.path("state").asText()).isEqualTo("completed");
        assertThat(ended.path("ended").asText()).startsWith("Nothing more is to be gained: after 20 trials");
        assertThat(study("flat").has("ended")).isFalse();
    }

    @Test
    void a_study_that_ended_so_and_is_extended_spends_all_it_was_given() {
        String flat = spec("again", 21, "").replace("seed: 3", "seed: 3, terminate: true");
        lab.post("/api/v1/studies", "application/yaml", flat);
        for (int trial = 1; trial <= 20; trial++) {
            tell("again", ask("again", "me", 1).get(0).path("trial").asInt(), 0.5);
        }
        assertThat(study("again").path("ended").asText()).startsWith("Nothing more");
        lab.post("/api/v1/studies/again:extend", "application/json", "{\"trials\": 2}");
        assertThat(study("again").path("state").asText()).isEqualTo("running");
        for (int trial = 21; trial <= 23; trial++) {
            tell("again", ask("again", "me", 1).get(0).path("trial").asInt(), 0.5);
        }
        assertThat(study("again").path("state").asText()).isEqualTo("completed");
        assertThat(study("again").has("ended")).isFalse();
    }

    @Test
    void a_warm_start_takes_the_best_trials_of_an_earlier_study_and_keeps_them_when_that_one_is_gone() {
        create("early", 6, "");
        ask("early", "me", 6);
        for (int i = 1; i <= 6; i++) {
            tell("early", i, i == 4 ? 0.1 : i);
        }
        create("late", 6, "warmStart: [early]");
        HttpResponse<String> gone = lab.send(
                HttpRequest.newBuilder(lab.uri("/api/v1/studies/early")).DELETE());
        assertThat(gone.statusCode()).isEqualTo(204);
        JsonNode second = ask("late", "me", 2).get(1);
        assertThat(second.path("why").path("reason").asText())
                .isEqualTo("Warm start: trial 4 of study 'early', dataset distance 0.05.");
        JsonNode lineage = json(lab.get("/api/v1/studies/late/lineage")).path("warmStart");
        assertThat(lineage).hasSize(1);
        assertThat(lineage.get(0).path("study").asText()).isEqualTo("early");
        assertThat(lineage.get(0).path("trials").get(0).asInt()).isEqualTo(4);
    }

    @Test
    void a_warm_start_from_nothing_is_a_warning_and_from_an_unknown_study_a_fault() {
        HttpResponse<String> cold = lab.post(
                "/api/v1/studies:validate",
                "application/yaml",
                spec("cold", 5, "warmStart: true").replace("minimize: loss", "minimize: nobodyTellsThis"));
        assertThat(json(cold).path("warnings").get(0).asText()).contains("starts cold");
        HttpResponse<String> unknown =
                lab.post("/api/v1/studies", "application/yaml", spec("lost", 5, "warmStart: [nobody]"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("There is no study 'nobody'.").contains("#/warmStart");
    }

    @Test
    void a_driver_of_many_engines_gets_distinct_trials_and_ends_its_study() {
        Map<String, Object> axis = Map.of("name", "x", "type", "float", "low", 0, "high", 1, "log", false);
        Map<String, Object> create = Map.of("space", List.of(axis), "conditions", List.of(), "seed", 1, "budget", 4);
        String study = json(drive("create", create)).path("study").asText();
        List<String> trials = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            trials.add(json(drive("ask", Map.of("study", study))).path("trial").asText());
        }
        assertThat(new HashSet<>(trials)).hasSize(4);
        trials.forEach(trial -> drive("tell", Map.of("study", study, "trial", trial, "value", 0.25)));
        drive("close", Map.of("study", study));
        assertThat(study(study).path("state").asText()).isEqualTo("completed");
    }

    private static HttpResponse<String> drive(String op, Map<String, Object> body) {
        HttpResponse<String> answer = lab.post("/api/v1/asktell/" + op, "application/json", Json.text(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
