package dev.cairn.server.routes;

import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.Problem;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never becomes a request, such as an ambiguous path: a problem as elsewhere, and a word that the connection ends. Jetty ends it
 * in silence, and a client that keeps connections would lose its next request on it.
 */
final class MalformedRequests extends ErrorHandler {
    private static final int SERVER_ERROR = 500;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        Content.Sink.write(response, true, Json.text(problem(status, request)), callback);
        return true;
    }

    private static Problem problem(int status, Request request) {
        boolean ours = status >= SERVER_ERROR;
        Optional<String> detail = Optional.ofNullable(request.getAttribute(ERROR_MESSAGE))
                .map(Object::toString)
                .filter(text -> !ours && !text.isBlank());
        return Problems.problem(
                status,
                ours ? "internal" : "invalid-request",
                ours ? "Something is wrong with Cairn" : "The request can not be read",
                detail.orElse("Nothing in it was done."),
                "unknown",
                List.of());
    }
}
