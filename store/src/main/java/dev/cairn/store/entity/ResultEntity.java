package dev.cairn.store.entity;

import dev.cairn.store.TrialResult;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a trial scored, as pages show it. */
@Entity
@Table(name = "result")
@IdClass(ResultEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ResultEntity {
    protected ResultEntity() {}

    @Id
    @Column(name = "study_id")
    UUID studyId;

    @Id
    @Column(name = "trial")
    int trial;

    @Column(name = "attempt")
    int attempt;

    @Column(name = "metrics")
    String metrics;

    @Column(name = "per_fold")
    String perFold;

    @Column(name = "objective")
    @Nullable
    Double objective;

    @Column(name = "spread")
    double spread;

    @Column(name = "steps")
    int steps;

    @Column(name = "fit_ms")
    long fitMs;

    @Column(name = "predictions")
    @Nullable
    String predictions;

    @Column(name = "intervals")
    String intervals;

    @Column(name = "test_rows")
    int testRows;

    @Column(name = "why")
    String why;

    /** The primary key. */
    public record Key(UUID studyId, int trial) {}

    public TrialResult toRecord() {
        return new TrialResult(
                attempt,
                Json.numbers(metrics),
                Json.lists(perFold),
                objective == null ? OptionalDouble.empty() : OptionalDouble.of(objective),
                spread,
                steps,
                Duration.ofMillis(fitMs),
                Optional.ofNullable(predictions),
                Json.intervals(intervals),
                testRows,
                Json.object(why));
    }
}
