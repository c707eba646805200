package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Read;
import dev.cairn.server.ingest.report.ColumnFlag;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.trainers.data.Column;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.ImageShape;
import dev.cairn.trainers.data.Target;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadStepTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    @Test
    void columns_are_what_their_values_say() throws IOException {
        StringBuilder csv = new StringBuilder("id,age,zip,smokes,day,note,empty,same,mixed,target\n");
        for (int i = 0; i < 60; i++) {
            csv.append("row-").append(i).append(',').append(i % 4 == 0 ? "" : String.valueOf(20 + i % 30));
            csv.append(",0").append(1000 + i % 3).append(i % 2 == 0 ? ",Yes" : ",no");
            csv.append(",2026-01-").append(10 + i % 15).append(",a long remark that nobody else has made, number ");
            csv.insert(csv.lastIndexOf("a long"), '"').append(i).append('"');
            csv.append(",NA,7,")
                    .append(i == 5 ? "unknown" : String.valueOf(i % 9))
                    .append(",")
                    .append(i % 2)
                    .append('\n');
        }

        Done done = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));

        assertThat(done.schema().columns())
                .extracting(ColumnSchema::kind)
                .containsExactly(
                        ColumnKind.IDENTIFIER,
                        ColumnKind.NUMERIC,
                        ColumnKind.CATEGORICAL,
                        ColumnKind.BOOLEAN,
                        ColumnKind.DATETIME,
                        ColumnKind.TEXT,
                        ColumnKind.NUMERIC,
                        ColumnKind.NUMERIC,
                        ColumnKind.CATEGORICAL,
                        ColumnKind.NUMERIC);
        assertThat(flags(done, "id")).containsExactly(ColumnFlag.IDENTIFIER);
        assertThat(flags(done, "empty")).containsExactly(ColumnFlag.ALL_MISSING);
        assertThat(flags(done, "same")).containsExactly(ColumnFlag.CONSTANT);
        assertThat(flags(done, "mixed")).containsExactly(ColumnFlag.MOSTLY_NUMBERS);
        assertThat(done.schema().column("mixed").orElseThrow().note()).contains("'unknown' on line 7");
        assertThat(done.schema().features("target"))
                .extracting(ColumnSchema::name)
                .containsExactly("age", "zip", "smokes", "day", "note", "mixed");
        assertThat(done.train().columns().get(1))
                .isInstanceOfSatisfying(
                        Column.Categorical.class,
                        zip -> assertThat(zip.levels()).containsExactly("01000", "01001", "01002"));
        Column.Categorical smokes = (Column.Categorical) done.train().columns().get(2);
        assertThat(smokes.kind()).isEqualTo(FrameSchema.Kind.BOOLEAN);
        assertThat(smokes.levels()).containsExactly("no", "Yes");
        Column.Instant day = (Column.Instant) done.train().columns().get(3);
        assertThat(Instant.ofEpochSecond(day.second(0)).toString())
                .startsWith("2026-01-")
                .endsWith("T00:00:00Z");
        Column.Text note = (Column.Text) done.train().columns().get(4);
        assertThat(note.text(0).orElseThrow()).startsWith("a long remark");
    }

    @Test
    void labels_that_everybody_orders_alike_are_ordinal() throws IOException {
        StringBuilder csv = new StringBuilder("size,age,colour,x,y\n");
        for (int i = 0; i < 60; i++) {
            csv.append(List.of("Medium", "Large", "Small").get(i % 3)).append(',');
            csv.append(List.of("65+", "18-25", "26-64", "<18").get(i % 4)).append(',');
            csv.append(List.of("red", "green", "blue").get(i % 3)).append(',').append(i * 0.5);
            csv.append(i % 2 == 0 ? ",a\n" : ",b\n");
        }

        Done done = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));

        assertThat(done.schema().column("size").orElseThrow().order()).contains(List.of("Small", "Medium", "Large"));
        assertThat(done.schema().column("age").orElseThrow().order()).contains(List.of("<18", "18-25", "26-64", "65+"));
        assertThat(done.schema().column("colour").orElseThrow().kind()).isEqualTo(ColumnKind.CATEGORICAL);
        Column.Categorical size = (Column.Categorical) done.train().columns().get(0);
        assertThat(size.kind()).isEqualTo(FrameSchema.Kind.ORDINAL);
        assertThat(size.levels()).containsExactly("Small", "Medium", "Large");
    }

    @Test
    void columns_about_persons_are_told_by_values_and_by_names() throws IOException {
        StringBuilder csv = new StringBuilder("mail,first_name,phone,iban,x,y\n");
        for (int i = 0; i < 60; i++) {
            csv.append("p").append(i % 50).append("@example.org,").append(i % 2 == 0 ? "Ada," : "Alan,");
            csv.append("+49 30 12345").append(10 + i % 40).append(",GB82 WEST 1234 5698 7654 32,");
            csv.append(i * 0.5).append(i % 2 == 0 ? ",a\n" : ",b\n");
        }

        Done done = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));

        for (String name : List.of("mail", "first_name", "phone", "iban")) {
            assertThat(flags(done, name)).as(name).contains(ColumnFlag.PERSONAL);
        }
        assertThat(flags(done, "x")).isEmpty();
    }

    @Test
    void a_target_that_is_absent_is_told_with_the_one_that_was_meant() throws IOException {
        Read read = new Read(false, List.of(), Optional.of("lable"), List.of(), 1 << 20);

        Done done = bench.read("x,label\n" + "1,a\n2,b\n".repeat(10), read, Bench.fraction(0.2));

        assertThat(done.result().faults()).extracting(DataFault::hint).containsExactly("Did you mean 'label'?");
    }

    @Test
    void a_last_column_that_is_constant_is_not_taken_for_the_target() throws IOException {
        StringBuilder csv = new StringBuilder("x,label,same\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i * 0.5).append(i % 2 == 0 ? ",a,0\n" : ",b,0\n");
        }

        Done done = bench.read(csv.toString(), Bench.csv(), Bench.fraction(0.2));

        assertThat(done.result().target()).contains("label");
    }

    @Test
    void pixels_of_a_csv_become_an_image_stretched_to_full_brightness() throws IOException {
        Done done = bench.read("a,b,c,d,digit\n" + digits(60, 16), image(2, 2), Bench.fraction(0.2));

        assertThat(done.train().image()).contains(new ImageShape(2, 2, 1));
        Column.Pixel last = (Column.Pixel) done.train().columns().get(3);
        assertThat(last.value(0)).isEqualTo(255);
    }

    @Test
    void an_image_needs_its_number_of_columns() throws IOException {
        Done done = bench.read("a,b,c,d,digit\n" + digits(60, 16), image(3, 2), Bench.fraction(0.2));

        assertThat(done.result().faults()).extracting(DataFault::code).containsExactly("image-shape");
    }

    @Test
    void an_image_needs_pixels() throws IOException {
        Done done = bench.read("a,b,c,d,digit\n" + digits(60, 300), image(2, 2), Bench.fraction(0.2));

        assertThat(done.result().faults()).extracting(DataFault::code).containsExactly("not-pixels");
        assertThat(done.result().faults().get(0).detail()).contains("'300' on line 2");
    }

    @Test
    void a_zip_of_idx_files_becomes_an_image_set() throws IOException {
        Done done = bench.read(idxZip(40, 40), idx(), Bench.fraction(0.2));

        assertThat(done.result().target()).contains(IdxArchive.LABEL);
        assertThat(done.train().image()).contains(new ImageShape(3, 2, 1));
        assertThat(((Target.Classes) done.train().target()).labels()).containsExactly("0", "1", "2");
        assertThat(done.split().trainRows() + done.split().vaultRows()).isEqualTo(40);
    }

    @Test
    void idx_files_that_do_not_go_together_are_refused() throws IOException {
        assertThat(bench.read(idxZip(40, 39), idx(), Bench.fraction(0.2))
                        .result()
                        .faults())
                .extracting(DataFault::code)
                .containsExactly("idx-rows");
        assertThat(bench.read("no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8), idx(), Bench.fraction(0.2))
                        .result()
                        .faults())
                .extracting(DataFault::code)
                .containsExactly("not-zip");
    }

    private static List<ColumnFlag> flags(Done done, String column) {
        return done.schema().column(column).orElseThrow().flags();
    }

    private static Read image(int height, int width) {
        return new Read(false, List.of(height, width, 1), Optional.of("digit"), List.of(), 1 << 20);
    }

    private static Read idx() {
        return new Read(true, List.of(), Optional.empty(), List.of(), 1 << 20);
    }

    /** Rows of 4 pixels, the last one at full brightness. */
    private static String digits(int rows, int brightest) {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            csv.append(i % 16)
                    .append(',')
                    .append(i / 16)
                    .append(",0,")
                    .append(brightest)
                    .append(',');
            csv.append(i % 2).append('\n');
        }
        return csv.toString();
    }

    private static byte[] idxZip(int images, int labels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("labels.gz"));
            zip.write(packed(labels, 1));
            zip.putNextEntry(new ZipEntry("images"));
            idx(zip, images, 3);
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(int rows, int dimensions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            idx(out, rows, dimensions);
        }
        return bytes.toByteArray();
    }

    private static void idx(OutputStream to, int rows, int dimensions) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(0x800 + dimensions);
        out.writeInt(rows);
        if (dimensions == 3) {
            out.writeInt(3);
            out.writeInt(2);
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < (dimensions == 3 ? 6 : 1); i++) {
                out.write(dimensions == 3 ? (row * 5 + i) % 256 : row % 3);
            }
        }
        out.flush();
    }
}
