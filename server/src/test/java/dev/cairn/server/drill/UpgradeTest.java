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
import java.time.Duration;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables and artifacts of an earlier release, as its processes left them when they were killed: one study is over; of the other one trial has
 * completed and two were running, one of them with a checkpoint.
 */
class UpgradeTest {
    private static final Path OLD = Path.of("src", "test", "resources", "upgrade", "v006");

    @TempDir
    Path folder;

    @Test
    void studies_of_an_earlier_release_are_kept_and_go_on() throws Exception {
        try (Ground ground = Ground.in(folder, Ground.QUICK_START, true)) {
            makeOldTables(ground);
            copy(OLD.resolve("artifacts"), folder.resolve("artifacts"));
            String url = ground.start("up", "up", 2).url();

            JsonNode kept = ground.get(url, "/studies/finished/leaderboard").orElseThrow();
            assertThat(kept.at("/items/0/score").asDouble()).isEqualTo(0.9944444444444445);
            Wait.until(
                    "the study that was running ends",
                    Duration.ofMinutes(4),
                    () -> ground.tryCount("SELECT count(*) FROM study WHERE state = 'COMPLETED'")
                                    .orElse(0)
                            == 2);
            assertThat(ground.tryCount("SELECT count(*) FROM trial WHERE state NOT IN ('COMPLETED', 'PRUNED')"))
                    .hasValue(0);
            assertThat(ground.tryCount("SELECT min(step) FROM measurement WHERE trial = 3 AND attempt = 3")
                            .orElse(0))
                    .as("where the trial with a checkpoint at step 10 went on")
                    .isGreaterThan(10);
        }
    }

    private static void makeOldTables(Ground ground) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(ground.settings.jdbcUrl(), ground.settings.user(), ground.settings.password())
                .locations("classpath:dev/cairn/migrations")
                .target(MigrationVersion.fromVersion("6"))
                .load()
                .migrate();
        try (Connection connection = ground.connect();
                BufferedReader lines = Files.newBufferedReader(OLD.resolve("rows.copy"))) {
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
