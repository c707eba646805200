package dev.cairn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemAnswerTest {
    private static ProblemAnswer problem(int status, String json) throws JsonProcessingException {
        return ProblemAnswer.of(status, JsonMapper.builder().build().readTree(json));
    }

    @Test
    void every_fault_is_shown_with_a_caret_under_its_place() throws JsonProcessingException {
        ProblemAnswer problem = problem(422, """
                {"type":"/problems/invalid-spec","title":"The study specification is not valid","detail":"2 problems found.","errors":[
                 {"pointer":"#/serch","line":2,"column":3,"detail":"Unknown field 'serch'.","hint":"Did you mean 'search'?"},
                 {"pointer":"#/target","detail":"The dataset has no column 'y'."}]}""");
        assertThat(problem.lines(Optional.of("name: a\n  serch: 1\n")))
                .containsExactly(
                        "The study specification is not valid: 2 problems found.",
                        "",
                        "  2:3  Unknown field 'serch'.",
                        "    |   serch: 1",
                        "    |   ^",
                        "    Did you mean 'search'?",
                        "",
                        "  The dataset has no column 'y'.",
                        "    at #/target");
        assertThat(problem.isAbout("invalid-spec")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "422, 2", "400, 2", "409, 2", "413, 2", "404, 3", "401, 4", "403, 4", "429, 5", "503, 5", "507, 5", "500, 5"
    })
    void the_status_decides_the_exit_code(int status, int exitCode) throws JsonProcessingException {
        assertThat(problem(status, "{}").exitCode()).isEqualTo(exitCode);
    }
}
