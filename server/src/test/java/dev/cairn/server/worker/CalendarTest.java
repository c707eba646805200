package dev.cairn.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.server.schedule.Calendar;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.server.spec.StudySchedule;
import dev.cairn.store.Ids;
import dev.cairn.store.Page;
import dev.cairn.store.ScheduleRecord;
import dev.cairn.store.StudyFilter;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.postgres.PostgresExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CalendarTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path folder;

    private Cluster cluster;
    private String name;

    @BeforeEach
    void open() throws Exception {
        cluster = Cluster.over(POSTGRES.database(), folder);
        name = "nightly-" + cluster.queue;
    }

    @AfterEach
    void close() {
        cluster.stores.schedules().cancel(name);
        cluster.close();
    }

    @Test
    void two_schedulers_make_one_study_of_each_firing_and_go_on_when_one_is_gone() {
        Cluster.Node one = cluster.node();
        Cluster.Node two = cluster.node();
        try (Calendar second = calendar(two)) {
            try (Calendar first = calendar(one)) {
                everySecond();
                Cluster.await("both saw three firings", () -> first.find(name).fired() >= 3);
            }
            int before = second.find(name).fired();
            Cluster.await("the other goes on alone", () -> second.find(name).fired() > before + 1);
            second.cancel(name);
        }
        ScheduleRecord schedule = cluster.stores.schedules().find(name).orElseThrow();
        List<StudyRecord> made = studies();
        assertThat(schedule.active()).isFalse();
        assertThat(schedule.failure()).isEmpty();
        assertThat(schedule.lastStudy()).isPresent();
        assertThat(made).hasSize(schedule.fired());
        assertThat(made).extracting(StudyRecord::name).allMatch(study -> study.startsWith(name + "-20"));
        made.forEach(study -> one.service.cancel(study.id()));
    }

    @Test
    void a_study_that_was_made_before_its_server_died_is_not_made_again() {
        Cluster.Node node = cluster.node();
        try (Calendar calendar = calendar(node)) {
            ScheduleRecord schedule =
                    calendar.add(cluster.spec(name, 1, 1, Cluster.RANDOM + "schedule: '0 2 * * *'\n"));
            Instant due = Instant.parse("2026-01-05T02:00:00Z");
            StudyRecord made = node.service.submit(cluster.spec(name + "-20260105-0200", 1, 1, Cluster.RANDOM));
            dueAt(due);
            Cluster.await("it is noted", () -> calendar.find(name).fired() == 1);
            assertThat(calendar.find(name).lastStudy()).contains(made.name());
            assertThat(calendar.find(name).nextDue()).isEqualTo(schedule.nextDue());
            assertThat(studies()).hasSize(1);
            node.service.cancel(made.id());
        }
    }

    @Test
    void a_calendar_that_is_none_is_refused_and_a_schedule_is_no_study() {
        Cluster.Node node = cluster.node();
        try (Calendar calendar = calendar(node)) {
            assertThatThrownBy(() -> calendar.add(cluster.spec(name, 1, 1, "schedule: '0 25 * * *'\n")))
                    .isInstanceOf(InvalidSpec.class);
            assertThatThrownBy(() -> node.service.submit(cluster.spec(name, 1, 1, "schedule: '0 2 * * *'\n")))
                    .isInstanceOf(InvalidSpec.class);
            assertThat(calendar.list()).noneMatch(schedule -> schedule.name().equals(name));
        }
    }

    private Calendar calendar(Cluster.Node node) {
        return Calendar.clustered(
                POSTGRES.database().dataSource(), node.id.toString(), cluster.stores, node.service, CLOCK);
    }

    /** A calendar of seconds, which no specification can ask for, so that no test waits for minutes. */
    private void everySecond() {
        StudySchedule read = StudySchedule.read(cluster.spec(name, 1, 1, Cluster.RANDOM + "schedule: '* * * * *'\n"));
        cluster.stores.schedules().insert(Ids.next(CLOCK), name, "0/1 * * * * ?", read.specJson(), CLOCK.instant());
    }

    private void dueAt(Instant due) {
        try {
            update("UPDATE schedule SET next_due = '" + due + "' WHERE name = ?");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void update(String sql) throws Exception {
        try (Connection connection = POSTGRES.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.execute();
        }
    }

    private List<StudyRecord> studies() {
        Page<StudyRecord> page = cluster.stores
                .studies()
                .list(new StudyFilter(Set.of(), Optional.of(name), Optional.empty()), Optional.empty(), 100);
        return page.items();
    }
}
