package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.AttemptState;
import dev.cairn.store.Claim;
import dev.cairn.store.Ids;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.PostgresExtension;
import dev.cairn.store.sql.SqlStores;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of trials when a process, a worker or a hint is lost. */
class LostProcessesTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    private Cluster cluster;

    @BeforeEach
    void open() throws Exception {
        cluster = Cluster.over(POSTGRES.database(), folder);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void two_workers_never_run_one_attempt() {
        InProcessTrials here = InProcessTrials.quick();
        InProcessTrials there = InProcessTrials.quick();
        Cluster.Node first = cluster.node();
        Cluster.Node second = cluster.node();
        first.worker(2, here);
        second.worker(2, there);

        StudyRecord study = first.service.submit(cluster.spec("shared", 40, 6, Cluster.RANDOM));
        cluster.awaitEnd(study.id());

        assertThat(Stream.concat(here.started().stream(), there.started().stream()))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(cluster.stores.reader().attempts(study.id()))
                .hasSize(41)
                .allMatch(a -> a.state() == AttemptState.DONE);
    }

    @Test
    void a_dead_worker_gives_its_trial_back() {
        Cluster.Node node = cluster.node();
        StudyRecord study = node.service.submit(cluster.spec("orphan", 2, 1, Cluster.RANDOM));
        Claim dead = cluster.stores
                .trials()
                .claim(cluster.queue, Ids.next(InstantSource.system()), "gone", Duration.ofMillis(1))
                .orElseThrow();

        node.worker(1, InProcessTrials.quick());
        node.upkeep();
        cluster.awaitEnd(study.id());

        TrialRecord trial = cluster.trials(study.id()).get(dead.ref().trial() - 1);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(trial.attempt()).isEqualTo(2);
        assertThat(trial.losses()).isEqualTo(1);
        assertThat(trial.failures()).isZero();
    }

    @Test
    void a_worker_that_was_taken_for_dead_writes_nothing() {
        Database cutOff = POSTGRES.database().dedicated("cut-off");
        InProcessTrials zombie = new InProcessTrials(3, (task, step) -> 0.111);
        zombie.hold();
        Cluster.Node sick = cluster.node();
        sick.worker(1, zombie, SqlStores.trials(cutOff));
        cutOff.close();
        StudyRecord study = sick.service.submit(cluster.spec("zombie", 1, 1, Cluster.RANDOM));
        Cluster.await("the sick worker has the trial", () -> zombie.runningNow().size() == 1);

        Cluster.Node healthy = cluster.node();
        healthy.worker(1, new InProcessTrials(3, (task, step) -> 0.999));
        healthy.upkeep();
        cluster.awaitEnd(study.id());
        zombie.letGo();
        Cluster.await("the zombie has stopped", () -> zombie.runningNow().isEmpty());

        TrialRecord trial = cluster.trials(study.id()).get(0);
        assertThat(trial.attempt()).isEqualTo(2);
        assertThat(trial.outcome().orElseThrow().attempt()).isEqualTo(2);
        assertThat(trial.outcome().orElseThrow().objective()).hasValue(0.999);
        assertThat(cluster.stores.reader().measurements(study.id(), 1))
                .hasSize(3)
                .allMatch(row -> row.metrics().get("rocAuc") == 0.999);
    }

    @Test
    void a_worker_that_was_cut_off_goes_on_with_its_process_as_the_next_attempt() {
        InProcessTrials processes = new InProcessTrials(3, (task, step) -> 0.5);
        processes.hold();
        Cluster.Node node = cluster.node();
        node.worker(1, processes);
        StudyRecord study = node.service.submit(cluster.spec("cut-off", 1, 1, Cluster.RANDOM));
        Cluster.await("it runs", () -> processes.runningNow().equals(List.of(1)));

        Cluster.await("it is taken for lost", () -> {
            expireLeases();
            return cluster.stores.trials().reap(Duration.ZERO).stream()
                    .anyMatch(lost -> lost.ref().study().equals(study.id()));
        });
        Cluster.await(
                "it is taken up again", () -> cluster.trials(study.id()).get(0).attempt() == 2);
        processes.letGo();
        cluster.awaitEnd(study.id());

        TrialRecord trial = cluster.trials(study.id()).get(0);
        assertThat(processes.started()).as("processes that ran the trial").containsExactly(1);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(trial.losses()).isEqualTo(1);
        assertThat(trial.outcome().orElseThrow().attempt()).isEqualTo(trial.attempt());
    }

    private static void expireLeases() {
        try (var connection = POSTGRES.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE attempt SET lease_until = clock_timestamp() - interval '1 hour' WHERE state = 'RUNNING'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_killed_trial_process_costs_an_attempt_and_not_the_trial() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        processes.hold();
        node.worker(1, processes);
        node.upkeep();
        StudyRecord study = node.service.submit(cluster.spec("shot", 1, 1, Cluster.RANDOM));
        Cluster.await("it runs", () -> processes.runningNow().equals(List.of(1)));

        processes.kill9(1);
        processes.letGo();
        cluster.awaitEnd(study.id());

        TrialRecord trial = cluster.trials(study.id()).get(0);
        assertThat(trial.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(trial.attempt()).isEqualTo(2);
    }

    @Test
    void a_study_whose_server_died_before_planning_is_moved_on_by_another() {
        Cluster.Node dying = cluster.node();
        StudyRecord study =
                cluster.stores.studies().insert(dying.plans.read(cluster.spec("stuck", 3, 1, Cluster.RANDOM)));

        Cluster.Node other = cluster.node();
        other.worker(1, InProcessTrials.quick());
        other.upkeep();

        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    }

    @Test
    void trials_whose_hints_got_lost_are_run_all_the_same() throws SQLException {
        Cluster.Node node = cluster.node();
        StudyRecord study = node.service.submit(cluster.spec("silent", 4, 4, Cluster.RANDOM));
        try (var connection = POSTGRES.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM qrtz_simple_triggers");
            assertThat(statement.executeUpdate("DELETE FROM qrtz_triggers")).isEqualTo(4);
        }

        node.worker(1, InProcessTrials.quick());
        node.upkeep();

        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    }

    @Test
    void a_worker_that_leaves_gives_its_trials_back_with_nothing_counted() {
        InProcessTrials leaving = new InProcessTrials(3, (task, step) -> 0.5);
        leaving.hold();
        Cluster.Node first = cluster.node();
        WorkerRuntime worker = first.worker(2, leaving);
        StudyRecord study = first.service.submit(cluster.spec("relay", 4, 2, Cluster.RANDOM));
        Cluster.await("two trials run", () -> leaving.runningNow().size() == 2);

        worker.close();
        assertThat(cluster.trials(study.id()))
                .allMatch(trial -> trial.state() == TrialState.QUEUED && trial.losses() + trial.failures() == 0);
        InProcessTrials next = new InProcessTrials(3, (task, step) -> 0.5);
        cluster.node().worker(2, next);
        StudyRecord ended = cluster.awaitEnd(study.id());

        assertThat(ended.state()).isEqualTo(StudyState.COMPLETED);
        assertThat(cluster.trials(study.id()))
                .filteredOn(trial -> trial.kind() == TrialKind.SEARCH)
                .hasSize(4);
        assertThat(next.resumes()).filteredOn(Optional::isPresent).hasSize(2);
        assertThat(cluster.stores.workers().list()).hasSize(1);
    }
}
