package dev.cairn.server.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexemeTest {
    @ParameterizedTest
    @CsvSource({
        "'',MISSING",
        "NA,MISSING",
        "?,MISSING",
        "None,WORD",
        "0,WHOLE",
        "-12,WHOLE",
        "1.0,WHOLE",
        "1e3,WHOLE",
        ".5,REAL",
        "1e-5,REAL",
        "-1.5E+2,WHOLE",
        "1e400,INFINITE",
        "-inf,INFINITE",
        "01234,CODE",
        "1234567890123456,CODE",
        "1.2.3,WORD",
        "1e,WORD",
        "-,WORD",
        "12 kg,WORD",
        "2026-11-21,DATE",
        "2026-11-21T09:12:03Z,DATE",
        "2026-11-21 09:12,DATE",
        "2026-13-01,WORD",
        "yes,WORD",
        "'1,5',WORD"
    })
    void a_value_is_what_its_spelling_says(String text, Lexeme expected) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(Lexeme.of(bytes, 0, bytes.length)).isEqualTo(expected);
    }
}
