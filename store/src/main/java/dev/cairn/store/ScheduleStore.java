package dev.cairn.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The calendar. What is due is judged by the database's clock. */
public interface ScheduleStore {
    /**
     * Stores an active schedule.
     *
     * @throws StoreConflict when an active schedule has the name; one that was cancelled makes room
     */
    ScheduleRecord insert(UUID id, String name, String cron, String specJson, Instant nextDue);

    Optional<ScheduleRecord> find(String name);

    /** All schedules by name. */
    List<ScheduleRecord> list();

    /** False when there is no active schedule of the name. */
    boolean cancel(String name);

    /** Active schedules whose time has come. */
    List<ScheduleRecord> due();

    /** Notes a firing and when the next is due. False when somebody else noted it before. */
    boolean fired(ScheduleRecord due, Instant next, Optional<String> study, Optional<String> failure);
}
