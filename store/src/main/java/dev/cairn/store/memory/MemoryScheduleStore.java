package dev.cairn.store.memory;

import dev.cairn.store.ScheduleRecord;
import dev.cairn.store.ScheduleStore;
import dev.cairn.store.StoreConflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The calendar in memory. */
final class MemoryScheduleStore implements ScheduleStore {
    private final World world;
    private final SortedMap<String, ScheduleRecord> schedules = new TreeMap<>();

    MemoryScheduleStore(World world) {
        this.world = world;
    }

    @Override
    public ScheduleRecord insert(UUID id, String name, String cron, String specJson, Instant nextDue) {
        synchronized (world) {
            if (find(name).filter(ScheduleRecord::active).isPresent()) {
                throw new StoreConflict("a schedule named '" + name + "' exists");
            }
            ScheduleRecord schedule = new ScheduleRecord(
                    id, name, cron, specJson, true, world.now(), nextDue, 0, Optional.empty(), Optional.empty());
            schedules.put(name, schedule);
            return schedule;
        }
    }

    @Override
    public Optional<ScheduleRecord> find(String name) {
        synchronized (world) {
            return Optional.ofNullable(schedules.get(name));
        }
    }

    @Override
    public List<ScheduleRecord> list() {
        synchronized (world) {
            return List.copyOf(schedules.values());
        }
    }

    @Override
    public boolean cancel(String name) {
        synchronized (world) {
            Optional<ScheduleRecord> active = find(name).filter(ScheduleRecord::active);
            active.ifPresent(s -> schedules.put(
                    name,
                    new ScheduleRecord(
                            s.id(),
                            name,
                            s.cron(),
                            s.specJson(),
                            false,
                            s.createdAt(),
                            s.nextDue(),
                            s.fired(),
                            s.lastStudy(),
                            s.failure())));
            return active.isPresent();
        }
    }

    @Override
    public List<ScheduleRecord> due() {
        synchronized (world) {
            return schedules.values().stream()
                    .filter(schedule -> schedule.active() && !schedule.nextDue().isAfter(world.now()))
                    .toList();
        }
    }

    @Override
    public boolean fired(ScheduleRecord due, Instant next, Optional<String> study, Optional<String> failure) {
        synchronized (world) {
            Optional<ScheduleRecord> now = find(due.name())
                    .filter(s -> s.id().equals(due.id()) && s.nextDue().equals(due.nextDue()));
            now.ifPresent(s -> schedules.put(
                    s.name(),
                    new ScheduleRecord(
                            s.id(),
                            s.name(),
                            s.cron(),
                            s.specJson(),
                            s.active(),
                            s.createdAt(),
                            next,
                            s.fired() + 1,
                            study.or(s::lastStudy),
                            failure)));
            return now.isPresent();
        }
    }
}
