package dev.cairn.store.entity;

import dev.cairn.store.CheckpointRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A saved state of training. */
@Entity
@Table(name = "checkpoint")
@IdClass(CheckpointEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CheckpointEntity {
    protected CheckpointEntity() {}

    @Id
    @Column(name = "study_id")
    UUID studyId;

    @Id
    @Column(name = "trial")
    int trial;

    @Id
    @Column(name = "attempt")
    int attempt;

    @Id
    @Column(name = "step")
    int step;

    @Column(name = "sha256")
    String sha256;

    @Column(name = "byte_count")
    long byteCount;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    /** The primary key. */
    public record Key(UUID studyId, int trial, int attempt, int step) {}

    public CheckpointRow toRecord() {
        return new CheckpointRow(step, sha256, byteCount);
    }
}
