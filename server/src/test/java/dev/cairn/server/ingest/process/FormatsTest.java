package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Read;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same table in every form in which it may come, and what is told about a broken one. */
class FormatsTest {
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void bench() {
        bench = new Bench(folder);
    }

    private static String zip(int row) {
        return String.valueOf(10_000 + row % 3);
    }

    private static String label(int row) {
        return row % 2 == 0 ? "yes" : "no";
    }

    private static String x(int row) {
        return String.valueOf(row * 0.5);
    }

    private void assertTable(Done done, ColumnKind zip) throws IOException {
        assertThat(done.result().faults()).isEmpty();
        assertThat(done.schema().rows()).isEqualTo(ROWS);
        assertThat(done.schema().columns()).extracting(ColumnSchema::name).containsExactly("x", "zip", "day", "label");
        assertThat(done.schema().columns())
                .extracting(ColumnSchema::kind)
                .containsExactly(ColumnKind.NUMERIC, zip, ColumnKind.DATETIME, ColumnKind.BOOLEAN);
        assertThat(done.schema().columns().get(0).missing()).isEqualTo(1);
        assertThat(done.train().rows() + done.vault().rows()).isEqualTo(ROWS);
    }

    private Done read(byte[] bytes) throws IOException {
        return bench.read(bytes, Bench.csv(), Bench.fraction(0.2));
    }

