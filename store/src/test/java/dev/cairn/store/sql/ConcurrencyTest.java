package dev.cairn.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.CairnStores;
import dev.cairn.store.Claim;
import dev.cairn.store.Finish;
import dev.cairn.store.Ids;
import dev.cairn.store.LostAttempt;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.NewDatasetVersion;
import dev.cairn.store.NewSplit;
import dev.cairn.store.NewStudy;
import dev.cairn.store.NewTrial;
import dev.cairn.store.Outcome;
import dev.cairn.store.StudyEvent;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import dev.cairn.store.postgres.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only holds, or only can break, where several processes share a database. */
class ConcurrencyTest {
    /** Longer than these tests take: what one leaves running, no reaper of another finds. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final int WORKERS = 4;
    private static final int PARALLEL = 3;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private final CairnStores stores = SqlStores.open(POSTGRES.database());
    private String queue;

    @BeforeEach
    void freshQueue() {
        queue = UUID.randomUUID().toString();
    }

    @Test
    void no_trial_is_claimed_twice_and_no_limit_is_passed_while_many_claim_finish_and_release() throws Exception {
        StudyRecord study = study(40);
        Queue<AttemptRef> claimed = new ConcurrentLinkedQueue<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        together(worker -> {
            for (Optional<Claim> claim = claim(); claim.isPresent() || open(study); claim = claim()) {
                if (claim.isPresent()) {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    AttemptRef ref = claim.get().ref();
                    claimed.add(ref);
                    boolean release = ref.attempt() == 1 && ref.trial() % 10 == 0;
                    running.decrementAndGet();
                    assertThat(stores.trials().finish(ref, release ? new Outcome.Released("drain") : score(ref)))
                            .isEqualTo(Finish.DONE);
                }
            }
            return null;
        });
        assertThat(claimed).doesNotHaveDuplicates().hasSize(44);
        assertThat(most.get()).isLessThanOrEqualTo(PARALLEL);
        assertThat(stores.reader().changes(study.id(), 0).trials())
                .hasSize(40)
                .allMatch(trial -> trial.state() == TrialState.COMPLETED);
        List<StudyEvent> events = stores.studies().events(study.id(), 0, 10_000);
        assertThat(events)
                .extracting(StudyEvent::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void several_reapers_lose_an_attempt_once() throws Exception {
        study(5);
        for (int i = 0; i < PARALLEL; i++) {
            assertThat(stores.trials().claim(queue, UUID.randomUUID(), "cpu", Duration.ZERO))
                    .isPresent();
        }
        Queue<LostAttempt> lost = new ConcurrentLinkedQueue<>();
        together(worker -> {
            // A reaper that finds another at work leaves the rest to it, so all look until all is done.
            while (lost.size() < PARALLEL) {
                lost.addAll(stores.trials().reap(Duration.ZERO));
            }
            return null;
        });
        assertThat(lost).hasSize(PARALLEL).doesNotHaveDuplicates();
    }

    @Test
    void the_reaper_holds_off_after_the_database_was_started() {
        study(1);
        assertThat(stores.trials().claim(queue, UUID.randomUUID(), "cpu", Duration.ZERO))
                .isPresent();
        assertThat(stores.trials().reap(Duration.ofDays(1))).isEmpty();
        assertThat(stores.trials().reap(Duration.ZERO)).hasSize(1);
    }

    @Test
    void one_of_two_planners_adds_a_trial() throws Exception {
        StudyRecord study = study(1);
        AtomicInteger added = new AtomicInteger();
        together(worker -> {
            if (stores.studies().addTrials(study.id(), study.eventSeq() + 1, 100, trials(2, 1))) {
                added.incrementAndGet();
            }
            return null;
        });
        assertThat(added.get()).isEqualTo(1);
    }

    @Test
    void the_database_itself_refuses_illegal_changes() throws SQLException {
        StudyRecord study = study(1);
        AttemptRef ref = claim().orElseThrow().ref();
        refused("UPDATE trial SET attempt = attempt + 1 WHERE study_id = '" + study.id() + "'", "only a claim");
        refused(
                "INSERT INTO attempt SELECT study_id, trial, 2, state, worker_id, slot, lease_until FROM attempt"
                        + " WHERE study_id = '" + study.id() + "'",
                "attempt_live");
        stores.trials().finish(ref, score(ref));
        refused("UPDATE trial SET state = 'QUEUED' WHERE study_id = '" + study.id() + "'", "cannot become");
        refused("UPDATE attempt SET state = 'RUNNING' WHERE study_id = '" + study.id() + "'", "is an end");
        refused("INSERT INTO result SELECT * FROM result WHERE study_id = '" + study.id() + "'", "duplicate key");
        execute("UPDATE study SET state = 'CANCELLED' WHERE id = '" + study.id() + "'");
        refused("UPDATE study SET state = 'RUNNING' WHERE id = '" + study.id() + "'", "cannot become");
    }

    @Test
    void measurements_of_this_month_go_to_its_partition() throws SQLException {
        study(1);
        AttemptRef ref = claim().orElseThrow().ref();
        stores.trials()
                .record(ref, List.of(new MeasurementRow(1, Duration.ofMillis(1), Map.of("rocAuc", 0.5), Map.of())));
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT DISTINCT tableoid::regclass::text FROM measurement")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).matches("measurement_\\d{4}_\\d{2}");
        }
    }

    private void refused(String sql, String because) {
        assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class).hasMessageContaining(because);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Job {
        Void run(int worker) throws Exception;
    }

    private static void together(Job job) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Void>> jobs = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                jobs.add(() -> job.run(worker));
            }
            for (Future<Void> done : threads.invokeAll(jobs, 3, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<Claim> claim() {
        return stores.trials().claim(queue, UUID.randomUUID(), "cpu", LEASE);
    }

    private boolean open(StudyRecord study) {
        return stores.reader().changes(study.id(), 0).trials().stream()
                .anyMatch(trial -> !trial.state().terminal());
    }

    private static Outcome score(AttemptRef ref) {
        return new Outcome.Completed(
                Map.of("rocAuc", 0.5), Map.of(), ref.trial() / 100.0, 0, 1, Duration.ZERO, Optional.empty());
    }

    private static List<NewTrial> trials(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> new NewTrial(number, TrialKind.SEARCH, Map.of(), 1, Map.of(), OptionalInt.empty()))
                .toList();
    }

    private StudyRecord study(int trials) {
        String sha = "ab".repeat(32);
        UUID version = stores.datasets()
                .addVersion(new NewDatasetVersion(
                        queue,
                        "csv",
                        sha,
                        sha,
                        Optional.empty(),
                        List.of(),
                        1,
                        1,
                        1,
                        "{}",
                        Optional.empty(),
                        Optional.empty()))
                .value()
                .id();
        UUID split = stores.datasets()
                .addSplit(new NewSplit(version, "y", "none", "binary", sha, Optional.empty(), 1, 0, 0, "{}", "{}"))
                .value()
                .id();
        UUID id = Ids.next(InstantSource.system());
        StudyRecord study = stores.studies()
                .insert(new NewStudy(
                        id,
                        queue,
                        "{}",
                        "",
                        Optional.of(split),
                        1,
                        List.of("rocAuc"),
                        true,
                        100,
                        Optional.empty(),
                        PARALLEL,
                        0,
                        queue,
                        false,
                        8,
                        5,
                        List.of()));
        assertThat(stores.studies().addTrials(id, study.eventSeq(), 0, trials(1, trials)))
                .isTrue();
        return study;
    }
}
