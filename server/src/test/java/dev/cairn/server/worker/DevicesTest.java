package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.config.QueueOffer;
import dev.cairn.server.devices.Gpu;
import dev.cairn.server.devices.Machine;
import dev.cairn.server.devices.SlotPlan;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialListener;
import dev.cairn.server.trial.TrialRun;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import dev.cairn.trainers.TrainingFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two workers with simulated GPUs of different sizes. */
class DevicesTest {
    private static final long GIB = 1L << 30;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    private Cluster cluster;
    private String whole;
    private String half;

    @BeforeEach
    void open() throws Exception {
        cluster = Cluster.over(POSTGRES.database(), folder);
        whole = "gpu-" + cluster.queue;
        half = "gpu-" + cluster.queue + "-half";
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void trials_go_to_slots_that_hold_them_one_at_a_time_and_studies_share_them() {
        Cluster.Node node = cluster.node();
        Watch large = new Watch(3);
        Watch small = new Watch(3);
        node.worker(plan(24, whole), large);
        cluster.node().worker(plan(12, half + "=2"), small);

        StudyRecord big = node.service.submit(spec("big", 30, 2, "gpuMemory: 20GiB"));
        StudyRecord one = node.service.submit(spec("one", 20_000, 8, "gpuMemory: 5GiB"));
        StudyRecord two = node.service.submit(spec("two", 20_000, 2, "gpuMemory: 6GiB"));
        assertThat(big.queue()).isEqualTo(whole);
        assertThat(List.of(one.queue(), two.queue())).containsOnly(half);

        // A pause of the whole machine counts as time of the trials that it hits; what one got too much the other gets
        // next.
        Cluster.await(
                "both had slots for a while and as much of them within 10 %",
                () -> deviceTime(one).plus(deviceTime(two)).toMillis() > 4_000
                        && Math.abs(share(one, two) - 0.5) < 0.05);
        List<Long> order = List.copyOf(small.studies);
        node.service.cancel(one.id());
        node.service.cancel(two.id());
        assertThat(cluster.awaitEnd(big.id()).state()).isEqualTo(StudyState.COMPLETED);

        assertThat(longestRun(order))
                .as("trials of one study in a row while the other waits")
                .isLessThan(10);
        assertThat(large.mostOnOneSlot.get()).isEqualTo(1);
        assertThat(small.mostOnOneSlot.get()).isEqualTo(1);
        assertThat(large.devices).containsExactly(0);
        assertThat(small.devices).containsExactly(0);
        assertThat(large.memory).containsExactly(24 * GIB);
        assertThat(small.memory).containsExactly(6 * GIB);
    }

    @Test
    void a_trial_that_a_gpu_is_too_small_for_goes_on_in_the_next_larger_class_and_is_not_blamed() {
        Cluster.Node node = cluster.node();
        node.upkeep();
        InProcessTrials roomy = InProcessTrials.quick();
        node.worker(plan(24, whole), roomy);
        InProcessTrials tight = InProcessTrials.quick();
        tight.endWith(
                task -> task instanceof TrialTask.Search search && search.job().trial() % 2 == 0
                        ? Optional.of(new TrialEnd.Failed(TrainingFailure.Kind.GPU_OUT_OF_MEMORY, "CUDA out of memory"))
                        : Optional.empty());
        cluster.node().worker(plan(12, half + "=2"), tight);

        StudyRecord study = node.service.submit(spec("outgrown", 6, 2, "gpuMemory: 5GiB"));
        assertThat(study.queue()).isEqualTo(half);
        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);

        assertThat(roomy.started()).containsExactlyInAnyOrder(2, 4, 6);
        assertThat(cluster.trials(study.id())).allMatch(trial -> trial.state() == TrialState.COMPLETED);
        for (int outgrown : roomy.started()) {
            assertThat(cluster.stores.reader().attempts(study.id(), outgrown))
                    .as("attempts of trial %d", outgrown)
                    .anySatisfy(attempt -> assertThat(attempt.reason().orElse(""))
                            .contains("GPU_OUT_OF_MEMORY", "CUDA out of memory", "larger slots of '" + whole + "'"));
        }
    }

    @Test
    void a_trial_of_higher_priority_makes_a_running_one_save_and_yield() {
        Cluster.Node node = cluster.node();
        node.upkeep();
        InProcessTrials processes = new InProcessTrials(1000, (task, step) -> {
            boolean slow = task.job().seed() == seed("low");
            LockSupport.parkNanos(Duration.ofMillis(slow ? 10 : 1).toNanos());
            return 0.5;
        });
        node.worker(plan(24, whole), processes);
        StudyRecord low = node.service.submit(spec("low", 1, 1, "gpus: 1"));
        Cluster.await("it runs", () -> trialState(low, 1) == TrialState.RUNNING);
        StudyRecord high = node.service.submit(spec("high", 1, 1, "gpus: 1") + "priority: 5\n");

        assertThat(cluster.awaitEnd(high.id()).state()).isEqualTo(StudyState.COMPLETED);
        assertThat(cluster.stores.reader().attempts(low.id()))
                .first()
                .returns(AttemptState.PREEMPTED, AttemptRecord::state);
        Cluster.await("the lower one goes on", () -> processes.resumes().size() == 3);
        assertThat(processes.resumes())
                .last()
                .satisfies(from -> assertThat(from).isPresent());
        assertThat(cluster.trials(low.id()))
                .first()
                .satisfies(
                        trial -> assertThat(trial.losses() + trial.failures()).isZero());
        node.service.cancel(low.id());
    }

