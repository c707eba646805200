package dev.cairn.store.entity;

import java.util.List;

/** The registry of everything Hibernate maps. */
public final class Entities {
    public static final List<Class<?>> ALL = List.of(
            AttemptEntity.class,
            DataSplitEntity.class,
            DatasetEntity.class,
            DatasetVersionEntity.class,
            IdempotencyKeyEntity.class,
            MeasurementEntity.class,
            StudyEntity.class,
            StudyEventEntity.class,
            VaultReadEntity.class,
            WorkerEntity.class);

    private Entities() {}
}
