package dev.cairn.store.sql;

import dev.cairn.store.StudyProgress;
import dev.cairn.store.TrialState;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

/** Counts and best trials of many studies in two statements. */
final class ProgressQuery {
    /** From the end of an index, however many results a study has. */
    private static final String BEST = """
            SELECT s.id, b.trial, b.objective FROM study s CROSS JOIN LATERAL (
                (SELECT r.trial, r.objective FROM result r
                 WHERE s.maximize AND r.study_id = s.id AND r.objective IS NOT NULL
                 ORDER BY r.objective DESC NULLS LAST, r.trial LIMIT 1)
                UNION ALL
                (SELECT r.trial, r.objective FROM result r
                 WHERE NOT s.maximize AND r.study_id = s.id AND r.objective IS NOT NULL
                 ORDER BY r.objective, r.trial LIMIT 1)) b
            WHERE s.id = ANY (?)""";

    private ProgressQuery() {}

    static Map<UUID, StudyProgress> run(Tx tx, Collection<UUID> studies) throws SQLException {
        UUID[] ids = studies.toArray(UUID[]::new);
        Map<UUID, Map<TrialState, Integer>> counts = new LinkedHashMap<>();
        studies.forEach(id -> counts.put(id, new EnumMap<>(TrialState.class)));
        record Count(UUID study, TrialState state, int trials) {}
        List<Count> counted = tx.list(
                """
                SELECT study_id, state, count(*) FROM trial
                WHERE study_id = ANY (?) AND kind = 'SEARCH' GROUP BY study_id, state""",
                row -> new Count(row.getObject(1, UUID.class), TrialState.valueOf(row.getString(2)), row.getInt(3)),
                (Object) ids);
        counted.forEach(count -> counts.computeIfAbsent(count.study(), id -> new EnumMap<>(TrialState.class))
                .put(count.state(), count.trials()));
        Map<UUID, Best> best = best(tx, ids);
        Map<UUID, StudyProgress> progress = new LinkedHashMap<>();
        counts.forEach((id, states) -> progress.put(
                id,
                best.containsKey(id)
                        ? new StudyProgress(
                                states,
                                OptionalInt.of(best.get(id).trial()),
                                OptionalDouble.of(best.get(id).objective()))
                        : new StudyProgress(states, OptionalInt.empty(), OptionalDouble.empty())));
        return progress;
    }

    private static Map<UUID, Best> best(Tx tx, UUID[] ids) throws SQLException {
        Map<UUID, Best> best = new HashMap<>();
        tx.list(BEST, row -> new Best(row.getObject(1, UUID.class), row.getInt(2), row.getDouble(3)), (Object) ids)
                .forEach(row -> best.put(row.study(), row));
        return best;
    }

    private record Best(UUID study, int trial, double objective) {}
}
