package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Split;
import dev.cairn.server.ingest.report.ColumnSetting;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.RowRoles;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vaults by groups, by time and by a column: whatever divides the rows, rows with equal features never stand on both sides. */
class SealingTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    /** Rows with planted duplicates; the person and the person's feature say the same, so that sides can be compared. */
    private static String people(long seed, int rows) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("patient,height,x,day,part,use,label\n");
        for (int i = 0; i < rows; i++) {
            int patient = random.nextInt(80);
            csv.append("p")
                    .append(patient)
                    .append(',')
                    .append(patient)
                    .append(',')
                    .append(random.nextInt(4));
            csv.append(",2026-").append(String.format("%02d-%02d,", 1 + random.nextInt(9), 10 + random.nextInt(18)));
            csv.append(random.nextInt(3)).append(random.nextInt(5) == 0 ? ",test" : ",train");
            csv.append(random.nextBoolean() ? ",yes\n" : ",no\n");
        }
        return csv.toString();
    }

    private static Split split(RowRoles roles, double fraction, Optional<String> column) {
        return new Split(
                Optional.empty(), TargetUse.AUTO, fraction, Optional.empty(), Bench.KEY, List.of(), roles, column);
    }

    private static Set<Long> groups(Frame frame) {
        Set<Long> groups = new HashSet<>();
        for (int row = 0; row < frame.rows(); row++) {
            groups.add(frame.group(row));
        }
        return groups;
    }

    private static Set<Float> values(Frame frame, String name) {
        Set<Float> values = new HashSet<>();
        for (Column column : frame.columns()) {
            if (column.name().equals(name)) {
                for (int row = 0; row < frame.rows(); row++) {
                    values.add(((Column.Numeric) column).value(row));
                }
            }
        }
        return values;
    }

    private static LongStream marks(Frame frame) {
        return LongStream.range(0, frame.rows()).map(row -> frame.mark((int) row));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_group_is_on_one_side_with_all_that_equals_one_of_its_rows(long seed) throws IOException {
        RowRoles roles = new RowRoles(Optional.of("patient"), Optional.empty(), Optional.empty());
        Done done = bench.read(people(seed, 600), Bench.csv(), split(roles, 0.2, Optional.empty()));

        assertThat(done.train().columns()).extracting(Column::name).doesNotContain("patient");
        assertThat(values(done.train(), "height"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(values(done.vault(), "height"));
        assertThat(groups(done.train())).doesNotContainAnyElementsOf(groups(done.vault()));
        // One group per patient: folds of the training rows keep them together too.
        assertThat(groups(done.train())).hasSameSizeAs(values(done.train(), "height"));
        assertThat(done.vault().rows() + done.train().rows()).isEqualTo(600);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_latest_rows_are_sealed_and_nothing_like_them_is_trained_on(long seed) throws IOException {
        RowRoles roles = new RowRoles(Optional.empty(), Optional.of("day"), Optional.empty());
        Done done = bench.read(people(seed, 600), Bench.csv(), split(roles, 0.25, Optional.empty()));

        long last = marks(done.train()).max().orElseThrow();
        assertThat(marks(done.vault()).min().orElseThrow()).isGreaterThan(last);
        assertThat(groups(done.train())).doesNotContainAnyElementsOf(groups(done.vault()));
        assertThat(done.vault().rows()).isBetween(140, 170);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_column_says_which_rows_are_sealed_and_which_fold_a_row_is_of(long seed) throws IOException {
        RowRoles roles = new RowRoles(Optional.empty(), Optional.empty(), Optional.of("part"));
        String csv = people(seed, 600);
        Done done = bench.read(csv, Bench.csv(), split(roles, 0, Optional.of("use")));

        assertThat(done.vault().rows())
                .isEqualTo((int) csv.lines().filter(l -> l.contains(",test,")).count());
        assertThat(groups(done.train())).doesNotContainAnyElementsOf(groups(done.vault()));
        assertThat(done.train().columns()).extracting(Column::name).doesNotContain("part", "use");
        assertThat(marks(done.train()).distinct().count()).isEqualTo(3);
    }

    @Test
    void a_column_that_marks_nothing_is_refused() throws IOException {
        Done done = bench.read(people(1, 100), Bench.csv(), split(RowRoles.NONE, 0, Optional.of("part")));
        Done none = bench.read(
                people(1, 100).replace(",test,", ",train,"), Bench.csv(), split(RowRoles.NONE, 0, Optional.of("use")));

        assertThat(done.result().faults()).isEmpty(); // 1 says yes
        assertThat(none.result().faults()).extracting(DataFault::code).containsExactly("test-column");
    }

    @Test
    void what_a_user_says_of_a_column_reaches_the_training_frame() throws IOException {
        Done table = bench.read(people(1, 200), Bench.csv(), Bench.fraction(0.2));
        ColumnSettings settings = ColumnSettings.of(Map.of(
                "height", ColumnSetting.of(ColumnSetting.Use.CATEGORICAL),
                "x", new ColumnSetting(ColumnSetting.Use.ORDINAL, List.of("3", "1", "0"), Optional.empty()),
                "patient", ColumnSetting.of(ColumnSetting.Use.TEXT),
                "part", ColumnSetting.of(ColumnSetting.Use.IGNORE),
                "use", ColumnSetting.of(ColumnSetting.Use.NUMERIC)));

        Frame frame =
                bench.split(table, settings.applied(table.schema()), "label").train();

        assertThat(frame.columns()).extracting(Column::name).containsExactly("patient", "height", "x", "day", "use");
        assertThat(frame.columns().get(0)).isInstanceOf(Column.Text.class);
        assertThat(((Column.Categorical) frame.columns().get(1)).kind()).isEqualTo(FrameSchema.Kind.CATEGORICAL);
        Column.Categorical x = (Column.Categorical) frame.columns().get(2);
        assertThat(x.kind()).isEqualTo(FrameSchema.Kind.ORDINAL);
        assertThat(x.levels()).containsExactly("3", "1", "0");
        assertThat(((Column.Numeric) frame.columns().get(4)).value(0)).isNaN();
    }

    @Test
    void dates_in_a_format_of_their_own_are_read_when_the_format_is_said() throws IOException {
        StringBuilder csv = new StringBuilder("when,x,y\n");
        for (int i = 0; i < 60; i++) {
            csv.append(10 + i % 20).append(".03.2026 14:30,").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }
        Done table = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
        ColumnSettings settings = ColumnSettings.of(Map.of(
                "when", new ColumnSetting(ColumnSetting.Use.DATETIME, List.of(), Optional.of("dd.MM.yyyy HH:mm"))));

        Frame frame = bench.split(table, settings.applied(table.schema()), "y").train();

        Column.Instant when = (Column.Instant) frame.columns().get(0);
        assertThat(java.time.Instant.ofEpochSecond(when.second(0)).toString())
                .startsWith("2026-03-")
                .endsWith("T14:30:00Z");
    }

    @Test
    void settings_and_roles_that_do_not_fit_are_refused_by_column() throws IOException {
        Done table = bench.read(people(1, 200), Bench.csv(), Bench.fraction(0.2));
        ColumnSettings settings = ColumnSettings.of(Map.of(
                "patient", ColumnSetting.of(ColumnSetting.Use.ORDINAL),
                "height", ColumnSetting.of(ColumnSetting.Use.DATETIME),
                "hight", ColumnSetting.of(ColumnSetting.Use.NUMERIC)));
        RowRoles byLabel = new RowRoles(Optional.of("label"), Optional.empty(), Optional.empty());
        RowRoles byName = new RowRoles(Optional.empty(), Optional.of("patient"), Optional.empty());

        assertThat(settings.faults(table.schema()))
                .extracting(fault -> fault.column().orElse(""))
                .containsExactly("height", "hight", "patient");
        assertThat(byLabel.faults(table.schema(), "label")).hasSize(1);
        assertThat(byName.faults(table.schema(), "label"))
                .extracting(DataFault::hint)
                .containsExactly("Say its format: columns: {patient: {kind: datetime, format: dd.MM.yyyy}}.");
    }
}
