package dev.cairn.server.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Measures how soon trials end when they are to: by the study's clock, by a pause and by a cancel. For {@code bench/reaction.sh}. */
public final class ReactionBench {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration BUDGET = Duration.ofSeconds(6);
    private static final int ROWS = 20_000;
    private static final int COLUMNS = 10;

    /** All that take a table of this size; support vector machines do not. */
    private static final List<String> TRAINERS = List.of(
            "xgboost",
            "linear",
            "extraTrees",
            "lightgbm",
            "forest",
            "mlp",
            "knn",
            "fm",
            "adaBoost",
            "cart",
            "naiveBayes");

    private final Ground ground;
    private final String url;
    private final Connection database;
    private final Random random = new Random(7);
    private int made;

    private ReactionBench(Ground ground, String url, Connection database) {
        this.ground = ground;
        this.url = url;
        this.database = database;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> trainers = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : TRAINERS;
        try (Ground ground = Ground.in(Files.createTempDirectory("reaction-bench"), Ground.AS_SHIPPED, true)) {
            ground.migrate();
            String url = ground.start("up", "up", 2, List.of(), Map.of("CAIRN_TRIAL_HEAP", "512MiB"))
                    .url();
            ground.post(url, "/datasets?name=reaction&target=y", "text/csv", table());
            try (Connection database = ground.connect()) {
                new ReactionBench(ground, url, database).run(trainers, times);
            }
        }
    }

    private void run(List<String> trainers, int times) throws SQLException {
        List<Long> budgets = new ArrayList<>();
        List<Long> pauses = new ArrayList<>();
        List<Long> cancels = new ArrayList<>();
        System.out.println("milliseconds: longest of each        over the budget     pause    cancel");
        for (String trainer : trainers) {
            List<Long> over = budget(trainer, Math.min(times, 3));
            List<Long> paused = pauses(trainer, times);
            List<Long> cancelled = cancels(trainer, times);
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %15d %9d %9d%n",
                    trainer,
                    Collections.max(over),
                    Collections.max(paused),
                    Collections.max(cancelled));
            budgets.addAll(over);
            pauses.addAll(paused);
            cancels.addAll(cancelled);
        }
        say("over the budget", budgets);
        say("pause", pauses);
        say("cancel", cancels);
    }

    private static void say(String what, List<Long> millis) {
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %d times, p50 %d ms, p99 %d ms%n",
                what,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get((int) Math.ceil(0.99 * millis.size()) - 1));
    }

    /** From the end of the budget to the end of the last attempt. */
    private List<Long> budget(String trainer, int times) throws SQLException {
        List<Long> over = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String name = submitted(trainer, ", time: " + BUDGET.toSeconds() + "s");
            await(
                    "the study ends",
                    "SELECT count(*) FROM study WHERE state IN ('COMPLETED', 'FAILED') AND name = ?",
                    name,
                    1);
            over.add(number("""
                    SELECT ceil(1000 * extract(epoch FROM max(a.finished_at) - s.started_at)) - s.max_time_ms
                    FROM attempt a JOIN study s ON s.id = a.study_id WHERE s.name = ? GROUP BY s.id""", name));
        }
        return over;
    }

    private List<Long> pauses(String trainer, int times) throws SQLException {
        List<Long> waits = new ArrayList<>();
        String name = submitted(trainer, "");
        for (int i = 0; i < times; i++) {
            awaitWork(name);
            waits.add(untilNothingRuns(name, ":pause"));
            ground.post(url, "/studies/" + name + ":resume", "application/json", "");
        }
        ground.post(url, "/studies/" + name + ":cancel", "application/json", "");
        return waits;
    }

    private List<Long> cancels(String trainer, int times) throws SQLException {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String name = submitted(trainer, "");
            awaitWork(name);
            waits.add(untilNothingRuns(name, ":cancel"));
        }
        return waits;
    }

    private String submitted(String trainer, String budget) {
        String name = "reaction-" + ++made;
        ground.submit(url, """
                name: %s
                dataset: reaction
                target: y
                objective: {maximize: rocAuc}
                validate: {folds: 5}
                test: none
                search: {strategy: random, earlyStop: none, seed: %d}
                budget: {trials: 100000, parallel: 2%s}
                model: %s
                """.formatted(name, made, budget, trainer));
        return name;
    }

    /** Two trials run, and have done so for a while. */
    private void awaitWork(String name) throws SQLException {
        await("two trials run", RUNNING, name, 2);
        Wait.pass(Duration.ofMillis(500 + random.nextInt(1_500)));
    }

    private static final String RUNNING =
            "SELECT count(*) FROM attempt a JOIN study s ON s.id = a.study_id WHERE a.state = 'RUNNING' AND s.name = ?";

    private long untilNothingRuns(String name, String action) throws SQLException {
        long begin = System.nanoTime();
        ground.post(url, "/studies/" + name + action, "application/json", "");
        await("nothing runs", RUNNING, name, 0);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private void await(String what, String sql, String name, long wanted) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (number(sql, name) != wanted) {
            if (System.nanoTime() > end) {
                throw new AssertionError("gave up waiting until " + what + ", study " + name);
            }
            Wait.pass(Duration.ofMillis(10));
        }
    }

    private long number(String sql, String name) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }

    /** Two classes that a sum of the columns tells apart, with noise. */
    private static String table() {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder();
        for (int column = 0; column < COLUMNS; column++) {
            csv.append('x').append(column).append(',');
        }
        csv.append("y\n");
        for (int row = 0; row < ROWS; row++) {
            double[] cells = random.doubles(COLUMNS).toArray();
            for (double cell : cells) {
                csv.append(String.format(Locale.ROOT, "%.5f,", cell));
            }
            double sum = Arrays.stream(cells).sum() - COLUMNS / 2.0;
            csv.append(sum + 0.5 * random.nextGaussian() > 0 ? "yes" : "no").append('\n');
        }
        return csv.toString();
    }
}
