package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.Bench.Done;
import dev.cairn.server.ingest.process.IngestJob.Read;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.SpecReader;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"breast-cancer", "diabetes", "digits", "digits-images", "auto"})
    void a_specification_can_be_read_and_its_dataset_is_described(String name) throws IOException {
        StudySpec spec = SpecReader.read(Files.readString(EXAMPLES.resolve(name + ".yaml")))
                .spec();

        assertThat(spec.name()).isEqualTo(name);
        try (Stream<String> lines = Files.lines(EXAMPLES.resolve(spec.dataset() + ".dataset.yaml"))) {
            assertThat(lines).contains("target: " + spec.target().name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "breast-cancer, diagnosis, 569, 30, BINARY, benign malignant",
        "diabetes, progression, 442, 10, REGRESSION, ''",
        "digits, digit, 1797, 61, MULTICLASS, 0 1 2 3 4 5 6 7 8 9",
        "wine, cultivar, 178, 13, MULTICLASS, class_0 class_1 class_2"
    })
    void a_dataset_is_what_its_origin_says(
            String name, String target, long rows, int features, Task task, String classes) throws IOException {
        Done done = read(name, target, List.of());

        assertThat(done.schema().rows()).isEqualTo(rows);
        assertThat(done.schema().features(target)).hasSize(features);
        assertThat(done.split().task()).isEqualTo(task);
        assertThat(String.join(" ", done.split().classes())).isEqualTo(classes);
        assertThat(done.split().vaultRows() / (double) rows).isBetween(0.1, 0.3);
    }

    @Test
    void clusters_of_wines_do_not_see_what_the_wines_are() throws IOException {
        StudySpec spec = SpecReader.read(Files.readString(EXAMPLES.resolve("clusters.yaml")))
                .spec();

        assertThat(spec.clusters()).isTrue();
        assertThat(spec.dataset()).isEqualTo("wine");
        assertThat(spec.columns()
                        .applied(read("wine", "cultivar", List.of()).schema())
                        .features(""))
                .hasSize(13)
                .extracting("name")
                .doesNotContain("cultivar");
    }

    @Test
    void digits_are_images_too() throws IOException {
        TableSchema schema = read("digits", "digit", List.of(8, 8, 1)).schema();

        assertThat(schema.hasImage()).isTrue();
        assertThat(schema.features("digit")).hasSize(64);
    }

    private Done read(String name, String target, List<Integer> image) throws IOException {
        Read read = new Read(false, image, Optional.of(target), List.of(), 1 << 24);
        return new Bench(folder).read(Files.readAllBytes(EXAMPLES.resolve(name + ".csv")), read, Bench.fraction(0.2));
    }
}
