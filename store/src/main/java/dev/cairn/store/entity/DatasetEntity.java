package dev.cairn.store.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A dataset lineage. */
@Entity
@Table(name = "dataset")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DatasetEntity {
    protected DatasetEntity() {}

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "name")
    String name;

    @Column(name = "vault_key")
    byte[] vaultKey;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;
}
