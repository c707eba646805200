package dev.cairn.server.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.ingest.DatasetService;
import dev.cairn.server.ingest.IngestLimits;
import dev.cairn.server.model.ModelService;
import dev.cairn.server.schedule.Calendar;
import dev.cairn.server.schedule.ClientTrials;
import dev.cairn.server.schedule.Collector;
import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.ResolvedPlans;
import dev.cairn.server.schedule.StudyRunner;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.spec.EarlierStudies;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.SlotClasses;
import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialPoolConfig;
import dev.cairn.server.vault.Vault;
import dev.cairn.server.wire.Json;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Claim;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.NewWorker;
import dev.cairn.store.Outcome;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.memory.MemoryStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server over stores in memory, with a real dataset service; trials are run by hand. */
final class RoutesLab implements BeforeAllCallback, AfterAllCallback {
    private static final Map<String, Object> PROVENANCE = Map.of(
            "trainer", "svm",
            "values", Map.of("c", 1.5),
            "metric", "rocAuc",
            "direction", "MAXIMIZE",
            "device", Map.of("kind", "cpu", "index", 0, "threads", 1),
            "versions", Map.of("java", "17"),
            "folds",
                    List.of(Map.of(
                            "seed", "-7", "steps", 1, "rows", 80, "digest", "0f", "configuration", "<config/>")));

    static final long QUOTA = 100_000;

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final EventRoutes.Pace QUICK =
            new EventRoutes.Pace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(200));

    final CairnStores stores = MemoryStores.create(InstantSource.system());
    private final UUID worker = UUID.randomUUID();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private ApiServer server;
    private StudyRunner runner;
    private ModelService models;

    RoutesLab(Path folder) {
        this.folder = folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        models.close();
    }

    RoutesLab start() throws IOException {
        InstantSource clock = InstantSource.system();
        DirectoryBlobStore blobs = DirectoryBlobStore.open(folder.resolve("blobs"), clock);
        Vault vault = new Vault(stores, blobs);
        Collector collector = new Collector(stores.blobs(), blobs, Duration.ofHours(1), clock);
        DatasetService datasets =
                new DatasetService(stores, blobs, folder.resolve("work"), IngestLimits.withQuota(QUOTA));
        ServiceDesk desk = new ServiceDesk(datasets, stores.datasets());
        Resolver resolver =
                new Resolver(desk, () -> 42, SlotClasses::none, EarlierStudies.of(stores.studies(), stores.reader()));
        ResolvedPlans plans = new ResolvedPlans(resolver, clock);
        HistoryCache histories = new HistoryCache(stores.reader());
        runner = new StudyRunner(
                stores.studies(), stores.trials(), histories, plans, stores.sharing(), (queue, count) -> {}, clock);
        StudyService service = new StudyService(plans, stores.studies(), stores.trials(), runner, (queue, count) -> {});
        stores.workers().register(new NewWorker(worker, "here", 1, "test", Map.of("cpu", 2)));
        models = new ModelService(
                stores.reader(),
                vault,
                plans,
                () -> new TrialPool(TrialPoolConfig.under(folder)),
                new HeapClass(64),
                folder.resolve("rows"));
        Services services = new Services(
                stores,
                desk,
                service,
                new ClientTrials(stores, histories, plans, runner, clock),
                Calendar.alone(stores, service, clock),
                models,
                resolver,
                collector,
                vault,
                attempt -> Optional.of("line of " + attempt.trial()),
                "test",
                Map.of("database", Optional::empty));
        server = new ApiServer("127.0.0.1", services, QUICK, "/pages").start(0);
        return this;
    }

    ApiServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String type, String body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            Contract.check(answer);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    /** A table of two classes that a line tells apart, more or less. */
    static String table(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("a,b,colour,label\n");
        for (int i = 0; i < rows; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            String colour = random.nextBoolean() ? "red" : "blue";
            String label = a + b + random.nextDouble() / 5 > 1 ? "yes" : "no";
            csv.append("%.6f,%.6f,%s,%s%n".formatted(a, b, colour, label));
        }
        return csv.toString();
    }

    JsonNode upload(String name) {
        HttpResponse<String> answer =
                post("/api/v1/datasets?name=" + name + "&target=label", "text/csv", table(120, 1));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return json(answer);
    }

    static String spec(String name, String dataset, String more) {
        return """
                name: %s
                dataset: %s
                target: label
                objective: {maximize: rocAuc}
                search: {strategy: random}
                budget: {trials: 4, parallel: 2}
                model: [linear, xgboost]
                %s
                """.formatted(name, dataset, more);
    }

    JsonNode submit(String name, String dataset, String more) {
        HttpResponse<String> answer = post("/api/v1/studies", "application/yaml", spec(name, dataset, more));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return json(answer);
    }

    /** Plans what comes next for a study, as a worker does after each trial. */
    void fill(String study) {
        runner.fill(stores.studies().find(study).orElseThrow().id());
    }

    void beat() {
        stores.workers().heartbeat(worker);
    }

    Claim claim() {
        return stores.trials().claim("cpu", worker, "cpu-0", LEASE).orElseThrow();
    }

    void measure(AttemptRef attempt, int step, double rocAuc) {
        Map<String, Double> metrics = Map.of("rocAuc", rocAuc, "logLoss", Double.NaN, "accuracy", 0.5);
        Map<String, List<Double>> perFold = Map.of("rocAuc", List.of(rocAuc, rocAuc));
        MeasurementRow row = new MeasurementRow(step, Duration.ofMillis(10L * step), metrics, perFold);
        if (!stores.trials().record(attempt, List.of(row))) {
            throw new IllegalStateException("fenced");
        }
    }

    void complete(AttemptRef attempt, Map<String, Double> metrics, boolean kept) {
        double rocAuc = metrics.getOrDefault("rocAuc", Double.NaN);
        Outcome.Completed outcome = new Outcome.Completed(
                metrics, Map.of(), rocAuc, 0.01, 3, Duration.ofMillis(1500), Optional.empty(), kept, Map.of());
        stores.trials().finish(attempt, outcome);
    }

    void complete(AttemptRef attempt, double rocAuc) {
        stores.trials()
                .finish(
                        attempt,
                        new Outcome.Completed(
                                Map.of("rocAuc", rocAuc, "logLoss", Double.NaN),
                                Map.of("rocAuc", List.of(rocAuc - 0.01, rocAuc + 0.01)),
                                rocAuc,
                                0.01,
                                3,
                                Duration.ofMillis(1500),
                                Optional.empty(),
                                true,
                                Map.of(),
                                PROVENANCE));
    }
}
