package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.trial.HeapClass;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialPool;
import dev.cairn.server.trial.TrialPoolConfig;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With {@code deterministic: true} the number of servers and slots and the speed of trials change nothing. */
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
            int number,
            Map<String, Object> values,
            TrialState state,
            Map<String, Double> metrics,
            Map<String, List<Double>> perFold,
            Optional<String> predictions,
            int steps) {
        static Seen of(TrialRecord trial) {
            TrialResult result = trial.outcome().orElseThrow();
            return new Seen(
                    trial.number(),
                    trial.values(),
                    trial.state(),
                    result.metrics(),
                    result.perFold(),
                    result.predictions(),
                    result.steps());
        }
    }

    /** Lets nothing begin on one server before something was claimed on each, so that none of them does all the work. */
    private record Together(CountDownLatch servers, AtomicBoolean came, TrialRunner runner) implements TrialRunner {
        @Override
        public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
            if (came.compareAndSet(false, true)) {
                servers.countDown();
            }
            try {
                assertThat(servers.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return runner.start(slot, task, listener);
        }

        @Override
        public void close() {
            runner.close();
        }
    }

    @Test
    void suggestions_and_verdicts_are_the_same_on_one_slot_and_on_three_of_two_servers() throws Exception {
        List<Seen> alone = run("slots-1", List.of(1), 24, "xgboost", () -> unevenTrials(5));
        List<Seen> together = run("slots-3", List.of(2, 1), 24, "xgboost", () -> unevenTrials(9));

        assertThat(together).isEqualTo(alone);
        assertThat(alone).anyMatch(trial -> trial.state() == TrialState.PRUNED);
    }

    @Test
    void folds_of_real_models_are_the_same_to_the_last_bit_on_one_slot_and_on_three_of_two_servers() throws Exception {
        List<Seen> alone = run("real-1", List.of(1), 6, "linear", this::children);
        List<Seen> together = run("real-3", List.of(2, 1), 6, "linear", this::children);

        assertThat(together).isEqualTo(alone);
        assertThat(alone)
                .filteredOn(trial -> trial.predictions().isPresent())
                .hasSizeGreaterThan(2)
                .allSatisfy(trial -> assertThat(trial.perFold().get("rocAuc")).hasSize(2));
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

    /** A study over as many servers as there are numbers of slots. */
    private List<Seen> run(String name, List<Integer> slots, int trials, String model, Supplier<TrialRunner> processes)
            throws Exception {
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder)) {
            CountDownLatch servers = new CountDownLatch(slots.size());
            List<Cluster.Node> nodes = new ArrayList<>();
            for (int some : slots) {
                Cluster.Node node = cluster.node();
                node.worker(some, new Together(servers, new AtomicBoolean(), processes.get()));
                nodes.add(node);
            }
            int parallel = slots.stream().mapToInt(Integer::intValue).sum();
            StudyRecord study =
                    nodes.get(0).service.submit(cluster.spec(name, trials, parallel, EXACT.formatted(model)));
            cluster.awaitEnd(study.id());
            return cluster.trials(study.id()).stream().map(Seen::of).toList();
        }
    }
}
