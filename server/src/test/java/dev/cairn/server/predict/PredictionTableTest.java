package dev.cairn.server.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trainers.Answer;
import dev.cairn.trainers.data.Landscape;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTableTest {
    @TempDir
    Path folder;

    @Test
    void clusters_are_numbers_and_rows_without_one_are_noise() throws IOException {
        Path file = folder.resolve("said.csv");
        PredictionTable.write(
                file,
                Target.Unlabelled.of(3, Landscape.UNKNOWN),
                new Answer(new Predictions.Clusters(new double[] {1, 0, 12}), List.of()));
        assertThat(Files.readAllLines(file)).containsExactly("cluster", "1", "noise", "12");
    }
}
