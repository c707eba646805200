package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String EXTERNAL = """
            name: mine
            objective: {minimize: loss}
            budget: {trials: 5}
            space: {lr: {float: [%s, 1], log: true}}
            warmStart: [another]
            """;

    @TempDir
    Path home;

    private final StringWriter printed = new StringWriter();

    private int lint(String spec) throws IOException {
        Path file = Files.writeString(home.resolve("study.yaml"), spec);
        PrintWriter both = new PrintWriter(printed, true);
        return CairnCommand.execute(Map.of("CAIRN_HOME", home.toString()), both, both, "lint", file.toString());
    }

    @Test
    void without_a_server_a_specification_for_clients_is_checked_as_one() throws IOException {
        assertThat(lint(EXTERNAL.formatted("0.1"))).as(printed.toString()).isEqualTo(ExitCode.OK);
        assertThat(printed.toString()).contains("is well formed");
    }

    @Test
    void without_a_server_its_faults_are_told_with_their_lines() throws IOException {
        assertThat(lint(EXTERNAL.formatted("0"))).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString())
                .contains("4:22")
                .contains("lr: {float: [0, 1]")
                .doesNotContain("dataset");
    }
}
