package dev.cairn.server.routes;

import static dev.cairn.server.routes.RoutesLab.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.vault.SealedRows;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.Claim;
import dev.cairn.store.Interval;
import dev.cairn.store.Outcome;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks every route of the interface with every query parameter it knows and looks for values of sealed rows, each of which occurs nowhere else.
 * A new route is walked by itself; one with a new kind of parameter fails here until it is said what to ask it.
 */
class VaultWalkTest {
    private static final int ROWS = 160;
    private static final String STUDY = "walked";

    /** What stands for the parameters of paths. */
    private static final Map<String, String> PLACES = Map.of(
            "study", STUDY, "dataset", "marked", "number", "1", "worker", "unknown-worker", "schedule", "no-schedule");

    /** What to ask by each query parameter; those that say nothing of rows are asked once. */
    private static final Map<String, List<String>> QUERIES = Map.ofEntries(
            Map.entry("limit", List.of("1000")),
            Map.entry("cursor", List.of("0", "100")),
            Map.entry("of", List.of("training", "sealed")),
            Map.entry("metric", List.of("rocAuc")),
            Map.entry("trials", List.of("1,2")),
            Map.entry("points", List.of("100")),
            Map.entry("trial", List.of("1", "2")),
            Map.entry("attempt", List.of("1")),
            Map.entry("event", List.of("1")),
            Map.entry("from", List.of("start")),
            Map.entry("state", List.of("completed")),
            Map.entry("dataset", List.of("marked")),
            Map.entry("target", List.of("label", "num", "level")),
            Map.entry("name", List.of("again")),
            Map.entry("image", List.of("8x8")),
            Map.entry("force", List.of("false")),
            Map.entry("dryRun", List.of("true")));