    private Done read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String jsonLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append(i == 3 ? "{" : "{\"x\": " + x(i) + ", ")
                    .append("\"zip\": \"")
                    .append(zip(i));
            lines.append("\", \"day\": \"2026-01-").append(10 + i % 9).append("\", \"label\": \"");
            lines.append(label(i)).append("\"}\n");
        }
        return lines.toString();
    }

    @Test
    void json_lines_keep_texts_that_look_like_numbers() throws IOException {
        assertTable(read(jsonLines()), ColumnKind.CATEGORICAL);
    }

    @Test
    void an_array_of_objects_and_gzip_are_read_too() throws IOException {
        String array = "[" + jsonLines().strip().replace("}\n", "},\n") + "]";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(array.getBytes(StandardCharsets.UTF_8));
        }
        assertTable(read(packed.toByteArray()), ColumnKind.CATEGORICAL);
    }

    @Test
    void json_that_is_no_table_is_told_with_its_line() throws IOException {
        Done list = read(jsonLines() + "{\"x\": [1, 2]}\n");
        Done broken = read(jsonLines() + "{\"x\": 1,, }\n");

        assertThat(list.result().faults()).extracting(DataFault::code).containsExactly("not-a-table");
        assertThat(list.result().faults().get(0).line()).hasValue(ROWS + 1);
        assertThat(broken.result().faults()).extracting(DataFault::code).containsExactly("broken-json");
        assertThat(broken.result().faults().get(0).line()).hasValue(ROWS + 1);
    }

    @Test
    void tabs_separate_as_well_as_commas() throws IOException {
        StringBuilder text = new StringBuilder("x\tzip\tday\tlabel\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i == 3 ? "" : x(i))
                    .append('\t')
                    .append(zip(i))
                    .append("\t2026-01-")
                    .append(10 + i % 9);
            text.append('\t').append(label(i)).append('\n');
        }
        assertTable(read(text.toString()), ColumnKind.NUMERIC);
    }

    @Test
    void arff_keeps_what_its_header_declares() throws IOException {
        StringBuilder text = new StringBuilder("%\n@RELATION t\n@attribute x numeric\n");
        text.append("@attribute 'zip' {10000, '10001', 10002}\n@attribute day date \"yyyy-MM-dd\"\n");
        text.append("@attribute label {no, yes}\n@data\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i == 3 ? "?" : x(i))
                    .append(",")
                    .append(zip(i))
                    .append(",\"2026-01-")
                    .append(10 + i % 9);
            text.append("\",").append(label(i)).append("\n");
        }
        assertTable(read(text.toString()), ColumnKind.CATEGORICAL);

        Done undeclared = read(text + "1,10009,\"2026-01-10\",yes\n");
        assertThat(undeclared.result().faults()).extracting(DataFault::code).containsExactly("undeclared-value");
        assertThat(undeclared.result().faults().get(0).detail())
                .contains("10009")
                .contains("'zip'");
        assertThat(undeclared.result().faults().get(0).line()).hasValue(7 + ROWS + 1);
    }

    @Test
    void sparse_arff_rows_are_zero_where_they_say_nothing() throws IOException {
        StringBuilder text = new StringBuilder("@relation t\n@attribute a numeric\n@attribute b numeric\n");
        text.append("@attribute y {n, p}\n@data\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i % 2 == 0 ? "{1 " + i + ", 2 p}\n" : "{0 3}\n");
        }
        Done done = read(text.toString());
        assertThat(done.schema().columns()).extracting(ColumnSchema::missing).containsOnly(0L);
        assertThat(done.schema().column("a").orElseThrow().distinct()).isEqualTo(2);
        assertThat(done.split().classes()).containsExactly("n", "p");
    }

    @Test
    void parquet_keeps_its_types_and_refuses_what_is_nested() throws IOException, SQLException {
        String rows = "SELECT CASE WHEN i = 3 THEN NULL ELSE i * 0.5 END AS x, (10000 + i % 3)::VARCHAR AS zip,"
                + " DATE '2026-01-10' + (i % 9)::INTEGER AS day, i % 2 = 0 AS label FROM range(" + ROWS + ") t(i)";
        assertTable(read(parquet(rows)), ColumnKind.CATEGORICAL);

        Done nested = read(parquet("SELECT [i, 2] AS list, i AS y FROM range(20) t(i)"));
        assertThat(nested.result().faults()).extracting(DataFault::code).containsExactly("nested-column");

        byte[] cut = java.util.Arrays.copyOf(parquet(rows), 100);
        List<DataFault> broken = read(cut).result().faults();
        assertThat(broken).extracting(DataFault::code).containsExactly("broken-parquet");
        assertThat(broken.toString()).contains("the upload").doesNotContain(folder.toString());
    }

    private byte[] parquet(String rows) throws IOException, SQLException {
        Path file = folder.resolve("made.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet)");
        }
        return Files.readAllBytes(file);
    }

    @Test
    void the_first_sheet_of_a_workbook_is_read_with_its_dates() throws IOException {
        StringBuilder sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        sheet.append("<row r=\"1\">")
                .append(text("A1", "x"))
                .append(text("B1", "zip"))
                .append(text("C1", "day"));
        sheet.append(text("D1", "label")).append("</row>");
        for (int i = 0; i < ROWS; i++) {
            int r = i + 2;
            sheet.append("<row r=\"").append(r).append("\">");
            sheet.append(i == 3 ? "" : "<c r=\"A" + r + "\"><v>" + x(i) + "</v></c>");
            sheet.append(text("B" + r, "0" + zip(i)));
            sheet.append("<c r=\"C")
                    .append(r)
                    .append("\" s=\"1\"><v>")
                    .append(46_032 + i % 9)
                    .append("</v></c>");
            sheet.append(text("D" + r, label(i))).append("</row>");
        }
        sheet.append("</sheetData></worksheet>");

        assertTable(read(workbook(sheet.toString())), ColumnKind.CATEGORICAL);
    }

    @Test
    void a_workbook_that_unpacks_to_more_than_the_quota_is_refused_before_it_is_opened() throws IOException {
        byte[] bomb = workbook("<worksheet>" + " ".repeat(3 << 20) + "</worksheet>");
        Read tight = new Read(false, List.of(), Optional.empty(), List.of(), 1 << 20);

        Done done = bench.read(bomb, tight, Bench.fraction(0.2));

        assertThat(bomb.length).isLessThan(20_000);
        assertThat(done.result().faults()).extracting(DataFault::code).containsExactly("too-large-unpacked");
    }

    private static String text(String place, String text) {
        return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static byte[] workbook(String sheet) throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String pack = "http://schemas.openxmlformats.org/package/2006/";
        Map<String, String> parts = Map.of(
                "[Content_Types].xml",
                "<Types xmlns=\"" + pack
                        + "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>",
                "_rels/.rels",
                "<Relationships xmlns=\"" + pack + "relationships\"><Relationship Id=\"r1\" Type=\"" + office
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                "xl/workbook.xml",
                "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                        + "\"><sheets><sheet name=\"one\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + pack + "relationships\"><Relationship Id=\"r1\" Type=\"" + office
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + office
                        + "/styles\" Target=\"styles.xml\"/></Relationships>",
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + main
                        + "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
                "xl/worksheets/sheet1.xml",
                sheet);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
