package dev.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One read of sealed rows. */
@Entity
@Table(name = "vault_read")
@IdClass(VaultReadEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class VaultReadEntity {
    protected VaultReadEntity() {}

    @Id
    @Column(name = "split_id")
    UUID splitId;

    @Id
    @Column(name = "number")
    long number;

    @Column(name = "study_id")
    UUID studyId;

    @Column(name = "trial")
    int trial;

    @Column(name = "attempt")
    int attempt;

    @Column(name = "read_at", insertable = false, updatable = false)
    Instant readAt;

    /** The primary key. */
    public record Key(UUID splitId, long number) {}
}
