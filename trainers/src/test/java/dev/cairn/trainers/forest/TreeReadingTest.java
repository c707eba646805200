package dev.cairn.trainers.forest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeReadingTest {
    @ParameterizedTest
    @CsvSource({
        "26.849998, 26.85",
        "1.1500001, 1.15",
        "-0.29999998, -0.3",
        "0.5, 0.5",
        "0.0, 0",
        "150.0, 150",
        "26.8455, 26.8455",
        "1.6777218E7, 16777218",
        "1.0000001, 1"
    })
    void a_cut_is_written_as_short_as_it_is_known(float cut, String written) {
        assertThat(TreeReading.number(cut)).isEqualTo(written);
    }
}
