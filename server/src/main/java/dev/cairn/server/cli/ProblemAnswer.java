package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server answered with a problem (RFC 9457): its title, detail and all its faults. */
final class ProblemAnswer extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private final transient List<FaultText> faults;
    private final String type;

    private ProblemAnswer(int exitCode, String message, String type, List<FaultText> faults) {
        super(exitCode, message);
        this.type = type;
        this.faults = faults;
    }

    static ProblemAnswer of(int status, JsonNode problem) {
        List<FaultText> faults = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            faults.add(new FaultText(
                    error.path("pointer").asText(""),
                    error.path("line").asInt(0),
                    error.path("column").asInt(0),
                    error.path("detail").asText(""),
                    error.path("hint").asText("")));
        }
        String title = problem.path("title").asText("The server answered " + status);
        String detail = problem.path("detail").asText("");
        String message = detail.isEmpty() ? title : title + ": " + detail;
        return new ProblemAnswer(exitCode(status), message, problem.path("type").asText(""), List.copyOf(faults));
    }

    boolean isAbout(String problem) {
        return type.endsWith("/" + problem);
    }

    /** What to print: the message, then every fault, with a caret under its place where {@code source} has one. */
    List<String> lines(Optional<String> source) {
        List<String> lines = new ArrayList<>();
        lines.add(getMessage());
        faults.forEach(fault -> lines.addAll(fault.lines(source)));
        return lines;
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NOT_ALLOWED;
            case 404 -> ExitCode.NOT_FOUND;
            case 429, 502, 503, 504, 507 -> ExitCode.UNAVAILABLE;
            default -> status >= 500 ? ExitCode.UNAVAILABLE : ExitCode.USAGE;
        };
    }
}
