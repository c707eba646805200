package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Source;
import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoTargetTest {
    private static final String NONE = "";

    @TempDir
    Path folder;

    private Bench bench;
    private Done read;

    /** The label tells x, so that it would be a leak of it, and is missing in some rows. */
    @BeforeEach
    void table() throws IOException {
        bench = new Bench(folder);
        StringBuilder csv = new StringBuilder("x,town,label\n");
        for (int i = 0; i < 400; i++) {
            csv.append(i + 0.5).append(i % 5 == 0 ? ",a," : ",b,").append(i % 40 == 3 ? "" : i < 200 ? "no" : "yes");
            csv.append('\n');
        }
        read = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
    }

    @Test
    void all_columns_are_features_and_no_row_lacks_an_answer() throws IOException {
        Done done = bench.split(read, read.schema(), NONE);

        assertThat(done.split().task()).isEqualTo(Task.CLUSTERING);
        assertThat(done.split().classes()).isEmpty();
        assertThat(done.split().droppedRows()).isZero();
        assertThat(done.split().trainRows() + done.split().vaultRows()).isEqualTo(400);
        for (Frame frame : List.of(done.train(), done.vault())) {
            assertThat(frame.columns()).extracting(Column::name).containsExactly("x", "town", "label");
            assertThat(frame.target()).isInstanceOf(Target.Unlabelled.class);
        }
    }

    @Test
    void the_profile_speaks_of_no_target() throws IOException {
        Done done = bench.split(read, read.schema(), NONE);

        assertThat(done.split().profile().target()).isEmpty();
        assertThat(done.split().profile().notes()).noneMatch(note -> note.contains("''"));
        assertThat(done.split().profile().columns())
                .flatExtracting(column -> column.flags())
                .doesNotContain(ColumnFlag.LEAK);
    }

    @Test
    void a_table_of_its_own_can_be_sealed() throws IOException {
        StringBuilder csv = new StringBuilder("x,town\n");
        for (int i = 350; i < 450; i++) {
            csv.append(i + 0.5).append(i % 5 == 0 ? ",a\n" : ",b\n");
        }
        Done other = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
        assertThat(bench.split(read, NONE, other).result().faults())
                .extracting(DataFault::code)
                .containsExactly("test-column-missing");
        Done done = bench.split(other, NONE, read);
        assertThat(done.split().vaultRows()).isEqualTo(400);
        assertThat(done.split().trainRows()).isEqualTo(50);
    }

    @Test
    void the_same_rows_are_sealed_with_a_target_and_without() throws IOException {
        List<String> key = List.of("x", "town");
        List<List<Float>> sealed = new ArrayList<>();
        for (String target : List.of("label", NONE)) {
            Source source = new Source(read.table().toString(), read.schema(), target);
            Done done = bench.split(source, key);
            Column.Numeric x = (Column.Numeric) done.vault().columns().get(0);
            List<Float> values = new ArrayList<>();
            for (int row = 0; row < done.vault().rows(); row++) {
                if (((int) x.value(row)) % 40 != 3) {
                    values.add(x.value(row));
                }
            }
            sealed.add(values);
        }
        assertThat(sealed.get(1)).isEqualTo(sealed.get(0)).isNotEmpty();
    }
}
