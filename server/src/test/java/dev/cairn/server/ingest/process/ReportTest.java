package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnProfile;
import dev.cairn.server.ingest.report.LevelCount;
import dev.cairn.server.ingest.report.Masks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report tells about columns whose values are odd. */
class ReportTest {
    @TempDir
    Path folder;

    private static ColumnProfile column(Done done, String name) {
        return done.split().profile().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Done read(String header, java.util.function.BiFunction<Integer, Random, String> row) throws IOException {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder(header).append('\n');
        for (int i = 0; i < 400; i++) {
            csv.append(row.apply(i, random)).append('\n');
        }
        return new Bench(folder).read(csv.toString(), Bench.csv(), Bench.fraction(0.2));
    }

    @Test
    void a_column_that_alone_tells_the_target_is_a_leak_and_one_that_helps_is_not() throws IOException {
        Done done = read("outcome,score,helps,y", (i, random) -> {
            boolean yes = random.nextBoolean();
            return (yes ? "paid," : "defaulted,") + (yes ? 10 + random.nextDouble() : random.nextDouble()) + ","
                    + (random.nextInt(10) < 8 == yes ? "a" : "b") + (yes ? ",yes" : ",no");
        });

        assertThat(column(done, "outcome").flags()).contains(ColumnFlag.LEAK);
        assertThat(column(done, "score").flags()).contains(ColumnFlag.LEAK);
        assertThat(column(done, "helps").flags()).isEmpty();
    }

    @Test
    void a_number_that_follows_the_target_exactly_is_a_leak() throws IOException {
        Done done = read("twice,noise,y", (i, random) -> {
            double y = random.nextDouble();
            return 2 * y + "," + random.nextDouble() + "," + y;
        });

        assertThat(column(done, "twice").flags()).contains(ColumnFlag.LEAK);
        assertThat(column(done, "noise").flags()).isEmpty();
    }

    @Test
    void impossible_numbers_and_double_spellings_are_told() throws IOException {
        Done done = read(
                "age,income,town,y",
                (i, random) -> (i % 50 == 0 ? -3 : 20 + random.nextInt(60)) + ","
                        + (i % 20 == 0 ? -999 : random.nextInt(5000)) + ","
                        + List.of("Berlin", "berlin ", "Köln", "Koln", "Bonn").get(i % 5) + "," + random.nextInt(2));

        assertThat(column(done, "age").flags()).containsExactly(ColumnFlag.IMPOSSIBLE);
        assertThat(column(done, "age").note()).contains("-3");
        assertThat(column(done, "income").note()).contains("-999 stands for a missing value");
        assertThat(column(done, "town").flags()).containsExactly(ColumnFlag.SPELLINGS);
        assertThat(column(done, "town").note()).contains("'Berlin', 'berlin'").contains("'Koln', 'Köln'");
    }

    @Test
    void equal_rows_of_different_classes_are_counted() throws IOException {
        Done done = read("a,b,y", (i, random) -> i % 10 + "," + i % 3 + "," + random.nextInt(2));

        assertThat(done.split().profile().notes())
                .anyMatch(note -> note.contains("equal features and different classes"));
    }

    @Test
    void personal_values_are_masked_where_they_are_shown() throws IOException {
        Done done = read(
                "email,x,y",
                (i, random) -> "person" + i % 30 + "@example.org," + random.nextInt(9) + "," + random.nextInt(2));

        assertThat(Masks.masked(column(done, "email")).top())
                .extracting(LevelCount::label)
                .containsOnly("p•••@•••");
    }

    @Test
    void rows_that_nearly_repeat_another_are_counted() throws IOException {
        double[] last = new double[6];
        Done done = read("a,b,c,d,e,f,kind,y", (i, random) -> {
            boolean near = i % 4 == 3;
            for (int k = 0; k < last.length && !near; k++) {
                last[k] = random.nextGaussian();
            }
            StringBuilder row = new StringBuilder();
            for (int k = 0; k < last.length; k++) {
                row.append(near ? last[k] + 1e-9 : last[k]).append(',');
            }
            return row.append(near && i % 8 == 3 ? "other" : "k" + i % 3)
                    .append(random.nextBoolean() ? ",0" : ",1")
                    .toString();
        });
        var profile = done.split().profile();
        assertThat(profile.comparedRows()).isEqualTo(profile.trainRows());
        assertThat(profile.nearDuplicateRows()).isBetween(40L, 100L);
        assertThat(profile.notes()).anyMatch(note -> note.contains("nearly repeat an earlier one"));
    }

    @Test
    void rows_that_agree_because_their_values_are_common_are_no_repeats() throws IOException {
        Done done = read(
                "a,b,c,d,e,f,y",
                (i, random) -> i % 4 + "," + i / 4 % 4 + "," + i / 16 % 4 + "," + i / 64 % 4 + "," + random.nextInt(2)
                        + "," + random.nextInt(3) + "," + random.nextInt(2));
        assertThat(done.split().profile().nearDuplicateRows()).isZero();
    }
}
