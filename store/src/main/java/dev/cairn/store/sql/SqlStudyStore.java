package dev.cairn.store.sql;

import dev.cairn.store.Allowance;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Page;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyProgress;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyRevision;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.entity.Json;
import dev.cairn.store.entity.StudyEntity;
import dev.cairn.store.entity.StudyEventEntity;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Studies in PostgreSQL. */
final class SqlStudyStore implements StudyStore {
    private static final String EXTEND = """
            UPDATE study SET max_trials = max_trials + more.trials,
                max_time_ms = max_time_ms + more.ms,
                max_device_ms = max_device_ms + more.device_ms, max_money = max_money + more.money,
                started_at = CASE WHEN state = 'COMPLETED' THEN started_at + (clock_timestamp() - finished_at) ELSE started_at END
            FROM (SELECT ?::integer AS trials, ?::bigint AS ms, ?::bigint AS device_ms, ?::float8 AS money) more
            WHERE id = ?""";

    private static final String LIST = "SELECT " + Records.STUDY_COLUMNS + """
             FROM study s
            WHERE (? OR s.state = ANY (?)) AND (?::text IS NULL OR strpos(lower(s.name), lower(?)) > 0)
              AND (?::uuid IS NULL OR s.split_id IN (
                  SELECT p.id FROM data_split p JOIN dataset_version v ON v.id = p.version_id WHERE v.dataset_id = ?))
              AND (?::uuid IS NULL OR s.id < ?)
            ORDER BY s.id DESC LIMIT ?""";

    private final Sql sql;

    SqlStudyStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public StudyRecord insert(NewStudy study) {
        return sql.in(tx -> {
            add(tx, study);
            return Records.existingStudy(tx, study.id());
        });
    }

    private static LockedStudy add(Tx tx, NewStudy study) throws SQLException {
        if (tx.any("SELECT FROM study WHERE name = ?", study.name())) {
            throw new StoreConflict("a study named '" + study.name() + "' exists");
        }
        tx.any("SELECT measurement_months()");
        tx.session().insert(new StudyEntity(study));
        FairShare.begin(tx, study.id());
        LockedStudy locked = LockedStudy.get(tx, study.id());
        locked.became(Optional.empty(), StudyState.RUNNING, Optional.empty());
        return locked;
    }

    @Override
    public StudyRecord derive(NewStudy study, StudyOrigin origin, Predicate<Map<String, Object>> inside) {
        return sql.in(tx -> {
            new DeriveQuery(tx, study, origin).run(add(tx, study), inside);
            return Records.existingStudy(tx, study.id());
        });
    }

    @Override
    public Optional<StudyOrigin> origin(UUID study) {
        return sql.in(tx -> DeriveQuery.origin(tx, study));
    }

    @Override
    public List<UUID> derived(UUID study) {
        return sql.in(tx -> tx.list(
                "SELECT study_id FROM study_origin WHERE source_id = ? ORDER BY study_id",
                row -> row.getObject(1, UUID.class),
                study));
    }

