package dev.cairn.server.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: either answers any request, and what one began the other goes on with. */
@Tag("chaos")
class TwoServersTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Ground ground;
    private Member first;
    private Member second;

    @BeforeEach
    void open() throws IOException {
        ground = Ground.in(folder, Ground.QUICK_START, true);
        ground.migrate();
        first = ground.start("server", "first", 1);
        second = ground.start("server", "second", 1);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void a_study_that_one_server_took_is_run_and_shown_by_the_other() {
        ground.start("worker", "worker", 2);
        ground.dataset(first.url());
        ground.submit(first.url(), Ground.spec("shared", 30, 2, 1, 50, ""));
        Wait.until("trials were told to the second server", LONG, () -> completed(second.url(), "shared") > 3);
        first.kill();
        Wait.until(
                "the study ends without the first server",
                LONG,
                () -> ground.get(second.url(), "/studies/shared")
                        .filter(study -> study.path("state").asText().equals("completed"))
                        .isPresent());
        assertThat(completed(second.url(), "shared")).isEqualTo(30);
    }

    @Test
    void clients_ask_one_server_and_tell_the_other() {
        ground.submit(first.url(), """
            name: clients
            objective: {minimize: loss}
            search: {strategy: random, seed: 1}
            budget: {trials: 20}
            space: {x: {float: [0, 1]}}
            """);
        List<Integer> trials = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String asked = i % 2 == 0 ? first.url() : second.url();
            String told = i % 3 == 0 ? first.url() : second.url();
            int trial = ground.post(asked, "/studies/clients:ask", "application/json", "{\"client\": \"c\"}")
                    .path("trials")
                    .path(0)
                    .path("trial")
                    .asInt();
            trials.add(trial);
            ground.post(
                    told,
                    "/studies/clients/trials/" + trial + ":tell",
                    "application/json",
                    "{\"client\": \"c\", \"metrics\": {\"loss\": 0.5}}");
        }
        assertThat(trials).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(completed(first.url(), "clients")).isEqualTo(20);
        assertThat(completed(second.url(), "clients")).isEqualTo(20);
    }

    @Test
    void a_stream_that_breaks_off_goes_on_at_the_other_server() throws Exception {
        ground.start("worker", "worker", 1);
        ground.dataset(first.url());
        ground.submit(first.url(), Ground.spec("streamed", 12, 1, 1, 100, ""));
        List<String> ids = new ArrayList<>(events(first.url(), "streamed", Optional.empty(), 10));
        first.kill();
        ids.addAll(events(second.url(), "streamed", Optional.of(ids.get(ids.size() - 1)), 10));
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
        assertThat(ids.stream().map(TwoServersTest::event).toList())
                .as("numbers of events without a gap")
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    private static int event(String id) {
        return Integer.parseInt(id.split("[^0-9]", -1)[0]);
    }

    private int completed(String url, String study) {
        return ground.get(url, "/studies/" + study)
                .map(found -> found.path("counts").path("completed").asInt())
                .orElse(0);
    }

    /** Ids of the first state changes that a server streams after {@code last}, or from the start. */
    private static List<String> events(String url, String study, Optional<String> last, int count)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(url + "/api/v1/studies/" + study + "/events?from=start"))
                .header("Accept", "text/event-stream");
        last.ifPresent(id -> request.header("Last-Event-ID", id));
        List<String> ids = new ArrayList<>();
        try (InputStream body = HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            for (String line = lines.readLine(); line != null && ids.size() < count; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:") && !line.contains("trial.metric")) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }
}
