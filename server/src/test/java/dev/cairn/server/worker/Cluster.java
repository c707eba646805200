package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.schedule.HistoryCache;
import dev.cairn.server.schedule.QuartzClusters;
import dev.cairn.server.schedule.ResolvedPlans;
import dev.cairn.server.schedule.StudyRunner;
import dev.cairn.server.schedule.StudyService;
import dev.cairn.server.schedule.Upkeep;
import dev.cairn.server.spec.EarlierStudies;
import dev.cairn.server.spec.Resolver;
import dev.cairn.server.spec.SlotClasses;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialStore;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Servers and workers over one database, all in this JVM, each with caches and Quartz memberships of its own. */
final class Cluster implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** A queue of its own, so that no worker of another test takes its trials. */
    final String queue;

    final CairnStores stores;
    final OneDataset dataset;
    private final DataSource database;
    private final BlobStore blobs;
    private final Path folder;
    private final Deque<Runnable> opened = new ArrayDeque<>();

    private Cluster(CairnStores stores, DataSource database, BlobStore blobs, Path folder) throws IOException {
        this(
                "q" + Long.toString(System.nanoTime(), 36),
                stores,
                database,
                blobs,
                folder,
                new OneDataset(stores.datasets(), blobs, folder));
    }

    private Cluster(
            String queue, CairnStores stores, DataSource database, BlobStore blobs, Path folder, OneDataset dataset) {
        this.queue = queue;
        this.stores = stores;
        this.database = database;
        this.blobs = blobs;
        this.folder = folder;
        this.dataset = dataset;
    }

    /** A cluster over a migrated database, with its files in a folder. */
    static Cluster over(Database database, Path folder) throws IOException {
        return over(database, folder, UnaryOperator.identity());
    }

    /** The same with something around the store of files. */
    static Cluster over(Database database, Path folder, UnaryOperator<BlobStore> around) throws IOException {
        BlobStore blobs = around.apply(DirectoryBlobStore.open(folder.resolve("blobs"), CLOCK));
        return new Cluster(SqlStores.open(database), database.dataSource(), blobs, folder);
    }

    /** The same cluster as processes see it that have another role in the database. */
    Cluster as(Database role) {
        return new Cluster(queue, SqlStores.open(role), role.dataSource(), blobs, folder, dataset);
    }

    /** A process: plans for itself, like a server, and may have workers. */
    final class Node {
        final UUID id = Ids.next(CLOCK);
        final QuartzClusters clusters = new QuartzClusters(database, id.toString());
        final ResolvedPlans plans = new ResolvedPlans(
                new Resolver(
                        dataset,
                        () -> 7,
                        () -> SlotClasses.of(stores.workers().list()),
                        EarlierStudies.of(stores.studies(), stores.reader())),
                CLOCK);
        final HistoryCache histories = new HistoryCache(stores.reader());
        final StudyRunner runner =
                new StudyRunner(stores.studies(), stores.trials(), histories, plans, stores.sharing(), clusters, CLOCK);
        final StudyService service = new StudyService(plans, stores.studies(), stores.trials(), runner, clusters);

        /** A worker of this process. */
        WorkerRuntime worker(int slots, TrialRunner processes) {
            return worker(slots, processes, stores.trials());
        }

        WorkerRuntime worker(int slots, TrialRunner processes, TrialStore renewals) {
            List<Slot> places = IntStream.range(0, slots)
                    .mapToObj(i -> Slot.cpu(queue, "cpu-" + i))
                    .toList();
            return worker(Map.of(queue, places), processes, renewals);
        }

        WorkerRuntime worker(Map<String, List<Slot>> slots, TrialRunner processes) {
            return worker(slots, processes, stores.trials());
        }

        private WorkerRuntime worker(Map<String, List<Slot>> slots, TrialRunner processes, TrialStore renewals) {
            WorkerParts parts = new WorkerParts(
                    id,
                    stores,
                    renewals,
                    new Vault(stores, blobs),
                    plans,
                    histories,
                    runner,
                    clusters,
                    processes,
                    TrialLimits.NONE,
                    new AttemptLogs(folder.resolve("logs"), stores.logs()),
                    folder.resolve("scratch"));
            WorkerRuntime worker = WorkerRuntime.start(parts, "test", slots, clusters);
            opened.push(worker::close);
            return worker;
        }

        /** Reaper and reconciler of this process. */
        void upkeep() {
            opened.push(new Upkeep(stores, runner, clusters)::close);
        }
    }

    Node node() {
        Node node = new Node();
        opened.push(node.clusters::close);
        return node;
    }

    /** A specification over the dataset, one trainer and random search unless more is said. */
    String spec(String name, int trials, int parallel, String more) {
        return """
                name: %s
                dataset: sides
                target: side
                objective: {maximize: rocAuc}
                validate: {folds: 2}
                budget: {trials: %d, parallel: %d}
                resources: {queue: %s}
                %s
                """.formatted(name, trials, parallel, queue, more);
    }

    static final String RANDOM = "model: linear\nsearch: {strategy: random, earlyStop: none, seed: 7}\n";

    StudyRecord study(UUID id) {
        return stores.studies().find(id).orElseThrow();
    }

    List<TrialRecord> trials(UUID study) {
        return stores.reader().changes(study, 0).trials();
    }

    StudyRecord awaitEnd(UUID study) {
        Set<StudyState> ends = Set.of(StudyState.COMPLETED, StudyState.FAILED, StudyState.CANCELLED);
        try {
            await("the study ends", () -> ends.contains(study(study).state()));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + study(study) + "\n" + trials(study), e);
        }
        return study(study);
    }

    /** Waits for a condition, bounded. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("gave up waiting until " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }
}
