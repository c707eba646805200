package dev.cairn.store.entity;

import dev.cairn.store.WorkerRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A worker. */
@Entity
@Table(name = "worker")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class WorkerEntity {
    protected WorkerEntity() {}

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "host")
    String host;

    @Column(name = "pid")
    long pid;

    @Column(name = "version")
    String version;

    @Column(name = "slots")
    String slots;

    @Column(name = "started_at", insertable = false, updatable = false)
    Instant startedAt;

    @Column(name = "last_seen", insertable = false, updatable = false)
    Instant lastSeen;

    @Column(name = "draining")
    boolean draining;

    @Column(name = "cordoned")
    boolean cordoned;

    @Column(name = "offers")
    String offers;

    public WorkerRecord toRecord(boolean alive, int running) {
        return new WorkerRecord(
                id,
                host,
                pid,
                version,
                SlotJson.offers(offers),
                startedAt,
                lastSeen,
                alive,
                cordoned,
                draining,
                running);
    }

    public UUID id() {
        return id;
    }
}