    @Test
    void a_budget_of_device_hours_ends_the_search_and_is_kept_to_one_step() {
        Cluster.Node node = cluster.node();
        node.upkeep();
        node.worker(plan(24, whole + "=2"), new InProcessTrials(2, (task, step) -> {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            return 1.0 / task.job().trial();
        }));
        StudyRecord study = node.service.submit(
                spec("bounded", 1000, 2, "gpus: 1").replace("parallel: 2", "parallel: 2, deviceHours: " + 6 / 3600.0));
        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
        assertThat(deviceTime(study)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(6_500));
    }

    @Test
    void a_cordoned_worker_finishes_what_it_has_and_takes_nothing_until_it_is_uncordoned() {
        Cluster.Node node = cluster.node();
        InProcessTrials processes = InProcessTrials.quick();
        processes.hold();
        WorkerRuntime worker = node.worker(plan(24, whole), processes);
        StudyRecord study = node.service.submit(spec("cordon", 3, 3, "gpus: 1"));
        Cluster.await("one runs", () -> trialState(study, 1) == TrialState.RUNNING);
        cluster.stores.workers().cordon(node.id);
        Cluster.await("it heard", () -> !worker.takesWork());
        processes.letGo();
        Cluster.await("it finished", () -> trialState(study, 1) == TrialState.COMPLETED);
        assertThat(processes.started()).containsExactly(1);
        cluster.stores.workers().uncordon(node.id);
        assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    }

    /** What part of both studies' time on devices the first one had. */
    private double share(StudyRecord one, StudyRecord two) {
        double first = deviceTime(one).toMillis();
        return first / (first + deviceTime(two).toMillis());
    }

    private Duration deviceTime(StudyRecord study) {
        return cluster.stores
                .sharing()
                .spending(List.of(study.id()))
                .get(study.id())
                .deviceTime();
    }

    private TrialState trialState(StudyRecord study, int number) {
        return cluster.stores.reader().find(study.id(), number).orElseThrow().state();
    }

    private static long seed(String name) {
        return Math.floorMod(name.hashCode(), 1_000_000);
    }

    private static int longestRun(List<Long> order) {
        int longest = 0;
        int run = 0;
        for (int i = 1; i < order.size(); i++) {
            run = order.get(i).equals(order.get(i - 1)) ? run + 1 : 0;
            longest = Math.max(longest, run + 1);
        }
        return longest;
    }

    /** The slots of a machine with one GPU of so many GiB. */
    private static Map<String, List<Slot>> plan(int gib, String... queues) {
        Machine machine = new Machine(4, List.of(new Gpu(0, "simulated", gib * GIB, true)), "");
        return new SlotPlan(machine, 2, 2 * GIB)
                .slots(Arrays.stream(queues).map(QueueOffer::parse).toList());
    }

    private static String spec(String name, int trials, int parallel, String resources) {
        return """
                name: %s
                dataset: sides
                target: side
                objective: {maximize: rocAuc}
                validate: {folds: 2}
                budget: {trials: %d, parallel: %d}
                resources: {%s}
                test: none
                model: linear
                search: {strategy: random, earlyStop: none, seed: %d}
                """.formatted(
                        name + "-" + Long.toString(System.nanoTime(), 36), trials, parallel, resources, seed(name));
    }

    /** Trials of some milliseconds each, and who was where. */
    private static final class Watch implements TrialRunner {
        final AtomicInteger mostOnOneSlot = new AtomicInteger();
        final Set<Integer> devices = ConcurrentHashMap.newKeySet();
        final Set<Long> memory = ConcurrentHashMap.newKeySet();
        final ConcurrentLinkedQueue<Long> studies = new ConcurrentLinkedQueue<>();
        private final Map<String, AtomicInteger> onSlot = new ConcurrentHashMap<>();
        private final InProcessTrials trials;

        Watch(int steps) {
            trials = new InProcessTrials(steps, (task, step) -> {
                LockSupport.parkNanos(Duration.ofMillis(4 + (task.job().trial() * 7L + step) % 9)
                        .toNanos());
                return 1.0 / (1 + task.job().trial());
            });
        }

        @Override
        public TrialRun start(Slot slot, TrialTask task, TrialListener listener) {
            AtomicInteger here = onSlot.computeIfAbsent(slot.name(), name -> new AtomicInteger());
            mostOnOneSlot.accumulateAndGet(here.incrementAndGet(), Math::max);
            devices.add(slot.device().index());
            memory.add(slot.offer().gpuMemoryBytes());
            studies.add(task instanceof TrialTask.Search search ? search.job().seed() : 0L);
            TrialRun run = trials.start(slot, task, listener);
            var unused = run.end().whenComplete((end, failure) -> here.decrementAndGet());
            return run;
        }

        @Override
        public void close() {
            trials.close();
        }
    }
}