    private static RoutesLab lab;
    private static Path blobs;
    private static SplitRecord split;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        lab = new RoutesLab(folder).start();
        blobs = folder.resolve("blobs");
        HttpResponse<String> uploaded = lab.post("/api/v1/datasets?name=marked&target=label", "text/csv", table());
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        lab.submit(STUDY, "marked", "");
        split = lab.stores.datasets().split(study().splitId().orElseThrow()).orElseThrow();
        runToItsEnd();
    }

    /** So that the next test claims trials of its own. */
    @AfterEach
    void endAll() {
        lab
                .stores
                .studies()
                .list(new StudyFilter(Set.of(), Optional.empty(), Optional.empty()), Optional.empty(), 100)
                .items()
                .stream()
                .filter(study -> !study.state().terminal())
                .forEach(study -> lab.post("/api/v1/studies/" + study.id() + ":cancel", "application/json", ""));
    }

    @AfterAll
    static void stop() {
        lab.afterAll(null);
    }

    /** Each row has a number, a date and prose of its own, and a label that it shares with one other row. */
    private static String table() {
        StringBuilder csv = new StringBuilder("num,level,prose,day,mail,label\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(number(row)).append(',').append(level(row)).append(",the patient ");
            csv.append(word(row)).append(" was seen again and felt much better than before,");
            csv.append(day(row)).append(",someone").append(row * 7919).append("@example.org,");
            csv.append((row * 31) % 7 < 3 ? "yes" : "no").append('\n');
        }
        return csv.toString();
    }

    private static String number(int row) {
        return String.valueOf(5_000_000 + scattered(row, 3_999_971));
    }

    /** So that what lies midway between two rows, as quantiles do, is hardly ever a third one. */
    private static long scattered(int row, long below) {
        return (104_729L * row * row + row * 7919L) % below;
    }

    private static String level(int row) {
        return "lvl" + (4000 + row / 2) + "x";
    }

    private static String word(int row) {
        return "zq" + Integer.toString(40_000 + row * 977, 36) + "qz";
    }

    /** Late enough that its number since 1970 has six digits, which no part of an identifier has. */
    private static LocalDate day(int row) {
        return LocalDate.of(2300, 1, 1).plusDays(scattered(row, 800_011));
    }

    private static StudyRecord study() {
        return lab.stores.studies().find(STUDY).orElseThrow();
    }

    /** Search trials with curves, and a final one that read the vault. */
    private static void runToItsEnd() {
        for (int trial = 0; trial < 4; trial++) {
            AttemptRef ref = lab.claim().ref();
            lab.measure(ref, 1, 0.7);
            lab.complete(ref, 0.6 + trial / 100.0);
            lab.fill(STUDY);
        }
        Claim last = lab.claim();
        lab.stores.datasets().countVaultRead(split.id(), last.ref());
        lab.stores
                .trials()
                .finish(
                        last.ref(),
                        new Outcome.FinalScored(
                                Map.of("rocAuc", new Interval(0.7, 0.6, 0.8)), 3, Duration.ofSeconds(1), Map.of()));
        lab.fill(STUDY);
        assertThat(study().state().terminal()).isTrue();
    }

    /** Values that only sealed rows have, and values that only training rows have. */
    private record Marks(Set<String> sealed, Set<String> trained) {
        static Marks of(SplitRecord split) throws IOException {
            DirectoryBlobStore files = DirectoryBlobStore.open(blobs, InstantSource.system());
            Set<Integer> sealed =
                    rows(FrameFile.mapSealed(files.path(split.vaultSha().orElseThrow())));
            Set<Integer> trained = rows(FrameFile.map(files.path(split.trainSha())));
            assertThat(sealed).hasSizeGreaterThan(ROWS / 10).doesNotContainAnyElementsOf(trained);
            Set<String> hidden = values(sealed);
            Set<String> shown = values(trained);
            Set<String> onlyHidden = new TreeSet<>(hidden);
            onlyHidden.removeAll(shown);
            shown.removeAll(hidden);
            return new Marks(onlyHidden, shown);
        }

        private static Set<Integer> rows(Frame frame) {
            Set<Integer> rows = new TreeSet<>();
            Column.Numeric numbers = (Column.Numeric) frame.columns().get(0);
            for (int i = 0; i < frame.rows(); i++) {
                String value = String.valueOf((int) numbers.value(i));
                for (int row = 0; row < ROWS; row++) {
                    if (number(row).equals(value)) {
                        rows.add(row);
                    }
                }
            }
            return rows;
        }

        private static Set<String> values(Set<Integer> rows) {
            Set<String> values = new TreeSet<>();
            for (int row : rows) {
                values.add(number(row));
                values.add(level(row));
                values.add(word(row));
                values.add(day(row).toString());
                values.add(String.valueOf(day(row).toEpochDay()));
                values.add("someone" + row * 7919 + "@example.org");
            }
            return values;
        }

        List<String> sealedIn(String text) {
            return sealed.stream().filter(value -> isIn(text, value)).toList();
        }

        long trainedIn(String text) {
            return trained.stream().filter(value -> isIn(text, value)).count();
        }

        /** A value is found when it is not a part of a longer number or identifier. */
        private static boolean isIn(String text, String value) {
            return text.contains(value)
                    && Pattern.compile("(?<![0-9A-Za-z.])" + Pattern.quote(value) + "(?![0-9a-f])")
                            .matcher(text)
                            .find();
        }
    }

    @Test
    void no_route_says_a_value_of_a_sealed_row() throws IOException {
        Marks marks = Marks.of(split);
        List<String> leaks = new ArrayList<>();
        int answered = 0;
        long trained = 0;
        List<Api.Operation> readingFirst = lab.server().operations().stream()
                .sorted(Comparator.comparing(operation -> !operation.method().equals("GET")))
                .toList();
        for (Api.Operation operation : readingFirst) {
            for (String path : paths(operation)) {
                HttpResponse<String> answer = ask(operation.method(), path);
                String said = answer.body() + answer.headers().map();
                marks.sealedIn(said).forEach(value -> leaks.add(operation.method() + " " + path + ": " + value));
                answered += answer.statusCode() < 300 ? 1 : 0;
                trained += marks.trainedIn(said);
                assertThat(answer.statusCode())
                        .as("%s %s: %s", operation.method(), path, said)
                        .isLessThan(500);
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(answered).as("routes that answered").isGreaterThan(30);
        assertThat(trained).as("values of training rows, which are shown").isGreaterThan(100);
    }

    /** Deleting and ending would leave nothing to walk on; they are asked of what is not there. */
    private static List<String> paths(Api.Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            boolean deletes = operation.method().equals("DELETE");
            path = path.replace("{" + place.getKey() + "}", deletes ? "nothing" : place.getValue());
        }
        assertThat(path)
                .as("what stands for the parameters of " + operation.path())
                .doesNotContain("{");
        List<String> paths = new ArrayList<>(List.of(path));
        for (String query : operation.queries()) {
            assertThat(QUERIES).as("what to ask " + path + " by").containsKey(query);
            for (String value : QUERIES.get(query)) {
                paths.add(path + "?" + query + "=" + value);
            }
        }
        return paths;
    }

    private static HttpResponse<String> ask(String method, String path) {
        String type = (path.contains("/studies") && !path.contains("/studies/")) || path.endsWith(":revise")
                ? "application/yaml"
                : path.contains(":predict") || path.startsWith("/datasets") ? "text/csv" : "application/json";
        String body = path.startsWith("/studies:validate")
                ? RoutesLab.spec("new-one", "marked", "")
                : path.contains(":predict")
                        ? "num,level,prose,day,mail\n1,x,y,2001-01-01,z\n"
                        : path.startsWith("/datasets") ? RoutesLab.table(40, 9) : "{}";
        return lab.send(lab.request("/api/v1" + path, "Content-Type", type)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @Test
    void asking_for_sealed_rows_is_refused_and_the_refusal_is_seen_by_dataset_and_study() {
        long before = lab.stores.vaults().refused(split.id());
        HttpResponse<String> refused = lab.get("/api/v1/datasets/marked/rows?of=sealed");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("type").asText()).isEqualTo("/problems/sealed");
        for (String page : List.of("/api/v1/datasets/marked/vault", "/api/v1/studies/walked/vault")) {
            JsonNode vault = json(lab.get(page));
            assertThat(vault.path("refused").asLong()).as(page).isEqualTo(before + 1);
            assertThat(vault.at("/divisions/0/lastRefused/0/asker").asText()).contains("rows?of=sealed");
            assertThat(vault.path("reads").asLong()).isEqualTo(1);
            assertThat(vault.at("/divisions/0/lastReads/0/study").asText()).isEqualTo(STUDY);
        }
        assertThat(json(lab.get("/api/v1/datasets/marked/profile"))
                        .path("sealedReads")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_file_with_sealed_rows_is_given_to_no_trainer_and_the_refusal_is_counted() throws IOException {
        Vault vault = new Vault(lab.stores, DirectoryBlobStore.open(blobs, InstantSource.system()));
        long before = lab.stores.vaults().refused(split.id());
        String table = lab.stores.datasets().newest("marked").orElseThrow().tableSha();
        for (String file : List.of(split.vaultSha().orElseThrow(), table)) {
            assertThatThrownBy(() -> vault.path(file)).isInstanceOf(SealedRows.class);
            assertThatThrownBy(() -> vault.open(file)).isInstanceOf(SealedRows.class);
        }
        assertThat(vault.path(split.trainSha())).exists();
        assertThat(lab.stores.vaults().refused(split.id())).isEqualTo(before + 4);
    }

    @Test
    void a_search_trial_and_a_final_trial_of_other_rows_get_nothing() throws IOException {
        lab.submit("asking", "marked", "");
        Claim search = lab.claim();
        Vault vault = new Vault(lab.stores, DirectoryBlobStore.open(blobs, InstantSource.system()));
        long reads = lab.stores.datasets().split(split.id()).orElseThrow().vaultReads();
        assertThatThrownBy(() -> vault.open(split, search))
                .isInstanceOf(SealedRows.class)
                .hasMessageContaining("trial 1 of study 'asking'");
        assertThat(lab.stores.datasets().split(split.id()).orElseThrow().vaultReads())
                .isEqualTo(reads);
    }

    @Test
    void studies_that_divide_the_same_rows_in_another_way_are_counted_and_warned_of() {
        HttpResponse<String> uploaded =
                lab.post("/api/v1/datasets?name=shared&target=label", "text/csv", table().replace("yes", "oui"));
        assertThat(uploaded.statusCode()).isEqualTo(201);
        lab.submit("by-hash", "shared", "");
        HttpResponse<String> checked = lab.post(
                "/api/v1/studies:validate",
                "application/yaml",
                RoutesLab.spec("by-day", "shared", "validate: {time: day}"));
        assertThat(json(checked).path("warnings").toString())
                .contains("study 'by-hash'", "are trained on by", "are sealed for");
        lab.submit("by-day", "shared", "validate: {time: day}");
        JsonNode division = json(lab.get("/api/v1/studies/by-day/vault")).at("/divisions/0");
        JsonNode overlap = division.at("/overlaps/0");
        assertThat(overlap.path("studies").toString()).contains("by-hash");
        assertThat(overlap.path("trainedThere").asInt())
                .isBetween(1, division.path("sealedRows").asInt());
        assertThat(overlap.path("sealedThere").asInt()).isPositive();
        assertThat(json(lab.post("/api/v1/studies:validate", "application/yaml", RoutesLab.spec("same", "shared", "")))
                        .path("warnings")
                        .toString())
                .contains("study 'by-day'");
    }

    @Test
    void rows_that_are_sealed_for_another_dataset_and_trained_on_in_their_own_are_counted() {
        lab.upload("learned");
        lab.post("/api/v1/datasets?name=apart&target=label", "text/csv", RoutesLab.table(60, 77));
        lab.submit("elsewhere", "apart", "");
        lab.submit("sealing", "learned", "test: {dataset: apart}");
        JsonNode overlap = json(lab.get("/api/v1/studies/sealing/vault")).at("/divisions/0/overlaps/0");
        assertThat(overlap.path("studies").toString()).contains("elsewhere");
        assertThat(overlap.path("trainedThere").asInt()).isBetween(30, 60);
        assertThat(json(lab.get("/api/v1/studies/elsewhere/vault"))
                        .at("/divisions/0/overlaps/0/sealedThere")
                        .asInt())
                .isEqualTo(overlap.path("trainedThere").asInt());
    }
}
