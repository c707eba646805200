package dev.cairn.server.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables and artifacts of the first release and of one with a later schema, as their processes left them when they were killed (see
 * {@link RecordUpgrade}): one study is over; of the other two trials were running, at least one of them with a checkpoint.
 */
class UpgradeTest {
    @TempDir
    Path folder;

    /**
     * What a release left: its newest migration, the best score of the study that is over, and of the other one a trial that was running and has a
     * checkpoint at a step, with the attempt that takes it up.
     */
    enum Release {
        FIRST("006", 0.9944444444444445, 3, 3, 10),
        COLUMN_SETTINGS("091", 0.9937797758186959, 1, 3, 40);

        private final String schema;
        private final double score;
        private final int trial;
        private final int next;
        private final int step;

        Release(String schema, double score, int trial, int next, int step) {
            this.schema = schema;
            this.score = score;
            this.trial = trial;
            this.next = next;
            this.step = step;
        }

        private Path folder() {
            return Path.of("src", "test", "resources", "upgrade", "v" + schema);
        }
    }

    @ParameterizedTest
    @EnumSource
    void studies_of_an_earlier_release_are_kept_and_go_on(Release old) throws Exception {
        try (Ground ground = Ground.in(folder, Ground.QUICK_START, true)) {
            makeOldTables(ground, old);
            copy(old.folder().resolve("artifacts"), folder.resolve("artifacts"));
            String url = ground.start("up", "up", 2).url();

            JsonNode kept = ground.get(url, "/studies/finished/leaderboard").orElseThrow();
            assertThat(kept.at("/items/0/score").asDouble()).isEqualTo(old.score);
            Wait.until(
                    "the study that was running ends",
                    Duration.ofMinutes(4),
                    () -> ground.tryCount("SELECT count(*) FROM study WHERE state = 'COMPLETED'")
                                    .orElse(0)
                            == 2);
            assertThat(ground.tryCount("SELECT count(*) FROM trial WHERE state NOT IN ('COMPLETED', 'PRUNED')"))
                    .hasValue(0);
            assertThat(ground.tryCount("SELECT min(m.step) FROM measurement m JOIN study s ON s.id = m.study_id"
                                    + " WHERE s.name = 'running' AND m.trial = " + old.trial + " AND m.attempt = "
                                    + old.next)
                            .orElse(0))
                    .as("where the trial with a checkpoint at step %d went on", old.step)
                    .isGreaterThan(old.step);
        }
    }

    private static void makeOldTables(Ground ground, Release old) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(ground.settings.jdbcUrl(), ground.settings.user(), ground.settings.password())
                .locations("classpath:dev/cairn/migrations")
                .target(MigrationVersion.fromVersion(old.schema))
                .load()
                .migrate();
        try (Connection connection = ground.connect();
                Statement statement = connection.createStatement();
                BufferedReader lines = Files.newBufferedReader(old.folder().resolve("rows.copy"))) {
            // The rows were consistent where they come from, in whatever order they arrive here.
            statement.execute("SET session_replication_role = replica");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copies.copyIn(line, new StringReader(rows(lines)));
            }
        }
    }

    private static String rows(BufferedReader lines) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (String line = lines.readLine(); !line.equals("\\."); line = lines.readLine()) {
            rows.append(line).append('\n');
        }
        return rows.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
