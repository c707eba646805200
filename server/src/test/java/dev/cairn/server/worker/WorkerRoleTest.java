package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.DatabaseFailure;
import dev.cairn.store.postgres.PostgresExtension;
import dev.cairn.store.postgres.PostgresSettings;
import dev.cairn.store.postgres.Rights;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose role in the database has the least rights. */
class WorkerRoleTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String ROLE = "least_worker";

    @TempDir
    Path folder;

    private Cluster owner;
    private Database least;
    private Cluster worker;

    @BeforeEach
    void open() throws Exception {
        owner = Cluster.over(POSTGRES.database(), folder);
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$ BEGIN CREATE ROLE %1$s LOGIN PASSWORD '%1$s'; EXCEPTION WHEN duplicate_object THEN NULL; END $$""".formatted(ROLE));
            statement.execute(Rights.grants(ROLE));
        }
        PostgresSettings all = POSTGRES.database().settings();
        least = Database.open(new PostgresSettings(all.host(), all.port(), all.database(), ROLE, ROLE));
        worker = owner.as(least);
    }

    @AfterEach
    void close() {
        worker.close();
        owner.close();
        least.close();
    }

    @Test
    void it_runs_a_study_to_its_end() {
        Cluster.Node node = worker.node();
        node.worker(2, new InProcessTrials(2, (task, step) -> 0.5));
        node.upkeep();

        StudyRecord study = owner.node().service.submit(owner.spec("least", 4, 2, Cluster.RANDOM));

        assertThat(owner.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
        assertThat(owner.stores.reader().attempts(study.id())).hasSize(5);
    }

    @Test
    void a_right_that_is_missing_is_named_and_stops_the_start() throws SQLException {
        try (Connection connection = least.dataSource().getConnection();
                Connection granting = POSTGRES.database().dataSource().getConnection();
                Statement statement = granting.createStatement()) {
            assertThat(Rights.missing(connection)).isEmpty();
            assertThat(Rights.missing(granting)).isEmpty();
            statement.execute("REVOKE UPDATE ON attempt FROM " + ROLE);
            statement.execute("REVOKE SELECT (created_at) ON dataset FROM " + ROLE);

            assertThat(Rights.missing(connection))
                    .containsExactly("SELECT (id, name, created_at) on dataset", "UPDATE on attempt");
            assertThatThrownBy(least::migrate)
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("UPDATE on attempt")
                    .hasMessageContaining("cairn worker --grants " + ROLE);
            statement.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + ROLE);
            assertThat(Rights.words(Rights.missing(connection))).contains("SELECT on ", " more");
            statement.execute(Rights.grants(ROLE));
        }
    }

    @Test
    void it_writes_down_whom_the_vault_refused() throws SQLException {
        owner.node().service.submit(owner.spec("refused", 1, 1, Cluster.RANDOM));

        try (Connection connection = least.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE data_split SET vault_refusals = vault_refusals + 1");
            int kept = statement.executeUpdate(
                    "INSERT INTO vault_refusal (split_id, asker) SELECT id, 'a test' FROM data_split");
            int left = statement.executeUpdate(
                    "DELETE FROM vault_refusal WHERE split_id IN (SELECT id FROM data_split) AND id > 0");

            assertThat(kept).isPositive();
            assertThat(left).isEqualTo(kept);
        }
    }

    @Test
    void it_can_neither_learn_what_is_sealed_nor_change_or_delete_a_study() throws SQLException {
        StudyRecord study = owner.node().service.submit(owner.spec("safe", 1, 1, Cluster.RANDOM));

        try (Connection connection = least.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(Rights.of(connection).least()).isTrue();
            for (String forbidden : new String[] {
                "SELECT vault_key FROM dataset",
                "UPDATE study SET spec_json = '{}' WHERE id = '" + study.id() + "'",
                "UPDATE study SET max_trials = 1000000",
                "UPDATE project SET max_running = 1000",
                "DELETE FROM study",
                "DELETE FROM result",
                "UPDATE data_split SET vault_sha = train_sha",
                "DROP TABLE study_event"
            }) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
        }
        try (Connection connection = POSTGRES.database().dataSource().getConnection()) {
            assertThat(Rights.of(connection).least()).isFalse();
        }
    }
}
