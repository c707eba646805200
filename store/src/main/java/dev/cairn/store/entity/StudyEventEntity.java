package dev.cairn.store.entity;

import dev.cairn.store.StudyEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of state. */
@Entity
@Table(name = "study_event")
@IdClass(StudyEventEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class StudyEventEntity {
    protected StudyEventEntity() {}

    @Id
    @Column(name = "study_id")
    UUID studyId;

    @Id
    @Column(name = "seq")
    long seq;

    @Column(name = "at", insertable = false, updatable = false)
    Instant at;

    @Column(name = "type")
    String type;

    @Column(name = "trial")
    @Nullable
    Integer trial;

    @Column(name = "payload")
    String payload;

    /** The primary key. */
    public record Key(UUID studyId, long seq) {}

    public StudyEvent toRecord() {
        OptionalInt about = trial == null ? OptionalInt.empty() : OptionalInt.of(trial);
        return new StudyEvent(studyId, seq, at, type, about, Json.object(payload));
    }
}
