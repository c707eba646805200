package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class WorkerStoreTest extends StoreContract {
    private final UUID id = Ids.next(InstantSource.system());

    @Test
    void a_worker_is_alive_as_long_as_it_says_so() {
        stores.workers().register(new NewWorker(id, "host", 7, "0.1", Map.of("cpu", 2)));
        assertThat(row().alive()).isTrue();
        assertThat(row().slots()).containsEntry("cpu", 2);
        age("worker", "last_seen", Duration.ofSeconds(30));
        assertThat(row().alive()).isFalse();
        assertThat(stores.workers().heartbeat(id)).isEqualTo(new WorkerOrders(false, false));
        assertThat(row().alive()).isTrue();
    }

    @Test
    void a_draining_worker_hears_it_at_its_next_heartbeat() {
        stores.workers().register(new NewWorker(id, "host", 7, "0.1", Map.of("cpu", 2)));
        assertThat(stores.workers().drain(id)).isTrue();
        assertThat(stores.workers().heartbeat(id)).isEqualTo(new WorkerOrders(true, true));
        stores.workers().unregister(id);
        assertThat(stores.workers().drain(id)).isFalse();
        assertThatThrownBy(() -> stores.workers().heartbeat(id)).isInstanceOf(MissingRecord.class);
    }

    @Test
    void the_attempts_of_a_worker_are_counted() {
        stores.workers().register(new NewWorker(id, "host", 7, "0.1", Map.of("cpu", 2)));
        study(1);
        stores.trials().claim(queue, id, "cpu-0", LEASE);
        assertThat(row().running()).isEqualTo(1);
    }

    private WorkerRecord row() {
        return stores.workers().list().stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
