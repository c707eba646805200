package dev.cairn.server.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a request (RFC 9457), with all faults at once.
 *
 * @param traceId the request's {@code X-Request-Id}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, Optional<String> detail, String traceId, List<FaultJson> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** One fault and its place, as far as there is one. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record FaultJson(
            String pointer,
            Optional<Integer> line,
            Optional<Integer> column,
            String code,
            String detail,
            Optional<String> hint) {}
}
