package dev.cairn.server.schedule;

import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.spec.Cron;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.server.spec.StudySchedule;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Ids;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.ScheduleRecord;
import dev.cairn.store.StoreConflict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes studies by the calendar. Quartz wakes one server at the time of a firing; the row of the schedule is the truth: it says what is due, and
 * the name of the study, which holds that time and is unique, lets each firing make one study, whoever and however often it is tried. A firing
 * that was missed while no server ran is made up for once.
 */
public final class Calendar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Calendar.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** No queue is called so. */
    private static final String CLUSTER = "_calendar";

    private final CairnStores stores;
    private final StudyService studies;
    private final InstantSource clock;
    private final Optional<QuartzCluster> quartz;
    private final Timer timer;

    private Calendar(
            CairnStores stores,
            StudyService studies,
            InstantSource clock,
            Optional<DataSource> database,
            String instance) {
        this.stores = stores;
        this.studies = studies;
        this.clock = clock;
        this.quartz = database.map(source -> QuartzCluster.worker(source, CLUSTER, instance, 1, this::fireDue));
        this.timer = Timer.every(LOOK_EVERY, "calendar", this::look);
    }

    /**
     * A member of the cluster of calendars.
     *
     * @param instance name of this process, unique among all members of a cluster
     */
    public static Calendar clustered(
            DataSource database, String instance, CairnStores stores, StudyService studies, InstantSource clock) {
        return new Calendar(stores, studies, clock, Optional.of(database), instance);
    }

    /** A calendar that nobody wakes: it looks by itself every few seconds. */
    public static Calendar alone(CairnStores stores, StudyService studies, InstantSource clock) {
        return new Calendar(stores, studies, clock, Optional.empty(), "");
    }

    /**
     * Stores a specification that has a calendar; its first study comes when it is due.
     *
     * @throws InvalidSpec when it is none
     * @throws StoreConflict when the name is taken
     */
    public ScheduleRecord add(String specText) {
        StudySchedule schedule = StudySchedule.read(specText);
        studies.check(StudySchedule.named(schedule.specJson(), schedule.name()));
        ScheduleRecord stored = stores.schedules()
                .insert(
                        Ids.next(clock),
                        schedule.name(),
                        schedule.cron(),
                        schedule.specJson(),
                        Cron.next(schedule.cron(), clock.instant()));
        quartz.ifPresent(cluster -> cluster.calendar(stored.id().toString(), stored.cron()));
        return stored;
    }

    /** Ends a schedule; the studies that it made stay. */
    public ScheduleRecord cancel(String name) {
        ScheduleRecord schedule = find(name);
        stores.schedules().cancel(name);
        quartz.ifPresent(cluster -> cluster.withoutCalendar(schedule.id().toString()));
        return find(name);
    }

    public ScheduleRecord find(String name) {
        return stores.schedules()
                .find(name)
                .orElseThrow(() -> new MissingRecord("there is no schedule '" + name + "'"));
    }

    /** All schedules by name. */
    public List<ScheduleRecord> list() {
        return stores.schedules().list();
    }

    /** Repairs what dead servers left: triggers that are missing, and firings that nobody made. */
    private void look() {
        stores.schedules().list().stream()
                .filter(ScheduleRecord::active)
                .forEach(schedule -> quartz.ifPresent(
                        cluster -> cluster.calendar(schedule.id().toString(), schedule.cron())));
        fireDue();
    }

    /** Makes the studies that are due. Any process may call it at any time. */
    void fireDue() {
        for (ScheduleRecord due : stores.schedules().due()) {
            fire(due);
        }
    }

    private void fire(ScheduleRecord due) {
        String name = due.name() + "-" + stamp(due.nextDue());
        Optional<String> failure = submit(StudySchedule.named(due.specJson(), name), name);
        Instant now = clock.instant();
        Instant after = now.isAfter(due.nextDue()) ? now : due.nextDue();
        boolean first = stores.schedules()
                .fired(
                        due,
                        Cron.next(due.cron(), after),
                        failure.isPresent() ? Optional.empty() : Optional.of(name),
                        failure);
        if (first) {
            LOG.info("schedule '{}' fired: {}", due.name(), failure.orElse("study " + name));
        }
    }

    /** The time in the name of a study; a calendar of minutes needs no seconds. */
    private static String stamp(Instant due) {
        String stamp = STAMP.format(due);
        return stamp.endsWith("00") ? stamp.substring(0, stamp.length() - 2) : stamp;
    }

    /** Why there is no such study now; empty when there is one, made here or by somebody who was faster. */
    private Optional<String> submit(String spec, String name) {
        try {
            studies.submit(spec);
            return Optional.empty();
        } catch (StoreConflict e) {
            return stores.studies().find(name).isPresent()
                    ? Optional.empty()
                    : Optional.of(String.valueOf(e.getMessage()));
        } catch (InvalidSpec | InvalidDataset e) {
            return Optional.of("no study could be made: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.close();
        quartz.ifPresent(QuartzCluster::close);
    }
}
