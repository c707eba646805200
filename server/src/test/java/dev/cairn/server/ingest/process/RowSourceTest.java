package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.report.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSourceTest {
    private static final long ALWAYS = 1;
    private static final long NEVER = Long.MAX_VALUE;
    private static final List<String> NARROW = List.of("x", "city", "day", "whole", "y");

    @TempDir
    Path folder;

    @Test
    void what_is_fetched_by_number_and_from_memory_is_what_the_file_holds() throws IOException, SQLException {
        Done done = table(500);

        assertThat(cells(done, NARROW, ALWAYS)).hasSize(500).isEqualTo(cells(done, NARROW, NEVER));
    }

    @Test
    void labels_that_hardly_repeat_are_fetched_as_they_are_beside_those_by_number() throws IOException, SQLException {
        Done done = table(500);
        List<String> all = new ArrayList<>(NARROW);
        all.add(2, "note");

        assertThat(cells(done, all, ALWAYS)).isEqualTo(cells(done, all, NEVER));
    }

    @Test
    void rows_keep_their_order_in_a_table_of_several_parts() throws IOException, SQLException {
        Done done = table(123_500);

        assertThat(cells(done, List.of("city", "whole"), ALWAYS))
                .isEqualTo(cells(done, List.of("city", "whole"), NEVER));
    }

    private Done table(int rows) throws IOException {
        Random random = new Random(3);
        String[] cities = {"Köln", "\"a, b\"", "", "007", "1.50", "north"};
        StringBuilder csv = new StringBuilder("x,city,note,day,whole,y\n");
        for (int i = 0; i < rows; i++) {
            csv.append(random.nextInt(9) == 0 ? "" : random.nextGaussian()).append(',');
            csv.append(cities[random.nextInt(cities.length)])
                    .append(",n")
                    .append(i)
                    .append(",");
            csv.append(random.nextInt(9) == 0 ? "" : "2024-02-" + (10 + random.nextInt(19)))
                    .append(',');
            csv.append(i).append(random.nextBoolean() ? ",yes\n" : ",no\n");
        }
        return new Bench(folder).read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
    }

    /** All that rows tell of the columns: text, number, moment, and what their values add to a hash. */
    private List<String> cells(Done done, List<String> names, long large) throws SQLException {
        List<ColumnSchema> columns =
                names.stream().map(n -> done.schema().column(n).orElseThrow()).toList();
        List<String> told = new ArrayList<>();
        try (Database database = Database.open(folder, List.of(done.table()), new IngestJob.Limits(256L << 20, 2))) {
            database.prepare(done.table(), done.schema(), large);
            RowHash hash = new RowHash(Bench.KEY);
            new TableFile(database, done.table(), done.schema()).visit(names, (row, cells) -> {
                StringBuilder line = new StringBuilder().append(row);
                for (int i = 0; i < columns.size(); i++) {
                    line.append('|').append(cells.text(i)).append('|').append(cells.number(i));
                    line.append('|').append(cells.second(i));
                    cells.hash(hash, i);
                }
                told.add(line.append('|').append(hash.end()).toString());
            });
        }
        return told;
    }
}
