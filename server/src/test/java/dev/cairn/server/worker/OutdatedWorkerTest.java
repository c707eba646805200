package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.server.schedule.Upkeep;
import dev.cairn.store.SchemaMoved;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A worker of an older release goes on to run while the tables are brought up to date under it. */
class OutdatedWorkerTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    @Test
    void a_worker_older_than_the_tables_claims_nothing_and_leaves_the_work_to_newer_ones() throws Exception {
        POSTGRES.database().migrate();
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            InProcessTrials old = InProcessTrials.quick();
            Cluster.Node before = cluster.node();
            WorkerRuntime worker = before.worker(1, old);
            execute("INSERT INTO flyway_schema_history VALUES"
                    + " (999, '999', 'of a later release', 'SQL', 'V999', 0, 'test', now(), 1, true)");
            StudyRecord study = before.service.submit(cluster.spec("newer", 2, 1, Cluster.RANDOM));

            assertThatThrownBy(() -> cluster.stores.trials().claim(cluster.queue, study.id(), "cpu-0", Upkeep.LEASE))
                    .isInstanceOf(SchemaMoved.class)
                    .hasMessageContaining("version 999")
                    .hasMessageContaining("newer release");
            Cluster.await("the old worker has looked and leaves", () -> !worker.takesWork());
            Cluster.await("its hint waits for others", () -> before.clusters.waitingHints(cluster.queue) > 0);
            execute("DELETE FROM flyway_schema_history WHERE installed_rank = 999");
            Cluster.Node after = cluster.node();
            after.worker(1, InProcessTrials.quick());
            after.upkeep();

            assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
            assertThat(old.started()).isEmpty();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = POSTGRES.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