    @Override
    public StudyRecord resize(UUID study, int parallel) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            if (locked.parallel() != parallel) {
                tx.update("UPDATE study SET parallel = ? WHERE id = ?", parallel, study);
                locked.changed("parallel", locked.parallel(), parallel);
            }
            return Records.existingStudy(tx, study);
        });
    }

    @Override
    public int retry(UUID study, int trial) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            Optional<Integer> open = RetryQuery.open(tx, study, trial);
            if (open.isPresent()) {
                return open.get();
            }
            int number = RetryQuery.add(tx, locked, trial);
            if (locked.state() == StudyState.COMPLETED) {
                StudyMove.to(tx, locked, study, StudyState.RUNNING, Optional.of("trial " + trial + " is tried again"));
            }
            return number;
        });
    }

    @Override
    public Optional<StudyRecord> revise(
            UUID study,
            long expectedEvent,
            String specJson,
            String specText,
            List<String> changes,
            Predicate<Map<String, Object>> inside) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            StudyRevision revised =
                    new StudyRevision(locked.revision() + 1, expectedEvent, Instant.EPOCH, specJson, specText, changes);
            return RevisionQuery.revise(tx, locked, expectedEvent, revised, inside)
                    ? Records.study(tx, study)
                    : Optional.empty();
        });
    }

    @Override
    public List<StudyRevision> revisions(UUID study) {
        return sql.in(tx -> RevisionQuery.all(tx, study));
    }

    @Override
    public Optional<StudyRecord> find(UUID id) {
        return sql.one(tx -> Records.study(tx, id));
    }

    @Override
    public Optional<StudyRecord> find(String name) {
        return sql.one(tx -> Records.study(tx, name));
    }

    @Override
    public Page<StudyRecord> list(StudyFilter filter, Optional<String> cursor, int limit) {
        String[] states = filter.states().stream().map(Enum::name).toArray(String[]::new);
        List<StudyRecord> found = sql.one(tx -> tx.list(
                LIST,
                Records::study,
                states.length == 0,
                states,
                filter.text(),
                filter.text(),
                filter.dataset(),
                filter.dataset(),
                cursor.map(Cursors::id),
                cursor.map(Cursors::id),
                limit + 1));
        return Cursors.page(found, limit, study -> study, study -> study.id().toString());
    }

    @Override
    public List<UUID> ids(Set<StudyState> states) {
        String[] names = states.stream().map(Enum::name).toArray(String[]::new);
        return sql.in(tx -> tx.list(
                "SELECT id FROM study WHERE state = ANY (?) ORDER BY id", row -> row.getObject(1, UUID.class), (Object)
                        names));
    }

    @Override
    public boolean addTrials(UUID study, long expectedEvent, int lagEvents, List<NewTrial> trials) {
        return sql.in(tx -> {
            Later<LockedStudy> asked = LockedStudy.ask(tx, study);
            Later<TrialRows.Numbers> numbers = TrialRows.Numbers.ask(tx, study);
            LockedStudy locked = LockedStudy.there(asked.first(), study);
            if (locked.state() != StudyState.RUNNING
                    || locked.revisedEvent() > expectedEvent
                    || locked.eventSeq() > expectedEvent + lagEvents) {
                return false;
            }
            return TrialRows.append(tx, locked, numbers, trials, expectedEvent);
        });
    }

    @Override
    public boolean finishSearch(UUID study, long expectedEvent, Optional<NewTrial> finalTrial, Optional<String> why) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            if (locked.state() != StudyState.RUNNING || locked.eventSeq() != expectedEvent) {
                return false;
            }
            if (finalTrial.isPresent()
                    && !TrialRows.append(
                            tx, locked, TrialRows.Numbers.ask(tx, study), List.of(finalTrial.get()), expectedEvent)) {
                return false;
            }
            StudyState to = finalTrial.isPresent() ? StudyState.FINISHING : StudyState.COMPLETED;
            StudyMove.to(tx, locked, study, to, why);
            return true;
        });
    }

    @Override
    public Optional<StudyRecord> transition(UUID study, Set<StudyState> from, StudyState to, Optional<String> reason) {
        if (from.stream().noneMatch(state -> state.canBecome(to))) {
            throw new StoreConflict("a study that is one of " + from + " cannot become " + to);
        }
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            if (!from.contains(locked.state()) || !locked.state().canBecome(to)) {
                return Optional.empty();
            }
            StudyMove.to(tx, locked, study, to, reason);
            return Records.study(tx, study);
        });
    }

    @Override
    public StudyRecord extend(UUID study, MoreBudget more) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            StudyRecord had = Records.existingStudy(tx, study);
            more.requireFits(had);
            tx.update(
                    EXTEND,
                    more.trials(),
                    more.time().toMillis(),
                    more.deviceTime().toMillis(),
                    more.money(),
                    study);
            note(locked, had, Records.existingStudy(tx, study));
            if (locked.state() == StudyState.COMPLETED) {
                StudyMove.to(tx, locked, study, StudyState.RUNNING, Optional.of("extended"));
            }
            return Records.existingStudy(tx, study);
        });
    }

    private static void note(LockedStudy locked, StudyRecord had, StudyRecord has) throws SQLException {
        if (has.maxTrials() != had.maxTrials()) {
            locked.changed("trials", had.maxTrials(), has.maxTrials());
        }
        if (!has.maxTime().equals(had.maxTime())) {
            locked.changed("time", seconds(had.maxTime()), seconds(has.maxTime()));
        }
        Allowance before = had.allowance();
        Allowance now = has.allowance();
        if (!now.deviceTime().equals(before.deviceTime())) {
            locked.changed("deviceTime", seconds(before.deviceTime()), seconds(now.deviceTime()));
        }
        if (!now.money().equals(before.money())) {
            locked.changed("money", before.money().orElse(0), now.money().orElse(0));
        }
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(t -> t.toSeconds() + " s").orElse("none");
    }

    @Override
    public Optional<StudyRecord> tag(UUID study, long expectedEvent, List<String> tags) {
        return sql.in(tx -> {
            LockedStudy locked = LockedStudy.get(tx, study);
            if (locked.eventSeq() != expectedEvent) {
                return Optional.empty();
            }
            tx.update("UPDATE study SET tags = ? WHERE id = ?", Json.write(tags), study);
            return Records.study(tx, study);
        });
    }

    @Override
    public void delete(UUID study) {
        sql.in(tx -> {
            LockedStudy locked =
                    LockedStudy.find(tx, study).orElseThrow(() -> new MissingRecord("there is no study " + study));
            if (!locked.state().terminal()) {
                throw new StoreConflict("the study is " + locked.state() + "; cancel it before you delete it");
            }
            if (tx.any("SELECT FROM attempt WHERE study_id = ? AND state = 'RUNNING'", study)) {
                throw new StoreConflict("an attempt of the study still runs; try again when it has stopped");
            }
            tx.update("DELETE FROM measurement WHERE study_id = ?", study);
            return tx.update("DELETE FROM study WHERE id = ?", study);
        });
    }

    @Override
    public Map<UUID, StudyProgress> progress(Collection<UUID> studies) {
        return sql.in(tx -> ProgressQuery.run(tx, studies));
    }

    @Override
    public List<StudyEvent> events(UUID study, long afterSeq, int limit) {
        return sql.in(tx -> tx
                .session()
                .createSelectionQuery(
                        "from StudyEventEntity where studyId = :study and seq > :after order by seq",
                        StudyEventEntity.class)
                .setParameter("study", study)
                .setParameter("after", afterSeq)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(StudyEventEntity::toRecord)
                .toList());
    }
}
