package dev.cairn.store.sql;

import dev.cairn.store.StoppingTally;
import dev.cairn.store.StoppingTally.Stopped;
import dev.cairn.store.entity.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/** Counts what early stopping did to a study of any size. */
final class TallyQuery {
    private static final String OF_STUDY = """
            FROM trial t JOIN result r ON r.study_id = t.study_id AND r.trial = t.number
            WHERE t.study_id = ? AND t.kind = 'SEARCH'""";

    private static final String TOTALS = """
            SELECT count(*) FILTER (WHERE t.state = 'PRUNED') AS stopped, coalesce(sum(r.steps), 0) AS steps,
                min(r.objective) FILTER (WHERE t.state = 'COMPLETED' AND r.why = '{}') AS lowest,
                max(r.objective) FILTER (WHERE t.state = 'COMPLETED' AND r.why = '{}') AS highest\s""" + OF_STUDY;

    private static final String CONTROLS = "SELECT r.objective " + OF_STUDY
            + " AND t.state = 'COMPLETED' AND r.objective IS NOT NULL AND r.why <> '{}' ORDER BY t.number";

    private static final String STOPPED = """
            WITH numbered AS (
                SELECT t.number, row_number() OVER (ORDER BY t.number) - 1 AS at, count(*) OVER () AS n
                FROM trial t WHERE t.study_id = ? AND t.kind = 'SEARCH' AND t.state = 'PRUNED')
            SELECT t.param_values, t.max_steps, r.steps
            FROM numbered
            JOIN trial t ON t.study_id = ? AND t.number = numbered.number
            JOIN result r ON r.study_id = t.study_id AND r.trial = t.number
            WHERE at = 0 OR at * ? / n <> (at - 1) * ? / n ORDER BY t.number""";

    private record Totals(int stopped, long steps, OptionalDouble lowest, OptionalDouble highest) {
        static Totals read(ResultSet row) throws SQLException {
            return new Totals(
                    row.getInt("stopped"), row.getLong("steps"), number(row, "lowest"), number(row, "highest"));
        }

        private static OptionalDouble number(ResultSet row, String column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    private TallyQuery() {}

    static StoppingTally of(Tx tx, UUID study, int most) throws SQLException {
        Totals totals = tx.first(TOTALS, Totals::read, study).orElseThrow();
        List<Double> controls = tx.list(CONTROLS, row -> row.getDouble(1), study);
        List<Stopped> sample = tx.list(
                STOPPED,
                row -> new Stopped(Json.object(row.getString(1)), row.getInt(2), row.getInt(3)),
                study,
                study,
                most,
                most);
        return new StoppingTally(totals.stopped(), totals.steps(), totals.lowest(), totals.highest(), controls, sample);
    }
}
