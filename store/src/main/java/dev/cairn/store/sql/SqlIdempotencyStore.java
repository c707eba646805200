package dev.cairn.store.sql;

import dev.cairn.store.IdempotencyStore;
import dev.cairn.store.entity.IdempotencyKeyEntity;
import dev.cairn.store.entity.Json;

/** Answers to keyed requests in PostgreSQL. */
final class SqlIdempotencyStore implements IdempotencyStore {
    private final Sql sql;

    SqlIdempotencyStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Begin begin(String key, String bodyHash) {
        return sql.in(tx -> {
            tx.update("""
                    DELETE FROM idempotency_key
                    WHERE created_at < clock_timestamp() - ? * interval '1 millisecond'
                       OR key = ? AND status IS NULL AND created_at < clock_timestamp() - interval '1 minute'""", KEPT.toMillis(), key);
            int made = tx.update(
                    "INSERT INTO idempotency_key (key, body_hash) VALUES (?, ?) ON CONFLICT DO NOTHING", key, bodyHash);
            return made == 1
                    ? new Fresh()
                    : tx.session().get(IdempotencyKeyEntity.class, key).answer(bodyHash);
        });
    }

    @Override
    public void finish(String key, Replay answer) {
        sql.in(tx -> tx.update(
                "UPDATE idempotency_key SET status = ?, headers = ?, body = ? WHERE key = ?",
                answer.status(),
                Json.write(answer.headers()),
                answer.body(),
                key));
    }

    @Override
    public void abandon(String key) {
        sql.in(tx -> tx.update("DELETE FROM idempotency_key WHERE key = ? AND status IS NULL", key));
    }
}
