package dev.cairn.store.entity;

import java.util.List;

/** The registry of everything Hibernate maps. */
public final class Entities {
    public static final List<Class<?>> ALL = List.of(
            AttemptEntity.class,
            CheckpointEntity.class,
            DataSplitEntity.class,
            DatasetEntity.class,
            DatasetVersionEntity.class,
            IdempotencyKeyEntity.class,
            MeasurementEntity.class,
            ResultEntity.class,
            StudyEntity.class,
            StudyEventEntity.class,
            TrialEntity.class,
            VaultReadEntity.class,
            WorkerEntity.class);

    private Entities() {}
}
