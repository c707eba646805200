package dev.cairn.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadmeTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_key_stands_in_the_readme_with_its_default(Setting setting) throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "README.md")))
                .contains(
                        "| `" + setting.variable() + "` | " + setting.meaning() + " | `" + setting.standard() + "` |");
    }
}
