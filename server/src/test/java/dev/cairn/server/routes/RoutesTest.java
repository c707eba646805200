package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.store.Claim;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST interface over real HTTP. */
class RoutesTest {
    private static RoutesLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = new RoutesLab(folder).start();
        lab.upload("flags");
    }

    @AfterAll
    static void stop() {
        lab.afterAll(null);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("type").asText()).isEqualTo("/problems/" + slug);
        assertThat(json(answer).path("traceId").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void the_same_bytes_uploaded_twice_are_one_version() {
        String table = RoutesLab.table(60, 5);
        HttpResponse<String> first = lab.post("/api/v1/datasets?name=twice&target=label", "text/csv", table);
        HttpResponse<String> second = lab.post("/api/v1/datasets?name=twice&target=label", "text/csv", table);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
        assertThat(first.headers().firstValue("Location")).isPresent();
    }

    @Test
    void a_dataset_is_found_by_name_version_and_id_with_its_profile() {
        JsonNode flags = json(lab.get("/api/v1/datasets/flags"));
        assertThat(json(lab.get("/api/v1/datasets/flags@1"))).isEqualTo(flags);
        assertThat(json(lab.get("/api/v1/datasets/" + flags.path("id").asText())))
                .isEqualTo(flags);
        JsonNode profile = json(lab.get("/api/v1/datasets/flags/profile"));
        assertThat(profile.path("task").asText()).isEqualTo("binary");
        assertThat(profile.path("trainingRows").asInt()
                        + profile.path("sealedRows").asInt())
                .isEqualTo(120);
        assertThat(profile.path("classes")).hasSize(2);
        JsonNode rows = json(lab.get("/api/v1/datasets/flags/rows?limit=3"));
        assertThat(rows.path("rows")).hasSize(3);
        assertThat(rows.path("columns")).hasSize(4);
    }

    @Test
    void a_bad_upload_is_a_problem_and_leaves_nothing() {
        assertProblem(lab.post("/api/v1/datasets?name=bad", "text/csv", "a,b\n1,2\n3\n"), 422, "invalid-dataset");
        assertProblem(lab.post("/api/v1/datasets?name=bad", "application/pdf", "x"), 415, "unsupported-media-type");
        assertProblem(lab.post("/api/v1/datasets", "text/csv", "a,b\n1,2\n"), 400, "invalid-request");
        assertProblem(
                lab.post("/api/v1/datasets?name=Bad Name".replace(" ", "%20"), "text/csv", "a,b\n"),
                400,
                "invalid-request");
        String large = "a,b\n" + "1,2\n".repeat((int) RoutesLab.QUOTA);
        assertProblem(lab.post("/api/v1/datasets?name=bad", "text/csv", large), 413, "too-large");
        assertProblem(lab.get("/api/v1/datasets/bad"), 404, "not-found");
    }

    @Test
    void a_specification_is_validated_without_starting_anything() {
        HttpResponse<String> answer =
                lab.post("/api/v1/studies:validate", "application/yaml", RoutesLab.spec("v1", "flags", ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode valid = json(answer);
        assertThat(valid.at("/resolved/task").asText()).isEqualTo("binary");
        assertThat(valid.at("/spec/dataset").asText()).isEqualTo("flags@1");
        assertThat(valid.at("/space/parameters/0/name").asText()).isEqualTo("model");
        assertThat(valid.at("/plan/folds").asInt()).isEqualTo(5);
        assertProblem(lab.get("/api/v1/studies/v1"), 404, "not-found");
    }

    @Test
    void faults_of_a_specification_come_with_their_places() {
        String spec = RoutesLab.spec("v2", "flags", "stratgy: 1").replace("trials: 4", "trials: 0");
        HttpResponse<String> answer = lab.post("/api/v1/studies", "application/yaml", spec);
        assertProblem(answer, 422, "invalid-spec");
        assertThat(json(answer).path("errors").findValuesAsText("pointer"))
                .containsExactly("#/budget/trials", "#/stratgy");
        assertThat(json(answer).at("/errors/0/line").asInt()).isEqualTo(6);
    }

    @Test
    void what_only_the_dataset_can_tell_is_told_at_its_place() {
        String absent = RoutesLab.spec("v3", "flags", "").replace("target: label", "target: lable");
        HttpResponse<String> answer = lab.post("/api/v1/studies", "application/yaml", absent);
        assertProblem(answer, 422, "invalid-spec");
        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("#/target");
        assertThat(json(answer).at("/errors/0/hint").asText()).contains("label");
        String misfit = RoutesLab.spec("v3", "flags", "").replace("maximize: rocAuc", "minimize: rmse");
        assertThat(json(lab.post("/api/v1/studies", "application/yaml", misfit)).findValuesAsText("pointer"))
                .contains("#/objective/minimize");
    }

    @Test
    void a_study_is_submitted_once_under_one_key() {
        String spec = RoutesLab.spec("once", "flags", "");
        HttpResponse<String> first = lab.post("/api/v1/studies", "application/yaml", spec, "Idempotency-Key", "k1");
        HttpResponse<String> again = lab.post("/api/v1/studies", "application/yaml", spec, "Idempotency-Key", "k1");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        HttpResponse<String> other = lab.post(
                "/api/v1/studies", "application/yaml", RoutesLab.spec("other", "flags", ""), "Idempotency-Key", "k1");
        assertProblem(other, 422, "idempotency-mismatch");
        assertProblem(lab.post("/api/v1/studies", "application/yaml", spec), 409, "conflict");
        lab.post("/api/v1/studies/once:cancel", "application/json", "");
    }

    @Test
    void a_change_for_another_state_is_refused() {
        lab.submit("tagged", "flags", "");
        String etag =
                lab.get("/api/v1/studies/tagged").headers().firstValue("ETag").orElseThrow();
        assertProblem(patch("tagged", "\"999\"", "{\"tags\":[\"x\"]}"), 412, "precondition-failed");
        HttpResponse<String> patched = patch("tagged", etag, "{\"tags\":[\"x\"]}");
        assertThat(json(patched).at("/tags/0").asText()).as(patched.body()).isEqualTo("x");
        assertProblem(patch("tagged", "*", "{\"tag\":[]}"), 400, "invalid-request");
        assertProblem(lab.send(lab.request("/api/v1/studies/tagged").DELETE()), 409, "conflict");
        lab.post("/api/v1/studies/tagged:cancel", "application/json", "");
        assertThat(lab.send(lab.request("/api/v1/studies/tagged").DELETE()).statusCode())
                .isEqualTo(204);
        assertProblem(lab.get("/api/v1/studies/tagged"), 404, "not-found");
    }

    private static HttpResponse<String> patch(String study, String etag, String body) {
        return lab.send(lab.request("/api/v1/studies/" + study, "If-Match", etag, "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @Test
    void a_study_pauses_resumes_and_takes_more_budget() {
        lab.submit("paused", "flags", "");
        assertThat(json(lab.post("/api/v1/studies/paused:pause", "application/json", ""))
                        .path("state")
                        .asText())
                .isEqualTo("paused");
        assertThat(json(lab.post("/api/v1/studies/paused:resume", "application/json", ""))
                        .path("state")
                        .asText())
                .isEqualTo("running");
        JsonNode more = json(lab.post("/api/v1/studies/paused:extend", "application/json", "{\"trials\": 6}"));
        assertThat(more.at("/budget/trials").asInt()).isEqualTo(10);
        assertProblem(lab.post("/api/v1/studies/paused:extend", "application/json", "{}"), 400, "invalid-request");
        assertProblem(lab.post("/api/v1/studies/paused:extend", "application/json", "{\"money\": 5}"), 409, "conflict");
        assertProblem(
                lab.post("/api/v1/studies/paused:extend", "application/json", "{\"deviceHours\": -1}"),
                400,
                "invalid-request");
        assertThat(json(lab.post("/api/v1/studies/paused:cancel", "application/json", ""))
                        .path("state")
                        .asText())
                .isEqualTo("cancelled");
        assertProblem(lab.post("/api/v1/studies/paused:resume", "application/json", ""), 409, "conflict");
    }

    @Test
    void measured_trials_fill_curves_leaderboard_and_plots() {
        JsonNode study = lab.submit("board", "flags", "");
        String at = "/api/v1/studies/" + study.path("id").asText();
        Claim first = claimOf(study);
        lab.measure(first.ref(), 1, 0.7);
        lab.measure(first.ref(), 2, 0.8);
        lab.complete(first.ref(), 0.8);
        Claim second = claimOf(study);
        lab.measure(second.ref(), 1, 0.9);
        lab.complete(second.ref(), 0.9);

        JsonNode board = json(lab.get(at + "/leaderboard"));
        assertThat(board.path("items").findValuesAsText("rank")).containsExactly("1", "2");
        assertThat(board.at("/items/0/trial").asInt()).isEqualTo(second.ref().trial());
        assertThat(board.at("/items/0/spread").asDouble()).isEqualTo(0.01);
        assertThat(board.at("/items/0/metrics/logLoss").asText()).isEqualTo("NaN");
        assertThat(board.at("/test/state").asText()).isEqualTo("pending");

        JsonNode curves = json(lab.get(at + "/curves?metric=rocAuc"));
        assertThat(curves.path("trial")).hasSize(2);
        assertThat(curves.path("offset").toString()).isEqualTo("[0,2]");
        assertThat(curves.path("rocAuc").toString()).isEqualTo("[0.7,0.8,0.9]");
        assertProblem(lab.get(at + "/curves?metric=rmse"), 400, "invalid-request");

        assertThat(json(lab.get(at + "/analysis/stopping")).path("summary").asText())
                .isNotEmpty();

        JsonNode parallel = json(lab.get(at + "/analysis/parallel"));
        int trials = parallel.path("trial").size();
        assertThat(parallel.path("score")).hasSize(trials);
        parallel.path("values").forEach(column -> assertThat(column).hasSize(trials));

        JsonNode trial = json(lab.get(at + "/trials/" + first.ref().trial()));
        assertThat(trial.path("state").asText()).isEqualTo("completed");
        assertThat(trial.at("/perFold/rocAuc")).hasSize(2);
        assertThat(trial.path("runs")).hasSize(1);
        assertThat(trial.at("/provenance/folds/0/seed").asText()).isEqualTo("-7");
        assertThat(json(lab.get(at + "/trials/1/metrics")).path("step")).isNotNull();
        assertThat(lab.get(at + "/trials/1/logs").body()).isEqualTo("line of 1");
        assertThat(json(lab.get(at + "/timeline")).path("items")).hasSize(2);
        assertThat(json(lab.get(at)).at("/best/score").asDouble()).isEqualTo(0.9);
        assertThat(json(lab.get("/api/v1/leaderboard?dataset=flags"))
                        .at("/items/0/study/name")
                        .asText())
                .isEqualTo("board");
        assertThat(json(lab.get(at + "/spec")).path("text").asText()).contains("name: board");
        lab.post(at + ":cancel", "application/json", "");
    }

    @Test
    void several_objectives_are_ranked_by_front_and_a_broken_bound_comes_last() {
        String goals = "objective: [{maximize: rocAuc, constraints: {fitSeconds: '< 10'}}, {minimize: latencyMs}]";
        HttpResponse<String> made = lab.post(
                "/api/v1/studies",
                "application/yaml",
                RoutesLab.spec("front", "flags", "")
                        .replace("objective: {maximize: rocAuc}", goals)
                        .replace("parallel: 2", "parallel: 4"));
        JsonNode study = json(made);
        assertThat(study.path("objectives").findValuesAsText("metric")).containsExactly("rocAuc", "latencyMs");
        double[][] results = {{0.8, 1, 2}, {0.9, 3, 2}, {0.7, 2, 2}, {0.99, 0.5, 20}};
        for (double[] of : results) {
            Map<String, Double> metrics = Map.of("rocAuc", of[0], "latencyMs", of[1], "fitSeconds", of[2]);
            lab.complete(claimOf(study).ref(), metrics, of[2] < 10);
        }
        String at = "/api/v1/studies/front";
        JsonNode board = json(lab.get(at + "/leaderboard"));
        assertThat(board.path("items").findValuesAsText("front")).containsExactly("1", "1", "2", "3");
        assertThat(board.path("items").findValuesAsText("feasible")).containsExactly("true", "true", "true", "false");
        assertThat(board.at("/items/0/score").asDouble()).isEqualTo(0.9);
        assertThat(board.at("/items/3/score").asDouble()).isEqualTo(0.99);
        JsonNode pareto = json(lab.get(at + "/analysis/pareto"));
        assertThat(pareto.at("/metrics/latencyMs").toString()).isEqualTo("[1.0,3.0,2.0,0.5]");
        assertThat(pareto.path("front").toString()).isEqualTo("[1,1,2,3]");
        assertThat(pareto.path("hypervolume").asDouble()).isPositive();
        assertThat(json(lab.get(at)).at("/best/score").asDouble())
                .as("the best keeps the bound")
                .isEqualTo(0.9);
        lab.post(at + ":cancel", "application/json", "");
    }

    /** Other studies of this class may have work too. */
    private static Claim claimOf(JsonNode study) {
        while (true) {
            Claim claim = lab.claim();
            if (claim.study().id().toString().equals(study.path("id").asText())) {
                return claim;
            }
        }
    }

    @Test
    void lists_come_in_pages() {
        for (String name : new String[] {"page-a", "page-b", "page-c"}) {
            lab.submit(name, "flags", "");
            lab.post("/api/v1/studies/" + name + ":cancel", "application/json", "");
        }
        JsonNode first = json(lab.get("/api/v1/studies?limit=2&state=cancelled"));
        assertThat(first.path("items")).hasSize(2);
        JsonNode next = json(lab.get("/api/v1/studies?limit=2&state=cancelled&cursor="
                + first.path("nextCursor").asText()));
        assertThat(names(next)).isNotEmpty().doesNotContainAnyElementsOf(names(first));
        assertProblem(lab.get("/api/v1/studies?state=sleeping"), 400, "invalid-request");
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    @Test
    void what_is_not_there_and_what_is_not_meant_are_problems() {
        assertProblem(lab.get("/api/v1/nothing"), 404, "not-found");
        assertProblem(lab.get("/api/v1/studies/nobody"), 404, "not-found");
        assertProblem(lab.get("/api/v1/studies?limt=3"), 400, "invalid-request");
        assertProblem(lab.get("/api/v1/studies?limit=0"), 400, "invalid-request");
        assertProblem(lab.post("/api/v1/studies", "text/plain", "name: x"), 415, "unsupported-media-type");
        HttpResponse<String> wrong = lab.send(lab.request("/api/v1/workers").DELETE());
        assertProblem(wrong, 405, "method-not-allowed");
        assertThat(wrong.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    @Test
    void a_request_keeps_its_id() {
        assertThat(lab.get("/api/v1/healthz", "X-Request-Id", "abc-1").headers().firstValue("X-Request-Id"))
                .contains("abc-1");
        assertThat(lab.get("/healthz", "X-Request-Id", "a b").headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(16));
    }

    @Test
    void workers_queues_trainers_and_schema_are_listed() {
        lab.beat();
        assertThat(json(lab.get("/api/v1/workers")).at("/items/0/slots")).hasSize(2);
        assertThat(json(lab.get("/api/v1/queue")).at("/items/0/name").asText()).isEqualTo("cpu");
        JsonNode trainers = json(lab.get("/api/v1/trainers?dataset=flags"));
        assertThat(trainers.path("items").findValuesAsText("name")).contains("linear", "xgboost");
        JsonNode schema = json(lab.get("/api/v1/schema/study.json"));
        assertThat(schema.path("required").toString()).isEqualTo("[\"name\",\"dataset\",\"objective\",\"budget\"]");
        assertThat(schema.at("/anyOf/0/required/0").asText()).isEqualTo("target");
        assertThat(schema.at("/anyOf/1/properties/task/const").asText()).isEqualTo("clustering");
        assertThat(json(lab.get("/api/v1/openapi.json")).path("openapi").asText())
                .isEqualTo("3.1.0");
        assertThat(json(lab.get("/readyz")).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void long_answers_are_compressed_for_those_who_can_read_it() {
        assertThat(lab.get("/api/v1/openapi.json", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    void the_dashboard_answers_for_all_its_pages_and_nothing_else() {
        HttpResponse<String> page = lab.get("/studies/some/page");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>pages</title>");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        HttpResponse<String> asset = lab.get("/assets/app-1a2b.js");
        assertThat(asset.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(c -> assertThat(c).contains("immutable"));
        assertProblem(lab.get("/assets/gone.js"), 404, "not-found");
        assertThat(lab.get("/%2e%2e/openapi.yaml").body()).doesNotContain("openapi: 3.1.0");
    }

    @Test
    void another_site_can_not_use_the_server_through_a_browser() throws IOException {
        assertThat(raw("GET /api/v1/healthz HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /api/v1/healthz HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertProblem(lab.get("/api/v1/healthz", "Origin", "https://evil.example"), 403, "forbidden-host");
        assertThat(lab.get("/api/v1/healthz", "Origin", "http://localhost:5173").statusCode())
                .isEqualTo(200);
        assertThat(lab.get("/api/v1/healthz").headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void a_path_that_can_not_be_read_ends_the_connection_and_says_so() throws IOException {
        String answer = raw("GET /%2e%2e/openapi.yaml HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("Connection: close")
                .contains("application/problem+json", "\"status\":400");
    }

    @Test
    void a_refused_body_leaves_the_connection_for_the_next_request() throws IOException {
        String head = "Host: localhost:1\r\nContent-Type: application/pdf\r\nContent-Length: 5\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/studies HTTP/1.1\r\n" + head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            out.write("later".getBytes(StandardCharsets.US_ASCII));
            out.write("GET /api/v1/healthz HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 415")
                    .contains("HTTP/1.1 200");
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lab.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
