package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Split;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitStepTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    @Test
    void planted_duplicates_never_straddle_the_vault() throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("x,colour,label\n");
        for (int i = 0; i < 4000; i++) {
            csv.append(random.nextInt(300)).append(i % 2 == 0 ? ".0" : "").append(i % 3 == 0 ? ",red," : ",blue,");
            csv.append(random.nextBoolean() ? "yes\n" : "no\n");
        }

        Done done = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));

        Set<String> training = rows(done.train());
        assertThat(training).hasSizeGreaterThan(300).doesNotContainAnyElementsOf(rows(done.vault()));
        assertThat(groups(done.train())).hasSameSizeAs(training).doesNotContainAnyElementsOf(groups(done.vault()));
    }

    @Test
    void the_sealed_share_is_what_was_asked_for() throws IOException {
        Done done = bench.read(numbers(0, 5000, ""), Bench.csv(), Bench.fraction(0.3));

        // Binomial with 5,000 rows: 0.04 is six standard deviations, a false alarm in 10^9.
        assertThat(done.split().vaultRows() / 5000.0).isCloseTo(0.3, within(0.04));
        assertThat(done.split().vaultRows() + done.split().trainRows()).isEqualTo(5000);
    }

    @Test
    void a_later_version_keeps_sealed_rows_sealed_though_columns_move_and_join() throws IOException {
        Done first = bench.read(numbers(0, 500, ""), Bench.csv(), Bench.fraction(0.2));
        List<String> key = first.schema().features("label").stream()
                .map(ColumnSchema::name)
                .toList();
        Split later = new Split(Optional.empty(), TargetUse.AUTO, 0.2, Optional.empty(), Bench.KEY, key);

        Done second = bench.read(numbers(0, 900, "extra"), Bench.csv(), later);

        Set<Double> sealed = values(second.vault(), "x");
        assertThat(sealed).containsAll(values(first.vault(), "x"));
        assertThat(values(second.train(), "x")).containsAll(values(first.train(), "x"));
    }

    @Test
    void a_supplied_test_set_is_sealed_and_its_copies_leave_the_training_rows() throws IOException {
        Done train = bench.read(numbers(0, 200, ""), Bench.csv(), Bench.fraction(0.2));
        Done test = bench.read(numbers(180, 260, ""), Bench.csv(), Bench.fraction(0.2));

        Done split = bench.split(train, "label", test);

        assertThat(split.split().trainRows()).isEqualTo(180);
        assertThat(split.split().vaultRows()).isEqualTo(80);
        assertThat(split.split().droppedRows()).isEqualTo(20);
        assertThat(split.split().profile().notes().toString()).contains("20 training rows are left out");
    }

    @Test
    void a_test_set_without_a_column_is_refused() throws IOException {
        Done train = bench.read(numbers(0, 200, ""), Bench.csv(), Bench.fraction(0.2));
        Done test = bench.read(numbers(0, 50, "").replace("x,", "ex,"), Bench.csv(), Bench.fraction(0.2));

        assertThat(bench.split(train, "label", test).result().faults())
                .extracting(DataFault::code)
                .containsExactly("test-column-missing");
    }

    @Test
    void rows_without_a_target_are_left_out_and_counted() throws IOException {
        Done done = bench.read(numbers(0, 100, "") + "7001,1,\n7002,2,NA\n", Bench.csv(), Bench.fraction(0.2));

        assertThat(done.split().droppedRows()).isEqualTo(2);
        assertThat(done.split().trainRows() + done.split().vaultRows()).isEqualTo(100);
    }

    @Test
    void the_profile_is_silent_about_sealed_rows() throws IOException {
        Done done = bench.read(numbers(0, 300, ""), Bench.csv(), Bench.fraction(0.2));
        Set<Double> sealed = values(done.vault(), "x");

        assertThat(done.split().profile().sample())
                .hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat(sealed).doesNotContain(Double.parseDouble(row.get(0))));
        assertThat(done.split().profile().columns().get(0).distinct()).isEqualTo(300 - sealed.size());
    }

    @Test
    void labels_keep_their_spelling_and_their_order() throws IOException {
        Done done = bench.read(numbers(0, 100, ""), Bench.csv(), Bench.fraction(0.2));

        assertThat(done.split().task()).isEqualTo(Task.BINARY);
        assertThat(((Target.Classes) done.train().target()).labels()).containsExactly("No", "Yes");
        assertThat(((Target.Classes) done.vault().target()).labels()).containsExactly("No", "Yes");
    }

    @Test
    void without_a_share_nothing_is_sealed() throws IOException {
        Done done = bench.read(numbers(0, 100, ""), Bench.csv(), Bench.fraction(0));

        assertThat(done.split().vaultRows()).isZero();
        assertThat(done.work().resolve(IngestJob.VAULT_FILE)).doesNotExist();
    }

    /** Rows that differ in x; each with a label. The extra column comes first and moves the others. */
    private static String numbers(int from, int to, String extra) {
        StringBuilder csv = new StringBuilder(extra.isEmpty() ? "x,y,label\n" : extra + ",y,x,label\n");
        for (int i = from; i < to; i++) {
            String x = String.valueOf(i * 1.25);
            String y = String.valueOf(i % 7);
            csv.append(extra.isEmpty() ? x + "," + y : (i % 5) + "," + y + "," + x);
            csv.append(i % 3 == 0 ? ",Yes\n" : ",No\n");
        }
        return csv.toString();
    }

    private static Set<String> rows(Frame frame) {
        Set<String> rows = new HashSet<>();
        Column.Numeric x = (Column.Numeric) frame.columns().get(0);
        Column.Categorical colour = (Column.Categorical) frame.columns().get(1);
        for (int row = 0; row < frame.rows(); row++) {
            rows.add(x.value(row) + colour.levels().get(colour.code(row)));
        }
        return rows;
    }

    private static Set<Long> groups(Frame frame) {
        Set<Long> groups = new HashSet<>();
        for (int row = 0; row < frame.rows(); row++) {
            groups.add(frame.group(row));
        }
        return groups;
    }

    private static Set<Double> values(Frame frame, String column) {
        Set<Double> values = new HashSet<>();
        Column.Numeric numbers = (Column.Numeric) frame.columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow();
        for (int row = 0; row < frame.rows(); row++) {
            values.add((double) numbers.value(row));
        }
        return values;
    }
}
