package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.store.Claim;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retries, revisions, clones and forks over HTTP. */
class StudyChangesRoutesTest {
    private static final String YAML = "application/yaml";
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

    private static String path(String study, String rest) {
        return "/api/v1/studies/" + study + rest;
    }

    private static HttpResponse<String> post(String study, String rest) {
        return lab.send(lab.request(path(study, rest)).POST(BodyPublishers.noBody()));
    }

    /** A study one of whose trials has ended; the others wait. */
    private static void oneEnded(String study, String more) {
        lab.submit(study, "flags", more);
        Claim claim = lab.claim();
        assertThat(claim.study().name()).isEqualTo(study);
        lab.complete(claim.ref(), 0.9);
    }

    /** Nothing of this study may be claimed by the next test. */
    private static void cancelled(String... studies) {
        for (String study : studies) {
            assertThat(post(study, ":cancel").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_trial_that_is_over_is_tried_again_and_the_same_retry_answers_twice() {
        oneEnded("retried", "");
        HttpResponse<String> first = post("retried", "/trials/1:retry");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(json(first).path("retryOf").asInt()).isEqualTo(1);
        assertThat(json(post("retried", "/trials/1:retry")).path("number"))
                .isEqualTo(json(first).path("number"));
        cancelled("retried");
    }

    @Test
    void a_trial_is_cancelled_and_again_without_harm() {
        lab.submit("called-off", "flags", "");
        assertThat(json(post("called-off", "/trials/1:cancel")).path("state").asText())
                .isEqualTo("cancelled");
        assertThat(post("called-off", "/trials/1:cancel").statusCode()).isEqualTo(200);
        assertThat(post("called-off", "/trials/99:cancel").statusCode()).isEqualTo(404);
        cancelled("called-off");
    }

    @Test
    void parallelism_is_changed_by_a_patch() {
        lab.submit("resized", "flags", "");
        HttpResponse<String> answer = lab.send(lab.request(path("resized", ""))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"parallel\": 3}")));
        assertThat(json(answer).at("/budget/parallel").asInt())
                .as(answer.body())
                .isEqualTo(3);
        assertThat(json(lab.get(path("resized", "/trials"))).path("items")).hasSize(3);
        HttpResponse<String> wrong = lab.send(lab.request(path("resized", ""))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"parallel\": 0}")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        cancelled("resized");
    }

    @Test
    void a_revision_changes_the_space_and_says_so_and_the_same_again_changes_nothing() {
        oneEnded("revised", "space: {linear.lr: {float: [0.001, 1], log: true}}");
        String edits = "space: {linear.lr: {float: [0.01, 0.1], log: true}}\nsearch: {strategy: sobol}\n";
        JsonNode revised = json(lab.post(path("revised", ":revise"), YAML, edits));
        assertThat(revised.path("revision").asInt()).as(revised.toString()).isEqualTo(2);
        assertThat(revised.path("strategy").asText()).isEqualTo("sobol");
        assertThat(revised.path("earlyStop").asText()).isEqualTo("auto");
        assertThat(json(lab.post(path("revised", ":revise"), YAML, edits))
                        .path("revision")
                        .asInt())
                .isEqualTo(2);
        JsonNode revisions = json(lab.get(path("revised", "/lineage"))).path("revisions");
        assertThat(revisions).hasSize(2);
        assertThat(revisions.at("/1/changes").toString()).isEqualTo("[\"search\",\"space\"]");
        cancelled("revised");
    }

    @Test
    void a_revision_of_what_a_score_means_is_refused_at_its_place() {
        lab.submit("kept", "flags", "");
        HttpResponse<String> answer =
                lab.post(path("kept", ":revise"), YAML, "# why\nobjective: {maximize: accuracy}\n");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("#/objective");
        assertThat(json(answer).at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(json(answer).at("/errors/0/hint").asText()).contains("Clone");
        cancelled("kept");
    }

    @Test
    void a_deterministic_study_is_neither_revised_nor_are_its_trials_tried_again() {
        oneEnded("exact", "deterministic: true");
        assertThat(lab.post(path("exact", ":revise"), YAML, "search: {strategy: sobol}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("exact", "/trials/1:retry").statusCode()).isEqualTo(409);
        cancelled("exact");
    }

    @Test
    void a_clone_has_the_specification_with_its_edits_and_its_own_name() {
        lab.submit("source", "flags", "");
        JsonNode clone = json(post("source", ":clone"));
        assertThat(clone.path("name").asText()).isEqualTo("source-2");
        assertThat(clone.path("seed"))
                .isEqualTo(json(lab.get(path("source", ""))).path("seed"));
        JsonNode other =
                json(lab.post(path("source", ":clone"), YAML, "name: other\nbudget: {trials: 9}\nmodel: linear\n"));
        assertThat(other.at("/budget/trials").asInt()).as(other.toString()).isEqualTo(9);
        assertThat(other.at("/budget/parallel").asInt()).isEqualTo(2);
        assertThat(json(lab.get(path("other", "/lineage"))).at("/origin/name").asText())
                .isEqualTo("source");
        assertThat(json(lab.get(path("source", "/lineage"))).path("derived")).hasSize(2);
        cancelled("source", "source-2", "other");
    }

    @Test
    void a_fork_goes_on_from_a_trial_with_the_results_up_to_it() {
        oneEnded("trunk", "");
        HttpResponse<String> made =
                lab.post(path("trunk", ":fork?trial=1"), YAML, "name: branch\nsearch: {strategy: sobol}\n");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode branch = json(made);
        assertThat(branch.at("/best/score").asDouble()).isEqualTo(0.9);
        assertThat(branch.path("strategy").asText()).isEqualTo("sobol");
        JsonNode trials = json(lab.get(path("branch", "/trials"))).path("items");
        assertThat(trials.at("/0/state").asText()).isEqualTo("completed");
        assertThat(trials.at("/1/state").asText()).isEqualTo("queued");
        assertThat(lab.post(path("trunk", ":fork"), YAML, "target: colour").statusCode())
                .isEqualTo(422);
        assertThat(post("trunk", ":fork?event=9999").statusCode()).isEqualTo(409);
        cancelled("trunk", "branch");
    }
}
