package dev.cairn.server.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetaFeaturesTest {
    private static MetaFeatures of(Task task, int rows, int classes, long missing) {
        TableSchema schema = new TableSchema(
                rows,
                List.of(
                        new ColumnSchema("age", ColumnKind.NUMERIC, true, true, missing, 80, List.of(), ""),
                        new ColumnSchema("town", ColumnKind.CATEGORICAL, false, true, 0, 10, List.of(), ""),
                        new ColumnSchema("y", ColumnKind.CATEGORICAL, false, true, 0, 2, List.of(), "")),
                0,
                0,
                0);
        return MetaFeatures.of(new TaskShape(task, rows, 1, 1, classes, Optional.empty()), schema, "y");
    }

    @Test
    void data_that_look_alike_are_near_and_the_distance_is_the_same_both_ways() {
        MetaFeatures small = of(Task.BINARY, 1000, 2, 0);
        MetaFeatures large = of(Task.BINARY, 10_000, 2, 0);
        assertThat(small.distance(small)).isZero();
        assertThat(small.distance(large)).isEqualTo(large.distance(small));
        // A tenfold of the rows is a quarter of one feature in six.
        assertThat(small.distance(large)).isCloseTo(0.25 / 6, within(1e-12));
        assertThat(small.distance(of(Task.BINARY, 1000, 2, 500))).isCloseTo(0.5 / 6, within(1e-12));
    }

    @Test
    void another_kind_of_task_has_nothing_in_common() {
        assertThat(of(Task.BINARY, 1000, 2, 0).distance(of(Task.REGRESSION, 1000, 0, 0)))
                .isEqualTo(1);
    }

    @Test
    void other_data_are_never_as_near_as_the_same() {
        MetaFeatures any = of(Task.BINARY, 1000, 2, 0);
        assertThat(WarmStarts.distance(any, any, true)).isZero();
        assertThat(WarmStarts.distance(any, any, false)).isPositive();
    }
}
