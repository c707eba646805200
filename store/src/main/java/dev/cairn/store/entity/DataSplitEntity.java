package dev.cairn.store.entity;

import dev.cairn.store.NewSplit;
import dev.cairn.store.SplitRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A split into training and sealed rows. */
@Entity
@Table(name = "data_split")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DataSplitEntity {
    protected DataSplitEntity() {}

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "version_id")
    UUID versionId;

    @Column(name = "target")
    String target;

    @Column(name = "test")
    String test;

    @Column(name = "task")
    String task;

    @Column(name = "train_sha")
    String trainSha;

    @Column(name = "vault_sha")
    @Nullable
    String vaultSha;

    @Column(name = "train_rows")
    long trainRows;

    @Column(name = "vault_rows")
    long vaultRows;

    @Column(name = "dropped_rows")
    long droppedRows;

    @Column(name = "shape_json")
    String shapeJson;

    @Column(name = "profile_json")
    String profileJson;

    @Column(name = "vault_reads")
    long vaultReads;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    public DataSplitEntity(UUID id, NewSplit split) {
        this.id = id;
        versionId = split.versionId();
        target = split.target();
        test = split.test();
        task = split.task();
        trainSha = split.trainSha();
        vaultSha = split.vaultSha().orElse(null);
        trainRows = split.trainRows();
        vaultRows = split.vaultRows();
        droppedRows = split.droppedRows();
        shapeJson = split.shapeJson();
        profileJson = split.profileJson();
    }

    public SplitRecord toRecord() {
        return new SplitRecord(
                id,
                versionId,
                target,
                test,
                task,
                trainSha,
                Optional.ofNullable(vaultSha),
                trainRows,
                vaultRows,
                droppedRows,
                shapeJson,
                profileJson,
                vaultReads,
                createdAt);
    }
}
