package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.IdempotencyStore.Busy;
import dev.cairn.store.IdempotencyStore.Fresh;
import dev.cairn.store.IdempotencyStore.Mismatch;
import dev.cairn.store.IdempotencyStore.Replay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreContract.Implementation.class)
class IdempotencyStoreTest extends StoreContract {
    @Test
    void the_same_request_gets_the_same_answer_for_a_day() {
        Replay answer = new Replay(201, Map.of("Location", "/x"), "{}");
        assertThat(stores.idempotency().begin(queue, "hash")).isEqualTo(new Fresh());
        assertThat(stores.idempotency().begin(queue, "hash")).isEqualTo(new Busy());
        stores.idempotency().finish(queue, answer);
        assertThat(stores.idempotency().begin(queue, "hash")).isEqualTo(answer);
        assertThat(stores.idempotency().begin(queue, "other")).isEqualTo(new Mismatch());
        age("idempotency_key", "created_at", Duration.ofHours(25));
        assertThat(stores.idempotency().begin(queue, "other")).isEqualTo(new Fresh());
    }

    @Test
    void a_request_that_failed_or_died_may_be_tried_again() {
        stores.idempotency().begin(queue, "hash");
        stores.idempotency().abandon(queue);
        assertThat(stores.idempotency().begin(queue, "hash")).isEqualTo(new Fresh());
        age("idempotency_key", "created_at", Duration.ofMinutes(2));
        assertThat(stores.idempotency().begin(queue, "hash")).isEqualTo(new Fresh());
    }
}
