package dev.cairn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The command line's client of the REST interface. A problem in an answer becomes a {@link ProblemAnswer}. */
final class Client {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param url where the server answers, without {@code /api/v1} */
    Client(String url) {
        this.base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    String url() {
        return base.toString();
    }

    JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    String getText(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path) {
        return json(send(request(path).POST(BodyPublishers.noBody())));
    }

    JsonNode postJson(String path, JsonNode body) {
        return post(path, "application/json", BodyPublishers.ofString(body.toString()), ANSWER);
    }

    JsonNode patchJson(String path, JsonNode body) {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body.toString()))));
    }

    JsonNode postYaml(String path, String body) {
        return post(path, "application/yaml", BodyPublishers.ofString(body), ANSWER);
    }

    JsonNode post(String path, String contentType, BodyPublisher body, Duration timeout) {
        return json(send(request(path)
                .timeout(timeout)
                .header("Content-Type", contentType)
                .POST(body)));
    }

    /** Sends a body that may be large. It does not ask first: JDK 17's client waits for ever when the answer to that is a refusal (JDK-8286171). */
    JsonNode upload(String path, String contentType, BodyPublisher body, Duration timeout) {
        return json(send(request(path)
                .timeout(timeout)
                .header("Content-Type", contentType)
                .POST(body)));
    }

    /** Sends text and takes text. */
    String postText(String path, String contentType, BodyPublisher body, Duration timeout) {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(timeout)
                .header("Accept", "text/csv, application/problem+json")
                .header("Content-Type", contentType)
                .POST(body));
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /** Whether a server answers there and says that it is ready. */
    boolean ready() {
        try {
            send(request("/readyz").timeout(Duration.ofSeconds(2)).GET());
            return true;
        } catch (CommandFailure e) {
            return false;
        }
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json, text/plain");
    }

    private String send(HttpRequest.Builder request) {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.UNAVAILABLE, "interrupted while waiting for " + base, e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "no Cairn answers at " + base + ". Start one with 'cairn up', or set CAIRN_URL.",
                    e);
        }
        if (answer.statusCode() >= 400) {
            throw ProblemAnswer.of(answer.statusCode(), parsedOrEmpty(answer.body()));
        }
        return answer.body();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE, "the server's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parsedOrEmpty(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? JSON.createObjectNode() : node;
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("detail", body.strip());
        }
    }
}
