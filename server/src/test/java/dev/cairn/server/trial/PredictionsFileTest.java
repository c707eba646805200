package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trainers.data.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionsFileTest {
    @TempDir
    Path folder;

    static Stream<Predictions> kinds() {
        double[] numbers = {0.25, 0.75, 0, 1};
        return Stream.of(
                new Predictions.Probabilities(2, numbers),
                new Predictions.Marginals(4, numbers),
                new Predictions.Values(numbers),
                new Predictions.Clusters(new double[] {1, 0, 2, 1}));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_was_said_is_read_as_it_was_written(Predictions said) throws IOException {
        int[] rows = {3, 1, 2, 7};
        int[] first = Arrays.copyOf(rows, said.rows());
        Path file = PredictionsFile.write(said, first, folder).path();
        PredictionsFile.Content content = PredictionsFile.read(file);
        assertThat(content.rows()).isEqualTo(first);
        assertThat(content.predictions()).hasSameClassAs(said);
        assertThat(content.predictions().numbers()).isEqualTo(said.numbers());
    }
}
