package dev.cairn.store.sql;

import dev.cairn.store.NewTrial;
import dev.cairn.store.TrialKind;
import dev.cairn.store.entity.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Adds trials to a study whose row is locked. */
final class TrialRows {
    private TrialRows() {}

    /** The highest number of a trial, and how many of them are final. Numbers have no gaps, so that a long search need not be counted. */
    record Numbers(int newest, int finals) {
        static Later<Numbers> ask(Tx tx, UUID study) {
            return tx.ask("""
                    SELECT coalesce(max(number), 0), (
                        SELECT count(*) FROM trial WHERE study_id = ? AND kind = 'FINAL')
                    FROM trial WHERE study_id = ?""", row -> new Numbers(row.getInt(1), row.getInt(2)), study, study);
        }
    }

    /** Adds trials that were suggested at the event {@code seen}; false when they do not go on from the newest or are too many. */
    static boolean append(Tx tx, LockedStudy locked, Later<Numbers> numbers, List<NewTrial> trials, long seen)
            throws SQLException {
        Numbers there = numbers.first().orElseThrow();
        int next = there.newest() + 1;
        for (NewTrial trial : trials) {
            if (trial.number() != next++) {
                return false;
            }
        }
        long search = trials.stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH)
                .count();
        if (search > 0 && there.newest() - there.finals() + search > locked.maxTrials()) {
            return false;
        }
        for (NewTrial trial : trials) {
            long event = locked.created(trial.number(), trial.kind(), seen);
            insert(tx, locked, trial, event);
        }
        return true;
    }

    private static void insert(Tx tx, LockedStudy study, NewTrial trial, long event) throws SQLException {
        tx.later(
                """
                INSERT INTO trial (study_id, number, kind, param_values, max_steps, why, parent, event, revision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                study.id(),
                trial.number(),
                trial.kind(),
                Json.write(trial.values()),
                trial.maxSteps(),
                Json.write(trial.why()),
                trial.parent().isPresent() ? trial.parent().getAsInt() : null,
                event,
                revision(tx, study, trial));
    }

    /** A final trial fits the configuration of its parent, so it is of its parent's revision. */
    private static int revision(Tx tx, LockedStudy study, NewTrial trial) throws SQLException {
        return trial.kind() == TrialKind.SEARCH || trial.parent().isEmpty()
                ? study.revision()
                : tx.first(
                                "SELECT revision FROM trial WHERE study_id = ? AND number = ?",
                                row -> row.getInt(1),
                                study.id(),
                                trial.parent().getAsInt())
                        .orElse(study.revision());
    }
}
