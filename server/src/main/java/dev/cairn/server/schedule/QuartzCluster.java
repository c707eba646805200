package dev.cairn.server.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's membership in the logical Quartz cluster of one queue. With slots it fires hints on as many threads; without (a server that
 * only plans) it can create hints for others. Correctness never rests on it: a trigger is a hint, the claim is the truth.
 */
final class QuartzCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuartzCluster.class);

    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(6);

    /** Constant and past, so that clocks of nodes play no part in what is due. */
    private static final Date ALWAYS_DUE = Date.from(Instant.EPOCH.plusSeconds(1));

    private static final String CALENDAR = "calendar";

    private static final JobKey ATTEMPT = new JobKey("attempt");

    /** More than this per acquisition brought nothing in measurements, and keeps the lock longer. */
    private static final int MOST_TRIGGERS_AT_ONCE = 16;

    /** Slots that go on by themselves use no hints up, so that a long study would leave thousands behind. */
    private static final int MOST_WAITING = 64;

    private final Scheduler scheduler;
    private final DataSource database;
    private final String schedulerName;
    private boolean working;

    private QuartzCluster(Scheduler scheduler, DataSource database, String schedulerName) {
        this.scheduler = scheduler;
        this.database = database;
        this.schedulerName = schedulerName;
    }

    /** Joins as a worker: fires hints at once on {@code slots} threads. */
    static QuartzCluster worker(DataSource database, String queue, String instance, int slots, Work work) {
        QuartzCluster cluster = open(database, queue, instance, slots, work);
        cluster.guarded(Scheduler::start);
        cluster.working = true;
        return cluster;
    }

    /** Joins only to create hints. */
    static QuartzCluster planner(DataSource database, String queue, String instance) {
        return open(database, queue, instance, 1, () -> {});
    }

    private static QuartzCluster open(DataSource database, String queue, String instance, int threads, Work work) {
        String name = "cairn-" + queue;
        String source = name + "-" + instance;
        DBConnectionManager.getInstance().addConnectionProvider(source, new Shared(database));
        try {
            // The repository is global to the JVM and keyed by cluster name: without this, a second member in one
            // process would get the first.
            synchronized (QuartzCluster.class) {
                SchedulerRepository.getInstance().remove(name);
                Scheduler scheduler =
                        new StdSchedulerFactory(properties(name, source, instance, threads)).getScheduler();
                SchedulerRepository.getInstance().remove(name);
                scheduler.setJobFactory((bundle, ignored) -> new AttemptJob(work));
                scheduler.addJob(job(), true);
                return new QuartzCluster(scheduler, database, name);
            }
        } catch (SchedulerException e) {
            throw new SchedulingFailure("cannot join the cluster of queue '" + queue + "'", e);
        }
    }

    private static Properties properties(String name, String source, String instance, int threads) {
        Properties p = new Properties();
        p.setProperty("org.quartz.scheduler.instanceName", name);
        p.setProperty("org.quartz.scheduler.instanceId", instance);
        p.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        p.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
        p.setProperty("org.quartz.scheduler.dbFailureRetryInterval", "1000");
        p.setProperty(
                "org.quartz.scheduler.batchTriggerAcquisitionMaxCount",
                Integer.toString(Math.min(threads, MOST_TRIGGERS_AT_ONCE)));
        p.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        p.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        p.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
        p.setProperty("org.quartz.threadPool.threadNamePrefix", name + "-slot");
        p.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        p.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        p.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        p.setProperty("org.quartz.jobStore.dataSource", source);
        p.setProperty("org.quartz.jobStore.tablePrefix", "qrtz_");
        p.setProperty("org.quartz.jobStore.useProperties", "true");
        p.setProperty("org.quartz.jobStore.isClustered", "true");
        p.setProperty("org.quartz.jobStore.clusterCheckinInterval", "2000");
        p.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        p.setProperty("org.quartz.jobStore.dbRetryInterval", "1000");
        return p;
    }

    /** Creates hints, in one transaction of Quartz's own; none where so many wait that no slot can be asleep. */
    void hint(int wanted) {
        int count = Math.max(0, Math.min(wanted, MOST_WAITING - waitingHints()));
        Set<Trigger> hints =
                Stream.generate(QuartzCluster::trigger).limit(count).collect(Collectors.toSet());
        if (count == 1) {
            guarded(scheduler -> scheduler.scheduleJob(hints.iterator().next()));
        } else if (count > 1) {
            guarded(scheduler -> scheduler.scheduleJobs(Map.of(job(), hints), true));
        }
    }

    private static JobDetail job() {
        return JobBuilder.newJob(AttemptJob.class)
                .withIdentity(ATTEMPT)
                .storeDurably()
                .build();
    }

    private static Trigger trigger() {
        return TriggerBuilder.newTrigger()
                .withIdentity(UUID.randomUUID().toString())
                .forJob(ATTEMPT)
                .startAt(ALWAYS_DUE)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
                .build();
    }

    /** Fires at the times of a calendar too, in whichever member is free. */
    void calendar(String id, String cron) {
        TriggerKey key = TriggerKey.triggerKey(id, CALENDAR);
        guarded(scheduler -> {
            if (!scheduler.checkExists(key)) {
                scheduler.scheduleJob(TriggerBuilder.newTrigger()
                        .withIdentity(key)
                        .forJob(ATTEMPT)
                        .withSchedule(CronScheduleBuilder.cronSchedule(cron)
                                .inTimeZone(TimeZone.getTimeZone("UTC"))
                                .withMisfireHandlingInstructionFireAndProceed())
                        .build());
            }
        });
    }

    /** Does not fire at these times any more. */
    void withoutCalendar(String id) {
        guarded(scheduler -> scheduler.unscheduleJob(TriggerKey.triggerKey(id, CALENDAR)));
    }

    /** Hints that wait to be fired. Triggers stuck in another state are not counted: they may never fire. */
    int waitingHints() {
        String sql = "SELECT count(*) FROM qrtz_triggers WHERE sched_name = ? AND trigger_state = 'WAITING'";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, schedulerName);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new SchedulingFailure("cannot count the hints of " + schedulerName, e);
        }
    }

    /** Fires hints again, if this process has slots. */
    void resume() {
        if (working) {
            guarded(Scheduler::start);
        }
    }

    /** Fires no further hint here; those that wait stay for other members. */
    void standby() {
        guarded(Scheduler::standby);
    }

    /**
     * Leaves the cluster, after the work that runs here has returned. Work that waits for a database which is gone for good does not return:
     * after a while it is left behind, so that what is closed next, PostgreSQL above all, still is.
     */
    @Override
    public void close() {
        Thread leaving = new Thread(() -> guarded(scheduler -> scheduler.shutdown(true)), "leave-" + schedulerName);
        leaving.setDaemon(true);
        leaving.start();
        try {
            leaving.join(LONGEST_LEAVE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (leaving.isAlive()) {
            LOG.warn("work on {} does not return and is left behind", schedulerName);
        }
    }

    private void guarded(QuartzAction action) {
        try {
            action.run(scheduler);
        } catch (SchedulerException e) {
            throw new SchedulingFailure("Quartz refused on " + schedulerName, e);
        }
    }

    @FunctionalInterface
    private interface QuartzAction {
        void run(Scheduler scheduler) throws SchedulerException;
    }

    /** Lends connections of our pool; the pool belongs to whoever made it. */
    private record Shared(DataSource database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }
}
