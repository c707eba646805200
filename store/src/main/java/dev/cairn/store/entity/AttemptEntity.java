package dev.cairn.store.entity;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptRef;
import dev.cairn.store.AttemptState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt with its lease. */
@Entity
@Table(name = "attempt")
@IdClass(AttemptEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class AttemptEntity {
    protected AttemptEntity() {}

    @Id
    @Column(name = "study_id")
    UUID studyId;

    @Id
    @Column(name = "trial")
    int trial;

    @Id
    @Column(name = "number")
    int number;

    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    AttemptState state;

    @Column(name = "worker_id")
    UUID workerId;

    @Column(name = "slot")
    String slot;

    @Column(name = "lease_until")
    Instant leaseUntil;

    @Column(name = "started_at", insertable = false, updatable = false)
    Instant startedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    @Column(name = "reason")
    @Nullable
    String reason;

    /** The primary key. */
    public record Key(UUID studyId, int trial, int number) {}

    public AttemptRecord toRecord() {
        return new AttemptRecord(
                new AttemptRef(studyId, trial, number),
                state,
                workerId,
                slot,
                startedAt,
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(reason));
    }
}
