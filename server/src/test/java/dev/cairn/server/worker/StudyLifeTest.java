package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.FailureKind;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import dev.cairn.trainers.TrainingFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Studies from submission to their end, on real Quartz and PostgreSQL; only the training itself is a cheap computation in this process. */
class StudyLifeTest {
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
    void a_study_runs_all_its_trials_once_and_scores_the_best_on_the_sealed_rows_once() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        node.worker(2, processes);

        StudyRecord study = node.service.submit(cluster.spec("whole", 12, 3, Cluster.RANDOM));
        long readsBefore = vaultReads(study);
        StudyRecord ended = cluster.awaitEnd(study.id());

        assertThat(ended.state()).isEqualTo(StudyState.COMPLETED);
        List<TrialRecord> trials = cluster.trials(study.id());
        assertThat(trials).hasSize(13).allMatch(trial -> trial.state() == TrialState.COMPLETED && trial.attempt() == 1);
        assertThat(processes.started()).hasSize(12).doesNotHaveDuplicates();
        TrialRecord last = trials.get(12);
        assertThat(last.kind()).isEqualTo(TrialKind.FINAL);
        assertThat(last.parent()).isEqualTo(OptionalInt.of(1));
        assertThat(last.values()).isEqualTo(trials.get(0).values());
        assertThat(vaultReads(study) - readsBefore).isEqualTo(1);
        AttemptLogs elsewhere = new AttemptLogs(folder.resolve("another-machine"), cluster.stores.logs());
        Cluster.await(
                "the log is kept, which comes after the end",
                () -> elsewhere
                        .of(new AttemptRef(study.id(), 3, 1))
                        .filter(text -> text.strip().equals("trial 3 begins"))
                        .isPresent());
    }

    /** The tests of this class share one split. */
    private long vaultReads(StudyRecord study) {
        return cluster.stores
                .datasets()
                .split(study.splitId().orElseThrow())
                .orElseThrow()
                .vaultReads();
    }

    @Test
    void without_sealed_rows_there_is_no_final_trial() {
        Cluster.Node node = cluster.node();
        node.worker(1, InProcessTrials.quick());

        StudyRecord study = node.service.submit(cluster.spec("open", 3, 1, Cluster.RANDOM + "test: none\n"));

        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
        assertThat(cluster.trials(study.id())).hasSize(3).allMatch(trial -> trial.kind() == TrialKind.SEARCH);
    }

    @Test
    void a_study_of_which_no_trial_completes_fails_and_says_why() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        processes.endWith(task -> Optional.of(new TrialEnd.Failed(TrainingFailure.Kind.DATA, "no such column")));
        node.worker(1, processes);

        StudyRecord study = node.service.submit(cluster.spec("hopeless", 2, 1, Cluster.RANDOM));
        StudyRecord ended = cluster.awaitEnd(study.id());

        assertThat(ended.state()).isEqualTo(StudyState.FAILED);
        assertThat(ended.failure().orElseThrow()).contains("no trial completed", "no such column");
        assertThat(cluster.trials(study.id())).allMatch(trial -> trial.attempt() == 1);
    }

    @Test
    void a_trial_that_ran_out_of_memory_is_tried_once_more_and_one_that_diverged_is_not() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes =
                new InProcessTrials(1, (task, step) -> task.job().trial() == 2 ? Double.NaN : 0.5);
        processes.endWith(
                task -> task instanceof TrialTask.Search search && search.job().trial() == 1
                        ? Optional.of(new TrialEnd.Failed(TrainingFailure.Kind.OUT_OF_MEMORY, "too big"))
                        : Optional.empty());
        node.worker(2, processes);
        node.upkeep();

        StudyRecord study = node.service.submit(cluster.spec("greedy", 3, 2, Cluster.RANDOM));
        cluster.awaitEnd(study.id());

        List<TrialRecord> trials = cluster.trials(study.id());
        assertThat(trials.get(0).failure().orElseThrow().kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
        assertThat(trials.get(0).attempt()).isEqualTo(2);
        assertThat(trials.get(1).failure().orElseThrow().kind()).isEqualTo(FailureKind.DIVERGED);
        assertThat(trials.get(1).attempt()).isEqualTo(1);
        assertThat(trials.get(2).state()).isEqualTo(TrialState.COMPLETED);
    }

    @Test
    void a_paused_study_gives_its_trials_back_and_resumes_them_from_their_checkpoints() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = new InProcessTrials(4, (task, step) -> step / 10.0);
        processes.hold();
        node.worker(2, processes);
        StudyRecord study = node.service.submit(cluster.spec("nap", 4, 2, Cluster.RANDOM));
        Cluster.await("two trials run", () -> processes.runningNow().size() == 2);

        node.service.pause(study.id());
        Cluster.await(
                "they are given back",
                () -> cluster.trials(study.id()).stream().allMatch(trial -> trial.state() == TrialState.QUEUED));
        processes.letGo();
        node.service.resume(study.id());
        StudyRecord ended = cluster.awaitEnd(study.id());

        assertThat(ended.state()).isEqualTo(StudyState.COMPLETED);
        assertThat(cluster.trials(study.id())).allMatch(trial -> trial.losses() == 0 && trial.failures() == 0);
        assertThat(processes.resumes()).filteredOn(Optional::isPresent).hasSize(2);
    }

    @Test
    void a_cancelled_study_stops_what_runs_and_starts_nothing_more() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        processes.hold();
        node.worker(2, processes);
        StudyRecord study = node.service.submit(cluster.spec("regret", 20, 4, Cluster.RANDOM));
        Cluster.await("two trials run", () -> processes.runningNow().size() == 2);

        assertThat(node.service.cancel(study.id()).state()).isEqualTo(StudyState.CANCELLED);
        assertThat(node.service.cancel(study.id()).state()).isEqualTo(StudyState.CANCELLED);
        Cluster.await(
                "all trials are over",
                () -> cluster.trials(study.id()).stream().allMatch(trial -> trial.state() == TrialState.CANCELLED));

        assertThat(processes.started()).hasSize(2);
    }

    @Test
    void a_study_ends_when_its_time_is_over_and_keeps_what_completed() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = new InProcessTrials(1, (task, step) -> 0.5);
        node.worker(1, processes);
        node.upkeep();
        StudyRecord study = node.service.submit(
                cluster.spec("hurry", 100_000, 2, Cluster.RANDOM).replace("parallel: 2", "parallel: 2, time: 4s"));

        StudyRecord ended = cluster.awaitEnd(study.id());

        assertThat(ended.state()).isEqualTo(StudyState.COMPLETED);
        List<TrialRecord> trials = cluster.trials(study.id());
        assertThat(trials).filteredOn(trial -> trial.kind() == TrialKind.FINAL).hasSize(1);
        assertThat(trials)
                .filteredOn(trial -> trial.state() == TrialState.COMPLETED)
                .hasSizeGreaterThan(1);
        assertThat(trials).allMatch(trial -> trial.finishedAt().isPresent());
    }

    @Test
    void a_trial_that_does_not_yield_ends_with_the_time_of_its_study() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        processes.hold();
        node.worker(1, processes);
        node.upkeep();
        StudyRecord study = node.service.submit(
                cluster.spec("stuck", 100, 1, Cluster.RANDOM).replace("parallel: 1", "parallel: 1, time: 1s"));

        cluster.awaitEnd(study.id());

        assertThat(processes.runningNow()).isEmpty();
        assertThat(cluster.trials(study.id())).allMatch(trial -> trial.state() == TrialState.CANCELLED);
    }

    @Test
    void a_completed_study_goes_on_when_its_budget_is_raised() {
        Cluster.Node node = cluster.node();
        node.worker(1, InProcessTrials.quick());
        StudyRecord study = node.service.submit(cluster.spec("more", 2, 1, Cluster.RANDOM));
        cluster.awaitEnd(study.id());

        node.service.extend(study.id(), MoreBudget.ofTrials(3));
        cluster.awaitEnd(study.id());

        assertThat(cluster.trials(study.id()))
                .filteredOn(trial -> trial.kind() == TrialKind.SEARCH)
                .hasSize(5);
    }
}
