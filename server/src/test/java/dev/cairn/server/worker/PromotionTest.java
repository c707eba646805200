package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.pruner.ControlGroup;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Trials that pause at a rung, on real Quartz and PostgreSQL; only the training itself is a cheap computation in this process. */
class PromotionTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int STEPS = 60;

    @TempDir
    Path folder;

    @Test
    void a_paused_trial_gives_its_slot_free_and_goes_on_from_its_checkpoint_or_is_pruned_and_told_why()
            throws Exception {
        // Ever better trials: each is among the best when it comes, and those before it fall behind. The first pair is
        // the exception.
        // Each is worse than those before it, so what waits comes among the best as others fall behind.
        InProcessTrials processes =
                new InProcessTrials(STEPS, (task, step) -> 0.9 - task.job().trial() / 100.0 + step / 1000.0);
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            Cluster.Node node = cluster.node();
            node.worker(2, processes);
            StudyRecord study = node.service.submit(cluster.spec(
                    "promoted",
                    21,
                    2,
                    "model: xgboost\nsearch: {strategy: random, earlyStop: ashaPromotion, seed: 7}\n"));
            assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);

            List<TrialRecord> trials = cluster.trials(study.id()).stream()
                    .filter(trial -> trial.kind() == TrialKind.SEARCH)
                    .toList();
            assertThat(trials)
                    .hasSize(21)
                    .allMatch(trial -> trial.state() == TrialState.COMPLETED || trial.state() == TrialState.PRUNED);
            assertThat(trials).anyMatch(trial -> trial.attempt() > 1);
            assertThat(processes.resumes()).anyMatch(Optional::isPresent);
            List<TrialRecord> pruned = trials.stream()
                    .filter(trial -> trial.state() == TrialState.PRUNED)
                    .toList();
            assertThat(pruned).isNotEmpty().allSatisfy(trial -> {
                Map<String, Object> why = trial.outcome().orElseThrow().why();
                assertThat(why.get("reason").toString()).contains("before it was promoted");
                assertThat(((Map<?, ?>) why.get("numbers")).keySet()).isNotEmpty();
            });
            assertThat(trials.stream()
                            .filter(trial -> trial.state() == TrialState.COMPLETED)
                            .mapToInt(trial -> trial.outcome().orElseThrow().steps()))
                    .allMatch(steps -> steps == STEPS);
        }
    }

    @Test
    void one_of_the_control_group_runs_to_its_end_and_keeps_the_verdict_against_it() throws Exception {
        int control = 6;
        long seed = LongStream.range(0, 10_000)
                .filter(s -> IntStream.rangeClosed(1, 8)
                        .allMatch(trial ->
                                new ControlGroup(ControlGroup.USUAL_SHARE, s).has(trial) == (trial == control)))
                .findFirst()
                .orElseThrow();
        InProcessTrials processes =
                new InProcessTrials(STEPS, (task, step) -> 0.9 - task.job().trial() / 100.0 + step / 1000.0);
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            Cluster.Node node = cluster.node();
            node.worker(1, processes);
            StudyRecord study = node.service.submit(cluster.spec(
                    "controlled",
                    8,
                    1,
                    "model: xgboost\nsearch: {strategy: random, earlyStop: asha, seed: %d}\n".formatted(seed)));
            cluster.awaitEnd(study.id());

            List<TrialRecord> trials = cluster.trials(study.id());
            TrialRecord spared = trials.get(control - 1);
            assertThat(spared.state()).isEqualTo(TrialState.COMPLETED);
            assertThat(spared.outcome().orElseThrow().steps()).isEqualTo(STEPS);
            assertThat(spared.outcome().orElseThrow().why().get("reason").toString())
                    .startsWith("It ran on as one of the control group. Rank 6 of 6");
            assertThat(trials.get(control).state()).isEqualTo(TrialState.PRUNED);
        }
    }
}
