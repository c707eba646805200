package dev.cairn.server.drill;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes down what a release leaves behind, for {@link UpgradeTest} of the next ones: run it with the classes of that release and the folder to write
 * to. One study is over; the other was paused in the middle, has gone on since, and is killed with all processes.
 */
final class RecordUpgrade {
    private static final String TABLES = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT LIKE 'qrtz%' AND c.relname NOT IN ('flyway_schema_history', 'idempotency_key')
            ORDER BY c.oid""";

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
              AND attgenerated = '' ORDER BY attnum""";

    private RecordUpgrade() {}

    /** Records into the folder named, from the root of a checkout. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path to = Path.of(arguments[0]);
        try (Ground ground = Ground.in(Files.createTempDirectory("record-upgrade"), Ground.QUICK_START, true)) {
            Member up = ground.start("up", "up", 2);
            String url = up.url();
            ground.post(
                    url,
                    "/datasets?name=tumours&target=diagnosis",
                    "text/csv",
                    Files.readString(Path.of("examples", "breast-cancer.csv")));
            Watch.submitted(ground, url, spec("finished", 3, 4, "model: linear\n"))
                    .awaitEnd();
            Watch running = Watch.submitted(
                    ground,
                    url,
                    spec(
                            "running",
                            5,
                            3,
                            "model: xgboost\nspace:\n  rounds: 120\n  depth: {int: [2, 6]}\n  patience: 120\n"));
            running.awaitStep(1, 1, 10);
            ground.post(url, "/studies/running:pause", "application/json", "");
            running.awaitRunning(0);
            ground.post(url, "/studies/running:resume", "application/json", "");
            running.awaitRunning(2);
            up.kill();
            try (Connection connection = ground.connect()) {
                Files.createDirectories(to);
                Files.writeString(to.resolve("rows.copy"), rows(connection));
            }
            copy(ground.folder.resolve("artifacts"), to.resolve("artifacts"));
        }
    }

    private static String spec(String name, int folds, int trials, String more) {
        return """
                name: %s
                dataset: tumours
                target: diagnosis
                objective: {maximize: rocAuc}
                validate: {folds: %d}
                search: {strategy: random, seed: 5, earlyStop: none}
                budget: {trials: %d, parallel: 2}
                """.formatted(name, folds, trials) + more;
    }

    private static String rows(Connection connection) throws SQLException, IOException {
        StringBuilder all = new StringBuilder();
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (String table : names(connection, TABLES, List.of())) {
            String columns = String.join(", ", names(connection, COLUMNS, List.of(table)));
            StringWriter rows = new StringWriter();
            copies.copyOut("COPY (SELECT " + columns + " FROM " + table + ") TO STDOUT", rows);
            if (!rows.toString().isEmpty()) {
                all.append("COPY ").append(table).append(" (").append(columns).append(") FROM STDIN\n");
                all.append(rows).append("\\.\n");
            }
        }
        return all.toString();
    }

    private static List<String> names(Connection connection, String sql, List<String> values) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }
}
