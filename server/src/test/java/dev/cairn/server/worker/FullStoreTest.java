package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The store of files has no room for a while. */
class FullStoreTest {
    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    private final AtomicBoolean full = new AtomicBoolean();

    @Test
    void trials_wait_and_say_so_and_go_on_when_there_is_room() throws Exception {
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder, store -> new Bounded(store, full))) {
            Cluster.Node node = cluster.node();
            node.worker(2, InProcessTrials.quick());
            node.upkeep();
            full.set(true);
            StudyRecord study = node.service.submit(cluster.spec("full", 4, 2, Cluster.RANDOM));

            Cluster.await("two trials wait", () -> waiting(cluster, study).size() == 2);
            assertThat(waiting(cluster, study)).containsOnly("there is no room in the store of artifacts");
            assertThat(cluster.trials(study.id())).noneMatch(trial -> trial.state() == TrialState.COMPLETED);
            full.set(false);

            assertThat(cluster.awaitEnd(study.id()).state()).isEqualTo(StudyState.COMPLETED);
            assertThat(cluster.trials(study.id()))
                    .allMatch(trial -> trial.attempt() == 1 && trial.state() == TrialState.COMPLETED)
                    .filteredOn(trial -> trial.parent().isEmpty())
                    .allMatch(
                            trial -> trial.outcome().orElseThrow().predictions().isPresent());
            assertThat(cluster.stores.reader().attempts(study.id()))
                    .allMatch(attempt -> attempt.reason().isEmpty());
        }
    }

    @Test
    void a_trial_that_is_cancelled_waits_no_longer() throws Exception {
        try (Cluster cluster = Cluster.over(POSTGRES.database(), folder, store -> new Bounded(store, full))) {
            Cluster.Node node = cluster.node();
            node.worker(1, InProcessTrials.quick());
            full.set(true);
            StudyRecord study = node.service.submit(cluster.spec("given-up", 1, 1, Cluster.RANDOM));
            Cluster.await("it waits", () -> waiting(cluster, study).size() == 1);

            node.service.cancel(study.id());

            Cluster.await(
                    "it is over",
                    () -> cluster.stores.reader().attempts(study.id()).stream()
                            .noneMatch(attempt -> attempt.state() == AttemptState.RUNNING));
        }
    }

    private static List<String> waiting(Cluster cluster, StudyRecord study) {
        return cluster.stores.reader().attempts(study.id()).stream()
                .filter(attempt -> attempt.state() == AttemptState.RUNNING)
                .map(AttemptRecord::reason)
                .flatMap(Optional::stream)
                .toList();
    }

    /** A store on a disk of no size while it is full. */
    private record Bounded(BlobStore store, AtomicBoolean full) implements BlobStore {
        private void look() throws BlobDiskFull {
            if (full.get()) {
                throw new BlobDiskFull("no room left", new IOException("No space left on device"));
            }
        }

        @Override
        public Blob put(InputStream content) throws IOException {
            look();
            return store.put(content);
        }

        @Override
        public Blob put(Path file) throws IOException {
            look();
            return store.put(file);
        }

        @Override
        public boolean has(String sha256) {
            return store.has(sha256);
        }

        @Override
        public Path path(String sha256) throws IOException {
            return store.path(sha256);
        }

        @Override
        public InputStream open(String sha256) throws IOException {
            return store.open(sha256);
        }

        @Override
        public Collected collect(Set<String> keep, Duration age, boolean dryRun) throws IOException {
            return store.collect(keep, age, dryRun);
        }
    }
}
