package dev.cairn.store.entity;

import dev.cairn.store.IdempotencyStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request that carried an Idempotency-Key, and its answer. */
@Entity
@Table(name = "idempotency_key")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class IdempotencyKeyEntity {
    protected IdempotencyKeyEntity() {}

    @Id
    @Column(name = "key")
    String key;

    @Column(name = "body_hash")
    String bodyHash;

    @Column(name = "status")
    @Nullable
    Integer status;

    @Column(name = "headers")
    @Nullable
    String headers;

    @Column(name = "body")
    @Nullable
    String body;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    /** What a second request with this key and this body is told. */
    public IdempotencyStore.Begin answer(String hash) {
        if (!bodyHash.equals(hash)) {
            return new IdempotencyStore.Mismatch();
        }
        return status == null || headers == null || body == null
                ? new IdempotencyStore.Busy()
                : new IdempotencyStore.Replay(status, Json.texts(headers), body);
    }
}
