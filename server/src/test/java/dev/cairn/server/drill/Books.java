package dev.cairn.server.drill;

import dev.cairn.store.entity.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the database says of one study after a drill, and what its processes were told was written. */
record Books(
        List<Trial> trials,
        Map<Integer, List<Attempt>> attempts,
        Map<Integer, Result> results,
        List<Ack> acks,
        Measured measured) {
    /** A trial's last state. */
    record Trial(
            int number, String state, int attempt, int losses, Optional<String> failure, Map<String, Object> values) {}

    /** One attempt, with its lease. */
    record Attempt(
            int number, String state, OffsetDateTime lease, OffsetDateTime started, Optional<OffsetDateTime> ended) {}

    /** The stored result. */
    record Result(int attempt, double objective) {}

    /** A line of a side log. */
    record Ack(String what, int trial, int attempt, String detail) {}

    /** Steps that were stored, by trial and attempt. */
    record Measured(Map<Integer, Map<Integer, List<Integer>>> steps) {
        boolean has(int trial, int attempt, int step) {
            return steps.getOrDefault(trial, Map.of())
                    .getOrDefault(attempt, List.of())
                    .contains(step);
        }
    }

    /** How much went through them, for whoever reads the log of a drill. */
    String summary() {
        Map<String, Long> states = trials.stream().collect(Collectors.groupingBy(Trial::state, Collectors.counting()));
        Map<String, Long> ends = attempts.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Attempt::state, Collectors.counting()));
        return "trials " + new TreeMap<>(states) + ", attempts " + new TreeMap<>(ends) + ", " + results.size()
                + " results, " + acks.size() + " acknowledged writes";
    }

    static Books read(Ground ground, UUID study) {
        try (Connection connection = ground.connect()) {
            return new Books(
                    trials(connection, study),
                    attempts(connection, study),
                    results(connection, study),
                    acks(ground.folder.resolve("logs"), study),
                    measured(connection, study));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Trial> trials(Connection connection, UUID study) throws SQLException {
        List<Trial> trials = new ArrayList<>();
        each(
                connection,
                """
                SELECT number, state, attempt, losses, failure_kind, param_values FROM trial
                WHERE study_id = ? AND kind = 'SEARCH' ORDER BY number""",
                study,
                row -> trials.add(new Trial(
                        row.getInt(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        Optional.ofNullable(row.getString(5)),
                        Json.object(row.getString(6)))));
        return trials;
    }

    private static Map<Integer, List<Attempt>> attempts(Connection connection, UUID study) throws SQLException {
        Map<Integer, List<Attempt>> attempts = new TreeMap<>();
        each(
                connection,
                """
                SELECT trial, number, state, lease_until, started_at, finished_at FROM attempt
                WHERE study_id = ? ORDER BY trial, number""",
                study,
                row -> attempts.computeIfAbsent(row.getInt(1), trial -> new ArrayList<>())
                        .add(new Attempt(
                                row.getInt(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class),
                                row.getObject(5, OffsetDateTime.class),
                                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)))));
        return attempts;
    }

    private static Map<Integer, Result> results(Connection connection, UUID study) throws SQLException {
        Map<Integer, Result> results = new HashMap<>();
        each(
                connection,
                "SELECT trial, attempt, objective FROM result WHERE study_id = ?",
                study,
                row -> results.put(row.getInt(1), new Result(row.getInt(2), row.getDouble(3))));
        return results;
    }

    private static Measured measured(Connection connection, UUID study) throws SQLException {
        Map<Integer, Map<Integer, List<Integer>>> steps = new HashMap<>();
        each(
                connection,
                "SELECT trial, attempt, step FROM measurement WHERE study_id = ?",
                study,
                row -> steps.computeIfAbsent(row.getInt(1), trial -> new HashMap<>())
                        .computeIfAbsent(row.getInt(2), attempt -> new ArrayList<>())
                        .add(row.getInt(3)));
        return new Measured(steps);
    }

    private static List<Ack> acks(Path logs, UUID study) {
        try (Stream<Path> files = Files.list(logs)) {
            List<Ack> acks = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ", 5);
                    // The last line of a killed process may be cut.
                    if (words.length == 5 && words[1].equals(study.toString())) {
                        acks.add(new Ack(words[0], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]));
                    }
                }
            }
            return acks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void each(Connection connection, String sql, UUID study, RowReader reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, study);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
