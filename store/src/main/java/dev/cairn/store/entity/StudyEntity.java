package dev.cairn.store.entity;

import dev.cairn.store.NewStudy;
import dev.cairn.store.StudyState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A study. */
@Entity
@Table(name = "study")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class StudyEntity {
    protected StudyEntity() {}

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "name")
    String name;

    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    StudyState state;

    @Column(name = "spec_json")
    String specJson;

    @Column(name = "spec_text")
    String specText;

    @Column(name = "split_id")
    @Nullable
    UUID splitId;

    @Column(name = "seed")
    long seed;

    @Column(name = "metrics")
    String metrics;

    @Column(name = "maximize")
    boolean maximize;

    @Column(name = "max_trials")
    int maxTrials;

    @Column(name = "max_time_ms")
    @Nullable
    Long maxTimeMs;

    @Column(name = "parallel")
    int parallel;

    @Column(name = "priority")
    int priority;

    @Column(name = "queue")
    String queue;

    @Column(name = "deterministic")
    boolean deterministic;

    @Column(name = "lag")
    int lag;

    @Column(name = "max_losses")
    int maxLosses;

    @Column(name = "event_seq")
    long eventSeq;

    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;

    @Column(name = "failure")
    @Nullable
    String failure;

    @Column(name = "tags")
    String tags;

    @Column(name = "project")
    String project;

    @Column(name = "max_device_ms")
    @Nullable
    Long maxDeviceMs;

    @Column(name = "max_money")
    @Nullable
    Double maxMoney;

    @Column(name = "revision")
    int revision;

    public StudyEntity(NewStudy study) {
        revision = 1;
        id = study.id();
        name = study.name();
        state = StudyState.RUNNING;
        specJson = study.specJson();
        specText = study.specText();
        splitId = study.splitId().orElse(null);
        seed = study.seed();
        metrics = Json.write(study.metrics());
        maximize = study.maximize();
        maxTrials = study.maxTrials();
        maxTimeMs = study.maxTime().map(Duration::toMillis).orElse(null);
        parallel = study.parallel();
        priority = study.priority();
        queue = study.queue();
        deterministic = study.deterministic();
        lag = study.lag();
        maxLosses = study.maxLosses();
        tags = Json.write(study.tags());
        project = study.allowance().project();
        maxDeviceMs = study.allowance().deviceTime().map(Duration::toMillis).orElse(null);
        maxMoney = study.allowance().money().isPresent()
                ? study.allowance().money().getAsDouble()
                : null;
    }
}
