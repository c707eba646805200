package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpecFileTest {
    private static SpecFile spec(String text) {
        return new SpecFile(Path.of("study.yaml"), text);
    }

    @Test
    void a_scalar_is_found_in_yaml_and_in_json() {
        assertThat(spec("# ärger\nname: 'mein name'\n").scalar("name")).hasValue("mein name");
        assertThat(spec("{\"name\": \"a\", \"budget\": {\"trials\": 3}}").scalar("name"))
                .hasValue("a");
    }

    @Test
    void another_value_leaves_the_rest_of_the_text_alone() {
        SpecFile renamed =
                spec("# 🪨 comment\nname: adult   # why\ndataset: adult\n").with("name", "adult-2");
        assertThat(renamed.text()).isEqualTo("# 🪨 comment\nname: adult-2   # why\ndataset: adult\n");
    }

    @Test
    void a_file_that_is_no_yaml_has_no_scalars() {
        assertThat(spec("name: [1, 2").scalar("name")).isEmpty();
        assertThat(spec("").scalar("name")).isEmpty();
    }

    @Test
    void a_missing_file_is_a_usage_error() {
        assertThatThrownBy(() -> SpecFile.read(Path.of("no-such-file.yaml")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("no-such-file.yaml")
                .extracting(e -> ((CommandFailure) e).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }
}
