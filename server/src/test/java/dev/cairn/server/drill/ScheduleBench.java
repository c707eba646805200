package dev.cairn.server.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures the whole path of a trial: trigger, claim, warm child, fenced finish, next suggestion. For {@code bench/schedule.sh}. */
public final class ScheduleBench {
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private ScheduleBench() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("schedule-bench");
        int slots = Integer.getInteger("drill.slots", 4);
        int trials = Integer.getInteger("drill.trials", 2_000);
        try (Ground ground = Ground.in(folder, Ground.AS_SHIPPED, true)) {
            switch (arguments[0]) {
                case "one" -> throughput(ground, 1, slots, trials);
                case "two" -> throughput(ground, 2, slots, trials);
                case "busy" -> busy(ground, slots, trials);
                case "near" -> dispatch(ground, true, trials);
                case "apart" -> dispatch(ground, false, trials);
                default -> throw new IllegalArgumentException("one, two, busy, near or apart; got " + arguments[0]);
            }
        }
    }

    private static void throughput(Ground ground, int nodes, int slots, int trials) throws SQLException {
        ground.migrate();
        String url = ground.start("up", "node0", slots).url();
        for (int i = 1; i < nodes; i++) {
            ground.start("worker", "node" + i, slots).url();
        }
        ground.dataset(url);
        ground.submit(url, Ground.spec("warm", 4 * slots * nodes, slots * nodes, 1, 0, ""));
        awaitEnd(ground, url, "warm");
        ground.submit(url, Ground.spec("noop", trials, slots * nodes, 1, 0, ""));
        awaitEnd(ground, url, "noop");
        double rate = measure(ground, """
            SELECT count(*) / extract(epoch FROM max(a.finished_at) - min(a.started_at))
            FROM attempt a JOIN study s ON s.id = a.study_id WHERE s.name = 'noop'""");
        double wait = measure(ground, """
            SELECT 1000 * percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM t.started_at - t.created_at))
            FROM trial t JOIN study s ON s.id = t.study_id WHERE s.name = 'noop'""");
        System.out.printf(
                Locale.ROOT,
                "%d no-op trials on %d node(s) of %d slots: %.1f trials/s; made to started, p99: %.0f ms%n",
                trials,
                nodes,
                slots,
                rate,
                wait);
    }

    /** Trials that sleep for two seconds: how much of the slots' time they had. */
    private static void busy(Ground ground, int slots, int trials) throws SQLException {
        ground.migrate();
        String url = ground.start("up", "node0", slots).url();
        ground.dataset(url);
        ground.submit(url, Ground.spec("warm", 4 * slots, slots, 1, 0, ""));
        awaitEnd(ground, url, "warm");
        ground.submit(url, Ground.spec("sleep", trials, slots, 1, 2_000, ""));
        awaitEnd(ground, url, "sleep");
        double seconds = measure(ground, """
            SELECT extract(epoch FROM max(a.finished_at) - min(a.started_at))
            FROM attempt a JOIN study s ON s.id = a.study_id WHERE s.name = 'sleep'""");
        System.out.printf(
                Locale.ROOT,
                "%d trials of 2 s on %d slots in %.1f s: %.1f %% of the slots' time slept%n",
                trials,
                slots,
                seconds,
                100 * 2.0 * trials / (slots * seconds));
    }

    /** One trial after the other for a slot that is idle, on the node that makes the trial or on another. */
    private static void dispatch(Ground ground, boolean near, int trials) throws SQLException {
        ground.migrate();
        String url = ground.start(near ? "up" : "server", "node0", 1).url();
        if (!near) {
            ground.start("worker", "node1", 1).url();
        }
        ground.dataset(url);
        for (int i = -5; i < trials; i++) {
            String name = i < 0 ? "warm" + -i : "one" + i;
            ground.submit(url, Ground.spec(name, 1, 1, 1, 0, ""));
            awaitEnd(ground, url, name);
        }
        for (double part : new double[] {0.5, 0.99}) {
            double wait = measure(ground, """
                SELECT 1000 * percentile_cont(%s) WITHIN GROUP (ORDER BY extract(epoch FROM t.started_at - t.created_at))
                FROM trial t JOIN study s ON s.id = t.study_id WHERE s.name LIKE 'one%%'""".formatted(part));
            System.out.printf(
                    Locale.ROOT,
                    "made to started on %s node with an idle slot, %d trials, p%.0f: %.0f ms%n",
                    near ? "the same" : "another",
                    trials,
                    100 * part,
                    wait);
        }
    }

    private static void awaitEnd(Ground ground, String url, String study) {
        Wait.until("study " + study + " ends", LONGEST, () -> {
            Wait.pass(Duration.ofMillis(300));
            return ground.get(url, "/studies/" + study)
                    .map(found -> List.of("completed", "failed")
                            .contains(found.path("state").asText()))
                    .orElse(false);
        });
    }

    private static double measure(Ground ground, String sql) throws SQLException {
        try (Connection connection = ground.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}
