package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each algorithm says where it is from: a new one that does not is found here. */
class CitationsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/cairn/search");
    private static final Pattern ALGORITHM =
            Pattern.compile("\\w+(Proposer|Pruner|Anova|Training|Forecast|Improvement)\\.java");
    private static final Pattern SOURCE = Pattern.compile("[(,' ](19|20)\\d\\d[,.;:)]|No paper");

    /** What only puts others together, or is the interface itself. */
    private static final List<String> NONE =
            List.of("Proposer.java", "Pruner.java", "NoPruner.java", "FirstOfPruner.java", "SuitedPruner.java");

    @Test
    void every_sampler_rule_and_analysis_cites_its_source_before_its_code() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> algorithms = files.filter(CitationsTest::algorithm).toList();
            assertThat(algorithms)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file ->
                            assertThat(documentation(file)).as(file.toString()).containsPattern(SOURCE));
        }
    }

    private static boolean algorithm(Path file) {
        String name = file.getFileName().toString();
        return ALGORITHM.matcher(name).matches() && !NONE.contains(name);
    }

    private static String documentation(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(text.indexOf("/**"), text.indexOf("*/", text.indexOf("/**")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
