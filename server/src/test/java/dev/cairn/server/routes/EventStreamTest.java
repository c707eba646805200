package dev.cairn.server.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import dev.cairn.store.Claim;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of study events over real HTTP. Nobody waits for a time here: each read waits for what it is to find. */
@Timeout(60)
class EventStreamTest {
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

    private record Event(String id, String type, JsonNode data) {}

    /** An open stream. */
    private static final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> response;
        private final BufferedReader lines;

        Stream(String study, String query, String... headers) throws Exception {
            response = HttpClient.newHttpClient()
                    .send(
                            lab.request("/api/v1/studies/" + study + "/events" + query, headers)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        int status() {
            return response.statusCode();
        }

        /** The next event; null at the end of the stream. */
        Event next() throws IOException {
            String id = "";
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Event(id, type, Json.mapper().readTree(line.substring(6)));
                }
            }
            return null;
        }

        Event next(String type) throws IOException {
            Event event = next();
            while (event != null && !event.type().equals(type)) {
                event = next();
            }
            return event;
        }

        List<Event> rest() throws IOException {
            List<Event> events = new ArrayList<>();
            for (Event event = next(); event != null; event = next()) {
                events.add(event);
            }
            return events;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private static Claim claimOf(JsonNode study) {
        while (true) {
            Claim claim = lab.claim();
            if (claim.study().id().toString().equals(study.path("id").asText())) {
                return claim;
            }
        }
    }

    private static void cancel(String study) {
        lab.post("/api/v1/studies/" + study + ":cancel", "application/json", "");
    }

    @Test
    void a_stream_tells_states_and_measurements_and_ends_with_its_study() throws Exception {
        JsonNode study = lab.submit("told", "flags", "");
        Claim claim = claimOf(study);
        lab.measure(claim.ref(), 1, 0.7);
        lab.complete(claim.ref(), 0.7);
        try (Stream stream = new Stream("told", "?from=start")) {
            Event created = stream.next("trial.created");
            assertThat(created.data().path("values").size()).isPositive();
            assertThat(created.data().path("trainer").asText()).isIn("linear", "xgboost");
            Event metric = stream.next("trial.metric");
            assertThat(metric.data().at("/metrics/rocAuc").toString()).isEqualTo("[0.7]");
            assertThat(metric.data().at("/metrics/logLoss").toString()).isEqualTo("[\"NaN\"]");
            cancel("told");
            List<Event> rest = stream.rest();
            assertThat(rest)
                    .anySatisfy(e -> assertThat(e.data().path("state").asText()).isEqualTo("cancelled"));
        }
    }

    @Test
    void a_stream_goes_on_after_the_last_event_seen() throws Exception {
        JsonNode study = lab.submit("resumed", "flags", "");
        Claim claim = claimOf(study);
        lab.measure(claim.ref(), 1, 0.6);
        cancel("resumed");
        List<Event> all;
        try (Stream stream = new Stream("resumed", "?from=start")) {
            all = stream.rest();
        }
        assertThat(all).hasSizeGreaterThan(3);
        for (int i = 0; i < all.size() - 1; i++) {
            try (Stream stream =
                    new Stream("resumed", "", "Last-Event-ID", all.get(i).id())) {
                assertThat(stream.rest()).as("after %s", all.get(i)).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
        try (Stream stream = new Stream(
                "resumed", "", "Last-Event-ID", all.get(all.size() - 1).id())) {
            assertThat(stream.status()).isEqualTo(204);
        }
    }

    @Test
    void an_id_that_is_not_known_resets_the_reader() throws Exception {
        lab.submit("reset", "flags", "");
        for (String id : new String[] {"999999-0", "nonsense"}) {
            try (Stream stream = new Stream("reset", "", "Last-Event-ID", id)) {
                assertThat(stream.next().type()).isEqualTo("reset");
                assertThat(stream.next().data().path("state").asText()).isEqualTo("running");
            }
        }
        cancel("reset");
    }

    @Test
    void a_new_reader_begins_with_the_present_state() throws Exception {
        JsonNode study = lab.submit("fresh", "flags", "");
        Claim claim = claimOf(study);
        lab.measure(claim.ref(), 1, 0.6);
        try (Stream stream = new Stream("fresh", "")) {
            assertThat(stream.next().type()).isEqualTo("study.state");
            lab.measure(claim.ref(), 2, 0.65);
            assertThat(stream.next("trial.metric").data().path("step").toString())
                    .isEqualTo("[2]");
        }
        cancel("fresh");
    }

    @Test
    void silence_is_broken_by_comments() throws Exception {
        lab.submit("silent", "flags", "");
        try (Stream stream = new Stream("silent", "")) {
            stream.next();
            for (int i = 0; i < 3; i++) {
                assertThat(stream.lines.readLine()).isNotNull();
            }
            assertThat(stream.lines.readLine()).startsWith(":");
        }
        cancel("silent");
    }

    @Test
    void a_stream_is_asked_for_as_one() {
        lab.submit("plain", "flags", "");
        assertThat(lab.get("/api/v1/studies/plain/events").statusCode()).isEqualTo(406);
        cancel("plain");
    }
}
