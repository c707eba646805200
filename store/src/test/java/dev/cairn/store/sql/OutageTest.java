package dev.cairn.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.NewWorker;
import dev.cairn.store.StoreUnavailable;
import dev.cairn.store.postgres.Database;
import dev.cairn.store.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("chaos")
class OutageTest {
    @TempDir
    Path home;

    @Test
    void a_database_that_dies_is_unavailable_and_then_goes_on_as_before() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, Path.of("target", "postgres-cache"));
                Database database = Database.open(postgres.settings())) {
            database.migrate();
            CairnStores stores = SqlStores.open(database);
            UUID worker = Ids.next(InstantSource.system());
            stores.workers().register(new NewWorker(worker, "host", 1, "0.1", Map.of("cpu", 1)));

            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> untilFailure(stores)).isInstanceOf(StoreUnavailable.class);
            untilAnswer(stores);
            assertThat(stores.workers().heartbeat(worker).draining()).isFalse();
            assertThat(stores.trials().reap(Duration.ofHours(1))).isEmpty();
        }
    }

    private static void untilFailure(CairnStores stores) {
        Instant end = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(end)) {
            stores.studies().find(new UUID(0, 0));
        }
    }

    private static void untilAnswer(CairnStores stores) {
        Instant end = Instant.now().plusSeconds(30);
        Optional<StoreUnavailable> last = Optional.empty();
        while (Instant.now().isBefore(end)) {
            try {
                stores.studies().find(new UUID(0, 0));
                return;
            } catch (StoreUnavailable e) {
                last = Optional.of(e);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new AssertionError("the database did not come back", last.orElseThrow());
    }
}
