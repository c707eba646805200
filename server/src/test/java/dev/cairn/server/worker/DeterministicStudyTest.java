package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialPoolConfig;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With {@code deterministic: true} the number of slots and the speed of trials change nothing. */
class DeterministicStudyTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String EXACT = """
            model: %s
            search: {strategy: bayes, earlyStop: asha, seed: 11}
            deterministic: true
            lag: 3
            """;

    @TempDir
    Path folder;

    /** What must be equal: everything but times. */
    private record Seen(
            int number, Map<String, Object> values, TrialState state, Map<String, Double> metrics, int steps) {
        static Seen of(TrialRecord trial) {
            return new Seen(
                    trial.number(),
                    trial.values(),
                    trial.state(),
                    trial.outcome().orElseThrow().metrics(),
                    trial.outcome().orElseThrow().steps());
        }
    }

    @Test
    void suggestions_and_verdicts_are_the_same_on_one_and_on_three_slots() throws Exception {
        List<Seen> alone = run("slots-1", 1, 24, "xgboost", unevenTrials(5));
        List<Seen> together = run("slots-3", 3, 24, "xgboost", unevenTrials(9));

        assertThat(together).isEqualTo(alone);
        assertThat(alone).anyMatch(trial -> trial.state() == TrialState.PRUNED);
    }

    @Test
    void real_models_score_the_same_to_the_last_bit_on_one_and_on_two_slots() throws Exception {
        List<Seen> alone = run("real-1", 1, 5, "linear", children());
        List<Seen> together = run("real-2", 2, 5, "linear", children());

        assertThat(together).isEqualTo(alone);
    }

    private TrialRunner children() {
        return new PooledTrials(new TrialPool(TrialPoolConfig.under(folder)), HeapClass.DEFAULT);
    }

    /** Trials of different quality and speed, so that the order in which they end is another on several slots. */
    private static InProcessTrials unevenTrials(int uneven) {
        return new InProcessTrials(60, (task, step) -> {
            int trial = task.job().trial();
            LockSupport.parkNanos(Duration.ofMillis(trial % uneven).toNanos());
            return Math.sin(trial) + step / 100.0;
        });
    }

    private List<Seen> run(String name, int slots, int trials, String model, TrialRunner processes) throws Exception {
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            Cluster.Node node = cluster.node();
            node.worker(slots, processes);
            StudyRecord study = node.service.submit(cluster.spec(name, trials, slots, EXACT.formatted(model)));
            cluster.awaitEnd(study.id());
            return cluster.trials(study.id()).stream().map(Seen::of).toList();
        }
    }
}
