package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionRoutesTest {
    private static RoutesLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = new RoutesLab(folder).start();
        upload(RoutesLab.table(60, 5));
        upload(RoutesLab.table(80, 5).replace("colour", "shade"));
        lab.submit("first", "grown@1", "");
    }

    @AfterAll
    static void stop() {
        lab.afterAll(null);
    }

    private static void upload(String table) {
        HttpResponse<String> stored = lab.post("/api/v1/datasets?name=grown&target=label", "text/csv", table);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    }

    private static HttpResponse<String> delete(String path) {
        return lab.send(lab.request("/api/v1/datasets/" + path).DELETE());
    }

    @Test
    void a_version_says_what_it_follows_what_changed_and_who_uses_it() {
        JsonNode versions = json(lab.get("/api/v1/datasets/grown/versions")).path("items");
        JsonNode second = versions.get(0);
        assertThat(second.path("before").asInt()).isEqualTo(1);
        assertThat(second.path("addedRows").asInt()).isEqualTo(20);
        assertThat(second.path("addedColumns").toString()).isEqualTo("[\"shade\"]");
        assertThat(second.path("removedColumns").toString()).isEqualTo("[\"colour\"]");
        assertThat(second.path("studies")).isEmpty();
        JsonNode first = versions.get(1);
        assertThat(first.has("before")).isFalse();
        assertThat(first.at("/studies/0/studies/0").asText()).isEqualTo("first");
    }

    @Test
    void leaks_are_told_for_the_column_that_is_to_be_predicted() {
        StringBuilder csv = new StringBuilder("size,twice,shade,label\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i * 0.5)
                    .append(',')
                    .append(i)
                    .append(".25,")
                    .append("rgb".charAt(i * 7 % 3))
                    .append(',');
            csv.append(i * 31 % 5 < 2 ? "no\n" : "yes\n");
        }
        lab.post("/api/v1/datasets?name=leaky&target=label", "text/csv", csv.toString());
        assertThat(flags("")).doesNotContain("leak");
        assertThat(flags("?target=size")).contains("leak");
        HttpResponse<String> unknown = lab.get("/api/v1/datasets/leaky/profile?target=sise");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("size");
    }

    private static String flags(String query) {
        return json(lab.get("/api/v1/datasets/leaky/profile" + query))
                .path("columns")
                .findValues("flags")
                .toString();
    }

    @Test
    void what_columns_are_is_said_once_for_all_studies_to_come() {
        lab.post("/api/v1/datasets?name=told&target=label", "text/csv", RoutesLab.table(60, 11));
        HttpResponse<String> said = patch("{\"columns\": {\"a\": \"ignore\", \"b\": \"categorical\"}}");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        assertThat(json(said).at("/said/a").asText()).isEqualTo("ignore");
        assertThat(json(said).at("/columns/1/kind").asText()).isEqualTo("categorical");
        String own = "columns: {b: numeric}";
        JsonNode spec = json(lab.post(
                        "/api/v1/studies:validate", "application/yaml", RoutesLab.spec("hears", "told", own)))
                .path("spec");
        assertThat(spec.at("/columns/a").asText()).isEqualTo("ignore");
        assertThat(spec.at("/columns/b").asText()).isEqualTo("numeric");
        JsonNode profile = json(lab.get("/api/v1/datasets/told/profile"));
        assertThat(profile.at("/columns/0/role").asText()).isEqualTo("ignored");
    }

    @Test
    void what_columns_cannot_be_is_refused_with_the_column() {
        lab.post("/api/v1/datasets?name=told&target=label", "text/csv", RoutesLab.table(60, 11));
        HttpResponse<String> unknown = patch("{\"columns\": {\"colur\": \"ignore\"}}");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("colour");
        assertThat(patch("{\"columns\": {\"a\": \"cat\"}}").statusCode()).isEqualTo(422);
        assertThat(patch("{\"kinds\": {}}").statusCode()).isEqualTo(422);
    }

    private static HttpResponse<String> patch(String body) {
        return lab.send(lab.request("/api/v1/datasets/told", "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    @Test
    void a_version_in_use_goes_by_force_only_and_only_when_its_studies_are_over() {
        lab.post("/api/v1/datasets?name=going&target=label", "text/csv", RoutesLab.table(60, 6));
        lab.submit("user", "going", "");
        HttpResponse<String> refused = delete("going");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("user", "force=true");
        HttpResponse<String> live = delete("going?force=true");
        assertThat(live.statusCode()).isEqualTo(409);
        assertThat(json(live).path("detail").asText()).contains("user", "cancel");
        lab.post("/api/v1/studies/user:cancel", "application/json", "");
        assertThat(delete("going?force=true").statusCode()).isEqualTo(204);
        assertThat(lab.get("/api/v1/datasets/going").statusCode()).isEqualTo(404);
        assertThat(lab.get("/api/v1/studies/user").statusCode()).isEqualTo(404);
    }

    @Test
    void a_version_that_another_dataset_is_tested_on_says_so_and_that_study_keeps_its_copy() {
        lab.post("/api/v1/datasets?name=examined&target=label", "text/csv", RoutesLab.table(60, 8));
        lab.submit("examining", "grown@1", "test: {dataset: examined}");
        HttpResponse<String> refused = delete("examined");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("examining (tests on its rows)");
        assertThat(delete("examined?force=true").statusCode()).isEqualTo(204);
        assertThat(json(lab.get("/api/v1/studies/examining")).path("name").asText())
                .isEqualTo("examining");
    }
}
