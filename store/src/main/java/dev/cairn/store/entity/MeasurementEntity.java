package dev.cairn.store.entity;

import dev.cairn.store.MeasurementRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One point of a learning curve. */
@Entity
@Table(name = "measurement")
@IdClass(MeasurementEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class MeasurementEntity {
    protected MeasurementEntity() {}

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

    @Column(name = "elapsed_ms")
    long elapsedMs;

    @Column(name = "metrics")
    @JdbcTypeCode(SqlTypes.ARRAY)
    double[] metrics;

    @Column(name = "per_fold")
    String perFold;

    /** The primary key. */
    public record Key(UUID studyId, int trial, int attempt, int step) {}

    public int trial() {
        return trial;
    }

    public int attempt() {
        return attempt;
    }

    /** The point with its metrics by name. */
    public MeasurementRow toRecord(List<String> names) {
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), metrics.length); i++) {
            byName.put(names.get(i), metrics[i]);
        }
        return new MeasurementRow(step, Duration.ofMillis(elapsedMs), byName, Json.lists(perFold));
    }
}
