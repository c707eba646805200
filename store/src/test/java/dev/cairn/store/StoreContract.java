package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.store.memory.MemoryStores;
import dev.cairn.store.postgres.PostgresExtension;
import dev.cairn.store.sql.SqlStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

/** What the contract tests of all stores share: each runs against memory and PostgreSQL, with a study and a queue of its own. */
abstract class StoreContract {
    static final Duration LEASE = Duration.ofSeconds(5);
    static final UUID WORKER = Ids.next(InstantSource.system());

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Parameter
    Implementation implementation;

    CairnStores stores;
    String queue;
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    /** What the contract holds for. */
    enum Implementation {
        MEMORY,
        POSTGRES
    }

    @BeforeEach
    void open() {
        queue = UUID.randomUUID().toString();
        stores = implementation == Implementation.MEMORY
                ? MemoryStores.create(() -> now)
                : SqlStores.open(POSTGRES.database());
    }

    /** Lets the lease of an attempt run out, without waiting for it. */
    void leaseRunsOut(AttemptRef ref) {
        now = now.plus(LEASE).plusSeconds(1);
        execute(
                "UPDATE attempt SET lease_until = clock_timestamp() - interval '1 ms'"
                        + " WHERE study_id = ? AND trial = ? AND number = ?",
                ref.study(),
                ref.trial(),
                ref.attempt());
    }

    /** Lets an attempt have run for longer than it did. */
    void hasRunFor(AttemptRef ref, Duration time) {
        now = now.plus(time);
        execute(
                "UPDATE attempt SET started_at = started_at - ? * interval '1 ms', lease_until = lease_until"
                        + " WHERE study_id = ? AND trial = ? AND number = ?",
                time.toMillis(),
                ref.study(),
                ref.trial(),
                ref.attempt());
    }

    /** Lets so much time pass for all that run. */
    void passes(Duration time, Collection<AttemptRef> running) {
        now = now.plus(time);
        running.forEach(ref -> execute(
                "UPDATE attempt SET started_at = started_at - ? * interval '1 ms'"
                        + " WHERE study_id = ? AND trial = ? AND number = ?",
                time.toMillis(),
                ref.study(),
                ref.trial(),
                ref.attempt()));
    }

    /** Lets the time pass that a trial waits before its next attempt. */
    void backoffPasses(UUID study) {
        now = now.plus(Duration.ofHours(1));
        execute("UPDATE trial SET not_before = clock_timestamp() - interval '1 ms' WHERE study_id = ?", study);
    }

    void age(String table, String column, Duration age) {
        now = now.plus(age);
        execute("UPDATE " + table + " SET " + column + " = " + column + " - ? * interval '1 ms'", age.toMillis());
    }

    private void execute(String sql, Object... arguments) {
        if (implementation == Implementation.MEMORY) {
            return;
        }
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    static String sha(int digit) {
        return Integer.toHexString(digit).repeat(64).substring(0, 64);
    }

    NewDatasetVersion version(String name, String source) {
        return new NewDatasetVersion(
                name,
                "csv",
                source,
                sha(1),
                Optional.of("y"),
                List.of(),
                10,
                3,
                100,
                "{}",
                Optional.empty(),
                Optional.of("CC0"));
    }

    static NewSplit split(UUID version, String test) {
        return new NewSplit(version, "y", test, "binary", sha(2), Optional.of(sha(3)), 8, 2, 0, "{}", "{\"p\":1}");
    }

    NewStudy newStudy() {
        return newStudy(UUID.randomUUID().toString());
    }

    NewStudy newStudy(String name) {
        DatasetVersionRecord version =
                stores.datasets().addVersion(version("data-" + queue, sha(4))).value();
        SplitRecord split =
                stores.datasets().addSplit(split(version.id(), "none")).value();
        return new NewStudy(
                Ids.next(InstantSource.system()),
                name,
                "{\"name\":\"x\"}",
                "name: x",
                Optional.of(split.id()),
                7,
                List.of("rocAuc", "logLoss"),
                true,
                100,
                Optional.of(Duration.ofHours(2)),
                4,
                0,
                queue,
                false,
                8,
                2,
                List.of("a"));
    }

    StudyRecord study(int trials) {
        return study(trials, study -> study);
    }

    StudyRecord study(int trials, UnaryOperator<NewStudy> change) {
        StudyRecord study = stores.studies().insert(change.apply(newStudy()));
        assertThat(stores.studies().addTrials(study.id(), study.eventSeq(), 0, search(1, trials)))
                .isTrue();
        return stores.studies().find(study.id()).orElseThrow();
    }

    static NewStudy parallel(NewStudy s, int parallel, int priority) {
        return new NewStudy(
                s.id(),
                s.name(),
                s.specJson(),
                s.specText(),
                s.splitId(),
                s.seed(),
                s.metrics(),
                s.maximize(),
                s.maxTrials(),
                s.maxTime(),
                parallel,
                priority,
                s.queue(),
                s.deterministic(),
                s.lag(),
                s.maxLosses(),
                s.tags());
    }

    static List<NewTrial> search(int from, int count) {
        List<NewTrial> trials = new ArrayList<>();
        for (int number = from; number < from + count; number++) {
            trials.add(new NewTrial(
                    number,
                    TrialKind.SEARCH,
                    Map.of("lr", 0.5 / number),
                    Integer.MAX_VALUE,
                    Map.of("arm", "random"),
                    OptionalInt.empty()));
        }
        return trials;
    }

    static NewTrial finalTrial(int number, int best) {
        return new NewTrial(number, TrialKind.FINAL, Map.of(), Integer.MAX_VALUE, Map.of(), OptionalInt.of(best));
    }

    Claim claim() {
        return tryClaim().orElseThrow(() -> new AssertionError("nothing to claim"));
    }

    Optional<Claim> tryClaim() {
        return stores.trials().claim(queue, WORKER, "cpu-0", LEASE);
    }

    /** What the attempts shall do; one that is missing is fenced. */
    Map<AttemptRef, Intent> intents(List<AttemptRef> attempts) {
        Map<AttemptRef, Intent> intents = new HashMap<>();
        stores.trials().renew(attempts, LEASE).forEach((ref, directive) -> intents.put(ref, directive.intent()));
        return intents;
    }

    static NewStudy allowed(NewStudy s, int parallel, int priority, Allowance allowance) {
        return new NewStudy(
                s.id(),
                s.name(),
                s.specJson(),
                s.specText(),
                s.splitId(),
                s.seed(),
                s.metrics(),
                s.maximize(),
                s.maxTrials(),
                s.maxTime(),
                parallel,
                priority,
                s.queue(),
                s.deterministic(),
                s.lag(),
                s.maxLosses(),
                s.tags(),
                allowance);
    }

    static Outcome.Completed completed(double objective) {
        return new Outcome.Completed(
                Map.of("rocAuc", objective, "logLoss", Double.NaN),
                Map.of("rocAuc", List.of(objective, objective)),
                objective,
                0.01,
                3,
                Duration.ofMillis(1500),
                Optional.of(sha(5)));
    }

    static MeasurementRow measurement(int step, double objective) {
        return new MeasurementRow(
                step, Duration.ofMillis(step * 10L), Map.of("rocAuc", objective), Map.of("rocAuc", List.of(objective)));
    }

    TrialRecord trial(AttemptRef ref) {
        return stores.reader().find(ref.study(), ref.trial()).orElseThrow();
    }
}
