package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameSchema.LabelColumn;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralTargetsTest {
    private static final List<String> TARGETS = List.of("even", "third");

    @TempDir
    Path folder;

    private Bench bench;
    private Done read;

    /** Whole numbers; the targets say what divides them. One row has no second target. */
    @BeforeEach
    void table() throws IOException {
        bench = new Bench(folder);
        StringBuilder csv = new StringBuilder("x,even,third,town\n");
        for (int i = 0; i < 400; i++) {
            String third = i == 9 ? "" : i % 3 == 0 ? "1" : "0";
            csv.append(i + 0.5)
                    .append(i % 2 == 0 ? ",yes," : ",no,")
                    .append(third)
                    .append(i % 5 == 0 ? ",a\n" : ",b\n");
        }
        read = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
    }

    @Test
    void each_row_has_its_set_of_targets_and_none_of_them_is_a_feature() throws IOException {
        Done done = bench.split(read, TARGETS);

        assertThat(done.split().task()).isEqualTo(Task.MULTILABEL);
        assertThat(done.split().classes()).isEqualTo(TARGETS);
        assertThat(done.split().droppedRows()).isEqualTo(1);
        assertThat(done.split().trainRows() + done.split().vaultRows()).isEqualTo(399);
        for (Frame frame : List.of(done.train(), done.vault())) {
            assertThat(frame.columns()).extracting(Column::name).containsExactly("x", "town");
            Target.Labels labels = (Target.Labels) frame.target();
            assertThat(labels.columns())
                    .containsExactly(new LabelColumn("even", "no", "yes"), new LabelColumn("third", "0", "1"));
            Column.Numeric x = (Column.Numeric) frame.columns().get(0);
            for (int row = 0; row < frame.rows(); row++) {
                int number = (int) x.value(row);
                assertThat(labels.says(row, 0)).isEqualTo(number % 2 == 0);
                assertThat(labels.says(row, 1)).isEqualTo(number % 3 == 0);
            }
        }
    }

    @Test
    void the_profile_describes_the_columns_that_there_are() throws IOException {
        assertThat(bench.split(read, TARGETS).split().profile().columns())
                .extracting(column -> column.name())
                .containsExactly("x", "even", "third", "town");
    }

    @Test
    void what_has_not_two_values_is_refused_by_name() {
        assertThat(new SeveralTargets(List.of("even", "x", "even", "thrid")).faults(read.schema()))
                .extracting(DataFault::code)
                .containsExactly("target-not-two-classes", "target-twice", "unknown-target");
        assertThat(new SeveralTargets(List.of("even", "third", "town")).faults(read.schema()))
                .isEmpty();
    }
}
