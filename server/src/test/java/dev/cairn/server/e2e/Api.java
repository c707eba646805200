package dev.cairn.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The REST interface as any client sees it. */
final class Api {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Api(String url) {
        this.url = url;
    }

    JsonNode get(String path) {
        return find(path).orElseThrow(() -> new AssertionError("no good answer to GET " + path));
    }

    /** Empty when nobody answers or the answer is no 200. */
    Optional<JsonNode> find(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1" + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.of(JsonMapper.builder().build().readTree(answer.body()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    String state(String study) {
        return find("/studies/" + study)
                .map(found -> found.path("state").asText())
                .orElse("");
    }

    int ended(String study) {
        return find("/studies/" + study)
                .map(found -> found.path("counts"))
                .map(counts -> counts.path("completed").asInt()
                        + counts.path("pruned").asInt()
                        + counts.path("failed").asInt())
                .orElse(0);
    }
}
