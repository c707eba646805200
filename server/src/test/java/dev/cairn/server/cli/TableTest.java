package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void words_are_flush_left_and_numbers_flush_right() {
        Table table =
                new Table(List.of("name", "score")).row(List.of("mlp", "0.9")).row(List.of("xgboost", "-12.25"));
        assertThat(table.lines()).containsExactly("name      score", "mlp         0.9", "xgboost  -12.25");
    }

    @Test
    void a_row_of_another_width_is_refused() {
        assertThatThrownBy(() -> new Table(List.of("a", "b")).row(List.of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 cells");
    }

    @Test
    void a_table_without_rows_is_its_header() {
        assertThat(new Table(List.of("a", "b")).lines()).containsExactly("a  b");
    }
}
