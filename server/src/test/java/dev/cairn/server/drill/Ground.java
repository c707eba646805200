package dev.cairn.server.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.EmbeddedPostgres;
import dev.cairn.store.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A PostgreSQL, servers and workers on loopback, all of them processes, and a dataset for {@link DrillTrainer}. Ends all it started. */
final class Ground implements AutoCloseable {
    /** A quick start counts more than speed. */
    static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1");

    /** As the launcher starts the program. */
    static final List<String> AS_SHIPPED =
            List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx384m", "-XX:MaxHeapFreeRatio=30", "-XX:MinHeapFreeRatio=10");

    private static final int ROWS = 40;

    final Path folder;
    final EmbeddedPostgres postgres;
    final PostgresSettings settings;
    private final List<String> options;
    private final boolean fenced;
    private final String classpath;
    private final List<Member> members = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private Ground(
            Path folder,
            EmbeddedPostgres postgres,
            PostgresSettings settings,
            List<String> options,
            boolean fenced,
            String classpath)
            throws IOException {
        this.folder = folder;
        this.postgres = postgres;
        this.settings = settings;
        this.options = options;
        this.fenced = fenced;
        this.classpath = classpath;
        Files.createDirectories(folder.resolve("logs"));
    }

    /** A ground in a folder of its own; PostgreSQL's folder is kept from run to run, its database is new. */
    static Ground in(Path folder, List<String> options, boolean fenced) throws IOException {
        return in(folder, options, fenced, Optional.empty());
    }

    /** One whose processes start sooner, for drills that start many. */
    static Ground sharingClasses(Path folder) throws IOException {
        return in(folder, QUICK_START, true, Optional.of(ClassData.made(folder)));
    }

    static Ground in(Path folder, List<String> options, boolean fenced, Optional<ClassData> classes)
            throws IOException {
        Path target = target();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(target.resolve("drill-postgres"), target.resolve("postgres-cache"));
        String name = "drill_" + Long.toString(System.nanoTime(), 36);
        try (Connection connection = connect(postgres.settings().withDatabase("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException(e);
        }
        List<String> all = new ArrayList<>(options);
        classes.ifPresent(data -> all.addAll(data.options()));
        String classpath = classes.isPresent()
                ? classes.get().classpath()
                : Member.classpath(services(folder.resolve("services")));
        return new Ground(folder, postgres, postgres.settings().withDatabase(name), all, fenced, classpath);
    }

    static Path target() {
        return Path.of(System.getProperty("drill.target", "target"));
    }

    /** A folder that makes {@link DrillTrainer} known to a process that has it on its classpath. */
    static Path services(Path folder) throws IOException {
        Path file = folder.resolve("META-INF/services/dev.cairn.trainers.Trainer");
        Files.createDirectories(file.getParent());
        Files.writeString(file, DrillTrainer.class.getName());
        return folder;
    }

    String classpath() {
        return classpath;
    }

    static Connection connect(PostgresSettings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.jdbcUrl() + "?connectTimeout=2&socketTimeout=60", settings.user(), settings.password());
    }

    Connection connect() throws SQLException {
        return connect(settings);
    }

    /** Waits until PostgreSQL accepts, and answers how long that took. */
    Duration awaitPostgres() {
        return Wait.until("PostgreSQL accepts", Duration.ofSeconds(60), () -> {
            try (Connection connection = connect()) {
                return connection.isValid(2);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** Starts a process of a role on a home of this name; the same name again goes on with the same home. */
    Member start(String role, String name, int slots) {
        return start(role, name, slots, List.of(), Map.of());
    }

    Member start(String role, String name, int slots, List<String> prefix, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CAIRN_PORT", "0",
                "CAIRN_DB_HOST", settings.host(),
                "CAIRN_DB_PORT", Integer.toString(settings.port()),
                "CAIRN_DB_NAME", settings.database(),
                "CAIRN_DB_USER", settings.user(),
                "CAIRN_DB_PASSWORD_FILE", password().toString(),
                "CAIRN_ARTIFACTS", folder.resolve("artifacts").toString(),
                "CAIRN_TRIAL_HEAP", "32MiB",
                "CAIRN_SLOTS", Integer.toString(slots)));
        environment.putAll(more);
        List<String> main = List.of(
                "-cp",
                classpath,
                "dev.cairn.server.DrillMain",
                role,
                folder.resolve("logs").resolve(name).toString(),
                fenced ? "fenced" : "unfenced");
        try {
            Member member = Member.start(folder.resolve(name), prefix, options, environment, main);
            members.add(member);
            return member;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path password() {
        try {
            Path file = folder.resolve("password");
            return Files.exists(file) ? file : Files.writeString(file, settings.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the tables, so that no process waits for another's. */
    void migrate() {
        try (Database database = Database.open(settings)) {
            database.migrate();
        }
    }

    /** Uploads the table that all drills use. */
    void dataset(String url) {
        String csv = "x,y\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(i -> (i * 37 % ROWS + 0.5) + "," + (i * 11 % ROWS + 0.25))
                        .collect(Collectors.joining("\n"));
        post(url, "/datasets?name=drill&target=y", "text/csv", csv);
    }

    /** A study of drills with the random sampler. */
    static String spec(String name, int trials, int parallel, int steps, int pauseMillis, String more) {
        return """
            name: %s
            dataset: drill
            target: y
            objective: {minimize: rmse}
            validate: {holdout: 0.2}
            test: none
            search: {strategy: random, earlyStop: none, seed: 11}
            budget: {trials: %d, parallel: %d}
            model: drill
            space:
              level: {float: [0, 1]}
              steps: %d
              pause: %d
            %s
            """.formatted(name, trials, parallel, steps, pauseMillis, more);
    }

    JsonNode submit(String url, String spec) {
        return post(url, "/studies", "application/yaml", spec);
    }

    JsonNode post(String url, String path, String type, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(
                        "POST " + path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return JsonMapper.builder().build().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Empty when nobody answers, or not with 200. */
    Optional<JsonNode> get(String url, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
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

    /** The file that holds this content. */
    Path blob(String sha256) throws IOException {
        return DirectoryBlobStore.open(folder.resolve("artifacts"), InstantSource.system())
                .path(sha256);
    }

    /** The one number that a query answers; empty while the database is away. */
    OptionalLong tryCount(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        members.forEach(Member::end);
        try (Connection connection = connect(settings.withDatabase("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + settings.database() + " WITH (FORCE)");
        } catch (SQLException e) {
            System.err.println("the database " + settings.database() + " stays: " + e.getMessage());
        }
        postgres.close();
    }
}
