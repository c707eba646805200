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
                default -> throw new IllegalArgumentException("one or two, got " + arguments[0]);
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
