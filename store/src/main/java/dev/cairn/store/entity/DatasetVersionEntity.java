package dev.cairn.store.entity;

import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.NewDatasetVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset version. */
@Entity
@Table(name = "dataset_version")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DatasetVersionEntity {
    protected DatasetVersionEntity() {}

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "dataset_id")
    UUID datasetId;

    @Column(name = "number")
    int number;

    @Column(name = "format")
    String format;

    @Column(name = "source_sha")
    String sourceSha;

    @Column(name = "table_sha")
    String tableSha;

    @Column(name = "target")
    @Nullable
    String target;

    @Column(name = "image_shape")
    @Nullable
    String imageShape;

    @Column(name = "row_count")
    long rowCount;

    @Column(name = "column_count")
    int columnCount;

    @Column(name = "byte_count")
    long byteCount;

    @Column(name = "schema_json")
    String schemaJson;

    @Column(name = "source")
    @Nullable
    String source;

    @Column(name = "licence")
    @Nullable
    String licence;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    public DatasetVersionEntity(UUID id, UUID datasetId, int number, NewDatasetVersion version) {
        this.id = id;
        this.datasetId = datasetId;
        this.number = number;
        format = version.format();
        sourceSha = version.sourceSha();
        tableSha = version.tableSha();
        target = version.target().orElse(null);
        imageShape = version.imageShape().isEmpty() ? null : Json.write(version.imageShape());
        rowCount = version.rows();
        columnCount = version.columns();
        byteCount = version.bytes();
        schemaJson = version.schemaJson();
        source = version.source().orElse(null);
        licence = version.licence().orElse(null);
    }

    public DatasetVersionRecord toRecord(String name) {
        return new DatasetVersionRecord(
                id,
                datasetId,
                name,
                number,
                format,
                sourceSha,
                tableSha,
                Optional.ofNullable(target),
                imageShape == null ? List.of() : Json.integers(imageShape),
                rowCount,
                columnCount,
                byteCount,
                schemaJson,
                Optional.ofNullable(source),
                Optional.ofNullable(licence),
                createdAt);
    }
}
