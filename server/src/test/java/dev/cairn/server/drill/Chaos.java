package dev.cairn.server.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One study of short trials, and faults spread evenly over its progress: each is due when so many trials are over, so that a slow machine meets
 * the same faults later and not faster. A seed fixes which fault comes when, and whom it hits.
 */
final class Chaos implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);

    /** A lease is 5 s. */
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMillis(6_500);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Each look costs a connection. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final String STUDY = "chaos";

    /** What is run; each worker has so many slots. */
    record Plan(
            int trials,
            int steps,
            int pauseMillis,
            int workers,
            int slots,
            List<Fault> faults,
            long seed,
            Duration limit) {}

    private final Plan plan;
    private final Ground ground;
    private final Random random;
    private final List<Member> workers = new ArrayList<>();
    private final List<CompletableFuture<Void>> stopped = new ArrayList<>();
    private Member server;
    private UUID study;

    private Chaos(Plan plan, Ground ground) {
        this.plan = plan;
        this.ground = ground;
        this.random = new Random(plan.seed());
    }

    /** Runs it to its end, and answers what is wrong with the books afterwards. */
    static List<String> run(Plan plan, Path folder, boolean fenced) throws IOException, InterruptedException {
        return run(plan, Ground.in(folder, Ground.QUICK_START, fenced));
    }

    static List<String> run(Plan plan, Ground ground) throws IOException, InterruptedException {
        try (Chaos chaos = new Chaos(plan, ground)) {
            chaos.begin();
            long begin = System.nanoTime();
            chaos.meetFaults();
            chaos.awaitEnd();
            Books books = Books.read(chaos.ground, chaos.study);
            System.out.printf(
                    "CHAOS %d faults in %d s: %s%n",
                    plan.faults().size(),
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    books.summary());
            return Audit.of(
                    books, plan.trials(), Undisturbed.of(chaos.ground, chaos.study, plan.trials(), plan.steps()));
        }
    }

    private void begin() {
        ground.migrate();
        server = ground.start("server", "server", 1);
        for (int i = 0; i < plan.workers(); i++) {
            workers.add(ground.start("worker", "worker" + i, plan.slots()));
        }
        String url = server.url();
        ground.dataset(url);
        String id = ground.submit(
                        url,
                        Ground.spec(
                                STUDY,
                                plan.trials(),
                                plan.workers() * plan.slots() + 2,
                                plan.steps(),
                                plan.pauseMillis(),
                                ""))
                .path("id")
                .asText();
        study = UUID.fromString(id);
        workers.forEach(worker -> Wait.until("a worker is up", PATIENCE, worker::up));
    }

    private void meetFaults() {
        int met = 0;
        long begin = System.nanoTime();
        for (Fault fault : plan.faults()) {
            long due = (met + 1L) * plan.trials() / (plan.faults().size() + 2L);
            Wait.until("trial " + due + " is over", plan.limit(), () -> supervised() && over() >= due);
            meet(fault);
            met++;
            if (met % 20 == 0) {
                System.out.printf(
                        "CHAOS %d of %d faults met, %d trials over, %d s%n",
                        met,
                        plan.faults().size(),
                        due,
                        Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            }
        }
    }

    private void meet(Fault fault) {
        switch (fault) {
            case WORKER_KILLED -> {
                int which = working();
                workers.get(which).kill();
                workers.set(which, ground.start("worker", "worker" + which, plan.slots()));
            }
            case SERVER_KILLED -> {
                Wait.until("the server is up", PATIENCE, this::serverUp);
                server.kill();
                server = ground.start("server", "server", 1);
            }
            case POSTMASTER_KILLED -> Member.signal("KILL", ground.postgres.pid());
            case BACKEND_KILLED -> backend().ifPresent(pid -> Member.signal("KILL", pid));
            case WORKER_STOPPED -> {
                Member worker = workers.get(working());
                worker.stop();
                stopped.add(CompletableFuture.runAsync(() -> {
                    Wait.pass(LONGER_THAN_A_LEASE);
                    worker.goOn();
                }));
            }
        }
    }

    /** One that is up: to kill another before it has begun proves nothing. */
    private int working() {
        Wait.until("a worker is up", PATIENCE, () -> !up().isEmpty());
        List<Integer> up = up();
        return up.get(random.nextInt(up.size()));
    }

    private boolean supervised() {
        up();
        serverUp();
        return true;
    }

    private boolean serverUp() {
        server = supervised(server, "server", 1);
        return server.hasBegun();
    }

    private List<Integer> up() {
        for (int i = 0; i < workers.size(); i++) {
            workers.set(i, supervised(workers.get(i), "worker" + i, plan.slots()));
        }
        return IntStream.range(0, workers.size())
                .filter(worker -> workers.get(worker).hasBegun())
                .boxed()
                .toList();
    }

    /** A process that gave up at its start, because PostgreSQL was away too long, is started again as a service manager does. */
    private Member supervised(Member member, String name, int slots) {
        return member.alive() ? member : ground.start(name.equals("server") ? "server" : "worker", name, slots);
    }

    /** A process of PostgreSQL that serves one of ours. */
    private Optional<Long> backend() {
        List<Long> pids = new ArrayList<>();
        try (Connection connection = ground.connect();
                var statement = connection.prepareStatement(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
                                + " pg_backend_pid()");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            LOG.info("no backend to kill: {}", e.getMessage());
        }
        return pids.isEmpty() ? Optional.empty() : Optional.of(pids.get(random.nextInt(pids.size())));
    }

    private long over() {
        return number("SELECT count(*) FROM trial WHERE state IN ('COMPLETED', 'FAILED', 'PRUNED', 'CANCELLED')");
    }

    /** 0 while PostgreSQL is away. */
    private long number(String sql) {
        Wait.pass(LOOK_EVERY);
        return ground.tryCount(sql).orElse(0);
    }

    /** The study ends, and zombies had their chance. */
    private void awaitEnd() {
        Wait.until(
                "the study ends",
                plan.limit(),
                () -> supervised() && number("SELECT count(*) FROM study WHERE state IN ('COMPLETED', 'FAILED')") == 1);
        stopped.forEach(CompletableFuture::join);
        Wait.pass(Duration.ofSeconds(2));
    }

    @Override
    public void close() {
        ground.close();
    }
}
