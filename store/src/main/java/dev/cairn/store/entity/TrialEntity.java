package dev.cairn.store.entity;

import dev.cairn.store.FailureKind;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A trial, as pages show it; what runs reads and writes its row in SQL. */
@Entity
@Table(name = "trial")
@IdClass(TrialEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class TrialEntity {
    protected TrialEntity() {}

    @Id
    @Column(name = "study_id")
    UUID studyId;

    @Id
    @Column(name = "number")
    int number;

    @Column(name = "kind")
    @Enumerated(EnumType.STRING)
    TrialKind kind;

    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    TrialState state;

    @Column(name = "param_values")
    String paramValues;

    @Column(name = "max_steps")
    int maxSteps;

    @Column(name = "why")
    String why;

    @Column(name = "parent")
    @Nullable
    Integer parent;

    @Column(name = "event")
    long event;

    @Column(name = "attempt")
    int attempt;

    @Column(name = "losses")
    int losses;

    @Column(name = "failures")
    int failures;

    @Column(name = "recovered")
    boolean recovered;

    @Column(name = "cancel_requested")
    boolean cancelRequested;

    @Column(name = "not_before")
    @Nullable
    Instant notBefore;

    @Column(name = "reported_at")
    @Nullable
    Instant reportedAt;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    @Column(name = "failure_kind")
    @Enumerated(EnumType.STRING)
    @Nullable
    FailureKind failureKind;

    @Column(name = "failure_message")
    @Nullable
    String failureMessage;

    @Column(name = "retry_of")
    @Nullable
    Integer retryOf;

    @Column(name = "revision")
    int revision;

    /** The primary key. */
    public record Key(UUID studyId, int number) {}

    /** The trial with what it scored, if it did. */
    public TrialRecord toRecord(@Nullable ResultEntity result) {
        return new TrialRecord(
                studyId,
                number,
                kind,
                state,
                Json.object(paramValues),
                maxSteps,
                Json.object(why),
                parent == null ? OptionalInt.empty() : OptionalInt.of(parent),
                event,
                attempt,
                losses,
                failures,
                recovered,
                createdAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(finishedAt),
                failure(),
                Optional.ofNullable(result).map(ResultEntity::toRecord),
                retryOf == null ? OptionalInt.empty() : OptionalInt.of(retryOf),
                revision);
    }

    private Optional<TrialRecord.Failure> failure() {
        return failureKind == null
                ? Optional.empty()
                : Optional.of(new TrialRecord.Failure(failureKind, failureMessage == null ? "" : failureMessage));
    }
}
