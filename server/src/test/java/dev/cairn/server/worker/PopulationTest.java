package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.server.schedule.Lineage;
import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialPoolConfig;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.StoreConflict;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Population-based training on real Quartz and PostgreSQL. */
class PopulationTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String POPULATION = """
            model: xgboost
            search: {strategy: pbt, population: 4, seed: 5}
            space:
              lr: {float: [0.01, 0.5], log: true}
              depth: {int: [1, 6]}
              rounds: 60
            """;

    @TempDir
    Path folder;

    @Test
    void members_go_on_from_checkpoints_the_worst_from_one_of_the_best() throws Exception {
        InProcessTrials processes =
                new InProcessTrials(60, (task, step) -> task.job().values().real("lr") + step / 1000.0);
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            Cluster.Node node = cluster.node();
            node.worker(2, processes);
            StudyRecord study = node.service.submit(cluster.spec("population", 13, 2, POPULATION));
            assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);

            List<TrialRecord> trials = cluster.trials(study.id()).stream()
                    .filter(trial -> trial.kind() == TrialKind.SEARCH)
                    .toList();
            assertThat(trials).hasSize(12).allMatch(trial -> trial.state() == TrialState.COMPLETED);
            assertThat(trials)
                    .extracting(trial -> trial.outcome().orElseThrow().steps())
                    .containsExactly(20, 20, 20, 20, 40, 40, 40, 40, 60, 60, 60, 60);
            assertThat(trials.subList(0, 4)).allMatch(trial -> trial.parent().isEmpty());
            assertThat(trials.subList(4, 12)).allMatch(trial -> trial.parent().isPresent());
            assertThat(processes.resumes().stream().filter(Optional::isPresent)).hasSize(8);
            assertThat(trials.subList(4, 12))
                    .extracting(trial -> trial.why().get("arm"))
                    .contains("exploit", "continue");
            List<TrialRecord> lineage = Lineage.of(cluster.stores.reader(), trials.get(11));
            assertThat(lineage).hasSize(3);
            assertThat(lineage).extracting(TrialRecord::maxSteps).containsExactly(20, 40, 60);
            assertThat(Lineage.of(cluster.stores.reader(), trials.get(0))).containsExactly(trials.get(0));

            assertThatThrownBy(() -> node.service.retry(study.id(), 5)).isInstanceOf(StoreConflict.class);
            assertThatThrownBy(() -> node.service.extend(study.id(), MoreBudget.ofTrials(38)))
                    .isInstanceOf(StoreConflict.class)
                    .hasMessageContaining("clone");
        }
    }

    @Test
    void real_models_of_a_population_score_the_same_on_one_and_on_two_slots() throws Exception {
        List<Map<String, Double>> alone = run("members-1", 1);
        List<Map<String, Double>> together = run("members-2", 2);
        assertThat(together).isEqualTo(alone);
    }

    private List<Map<String, Double>> run(String name, int slots) throws Exception {
        TrialRunner children = new PooledTrials(new TrialPool(TrialPoolConfig.under(folder)), HeapClass.DEFAULT);
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            Cluster.Node node = cluster.node();
            node.worker(slots, children);
            StudyRecord study = node.service.submit(
                    cluster.spec(name, 8, slots, POPULATION.replace("60", "20") + "deterministic: true\nlag: 2\n"));
            assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
            return cluster.trials(study.id()).stream()
                    .map(trial -> trial.outcome().orElseThrow().metrics())
                    .toList();
        }
    }
}
