package dev.cairn.server.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReaderTest {
    private static final String ROWS = "1,2,a\n".repeat(12);
    private static final long MAX_BYTES = 1 << 20;

    @TempDir
    Path folder;

    static Stream<Arguments> broken() {
        String good = "x,y,label\n" + ROWS;
        return Stream.of(
                Arguments.of("nothing at all", "", "empty-file", 0),
                Arguments.of("blank lines", "\n \n\n", "empty-file", 0),
                Arguments.of("a header alone", "x,y,label\n", "too-few-rows", 0),
                Arguments.of("three rows", "x,y,label\n" + "1,2,a\n".repeat(3), "too-few-rows", 0),
                Arguments.of("numbers for a header", "5.1,3.5,setosa\n" + ROWS, "no-header", 1),
                Arguments.of("a name given twice", "x,x,label\n" + ROWS, "duplicate-column", 1),
                Arguments.of("a single column", "x\n" + "1\n".repeat(12), "one-column", 1),
                Arguments.of("a short row", good + "1,2\n" + ROWS, "ragged-row", 14),
                Arguments.of("a long row", good + "1,2,a,b\n" + ROWS, "ragged-row", 14),
                Arguments.of("a quote never closed", good + "1,2,\"a\n" + ROWS, "unclosed-quote", 14),
                Arguments.of("text after a closing quote", good + "1,2,\"a\"b\n" + ROWS, "unclosed-quote", 14),
                Arguments.of("a NUL byte", good + "1,\0,a\n" + ROWS, "nul-byte", 14),
                Arguments.of("a huge value", good + "1,2," + "a".repeat(70_000) + "\n", "long-value", 14),
                Arguments.of("a spreadsheet", "PK\3\4 and so on", "not-text", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_broken_file_is_told_with_its_line(String what, String text, String code, long line) throws IOException {
        List<DataFault> faults = faults(text.getBytes(StandardCharsets.UTF_8));

        assertThat(faults).extracting(DataFault::code).containsExactly(code);
        assertThat(faults.get(0).line().orElse(0)).isEqualTo(line);
    }

    @Test
    void a_file_in_latin_1_is_told_with_line_and_offset() throws IOException {
        String text = "x,y,label\n" + "1,2,caf\u00e9\n".repeat(12);

        List<DataFault> faults = faults(text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(faults).extracting(DataFault::code).containsExactly("wrong-encoding");
        assertThat(faults.get(0).detail()).isEqualTo("Byte 0xE9 on line 2, at offset 17, is not valid UTF-8.");
    }

    @Test
    void a_file_in_utf_16_is_recognised() throws IOException {
        assertThat(faults(("x,y\n" + ROWS).getBytes(StandardCharsets.UTF_16)))
                .extracting(DataFault::code)
                .containsExactly("wrong-encoding");
    }

    @Test
    void many_faults_end_in_a_count() throws IOException {
        List<DataFault> faults = faults(("x,y,label\n" + "1,2\n".repeat(500)).getBytes(StandardCharsets.UTF_8));

        assertThat(faults).hasSize(FaultList.MOST);
        assertThat(faults.get(FaultList.MOST - 1).detail()).isEqualTo("481 more faults follow.");
    }

    @Test
    void faults_of_different_kinds_come_together() throws IOException {
        List<DataFault> faults = faults(("x,x,label\n1,2\n" + ROWS).getBytes(StandardCharsets.UTF_8));

        assertThat(faults).extracting(DataFault::code).containsExactly("duplicate-column", "ragged-row");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_dialect_is_read_for_what_it_means(String text) throws IOException {
        assertThat(clean(text.repeat(1).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("1,\"a, \"\"b\"\"\",\n".repeat(12));
    }

    static Stream<String> dialects() {
        String row = "1,\"a, \"\"b\"\"\",NA";
        return Stream.of(
                "x,y,z\n" + (row + "\n").repeat(12),
                "\uFEFFx,y,z\n" + (row + "\n").repeat(12),
                "x,y,z\r\n" + (row + "\r\n").repeat(12),
                "x,y,z\r" + (row + "\r").repeat(11) + row,
                "x, y, z\n\n" + "1 , \"a, \"\"b\"\"\" , ? \n".repeat(12),
                "x;y;z\n" + "1;\"a, \"\"b\"\"\";\n".repeat(12),
                "x\ty\tz\n" + "1\t\"a, \"\"b\"\"\"\tNaN\n".repeat(12));
    }

    @Test
    void a_packed_file_is_unpacked() throws IOException {
        assertThat(clean(gzip("x,y,z\n" + ROWS))).isEqualTo(ROWS);
    }

    @Test
    void a_file_that_unpacks_beyond_the_quota_is_refused() throws IOException {
        assertThat(faults(gzip("x,y,z\n" + "0,0,0\n".repeat(500_000))))
                .extracting(DataFault::code)
                .containsExactly("too-large-unpacked");
    }

    @Test
    void a_packed_file_that_is_cut_off_is_refused() throws IOException {
        byte[] packed = gzip("x,y,z\n" + ROWS);

        assertThat(faults(java.util.Arrays.copyOf(packed, packed.length - 12)))
                .extracting(DataFault::code)
                .contains("broken-gzip");
    }

    @Test
    void names_that_count_upwards_are_names() throws IOException {
        assertThat(clean(("2019,2020,2021\n" + ROWS).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ROWS);
    }

    private List<DataFault> faults(byte[] bytes) throws IOException {
        FaultList faults = new FaultList();
        read(bytes, faults);
        return faults.all();
    }

    private String clean(byte[] bytes) throws IOException {
        FaultList faults = new FaultList();
        read(bytes, faults);
        assertThat(faults.all()).isEmpty();
        return Files.readString(folder.resolve("clean"));
    }

    private void read(byte[] bytes, FaultList faults) throws IOException {
        Path source = Files.write(folder.resolve("source"), bytes);
        CsvReader.read(source, folder.resolve("clean"), MAX_BYTES, faults);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
