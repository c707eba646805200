package dev.cairn.server.routes;

import dev.cairn.server.spec.form.Suggest;
import dev.cairn.server.wire.Json;
import dev.cairn.server.wire.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Registers operations. What all of them share happens here: query parameters nobody knows are refused, failures become problems. */
final class Api {
    static final String BASE = "/api/v1";
    private static final String TRACE = "traceId";

    private final RoutesConfig routes;
    private final Idempotency idempotency;
    private final List<Operation> operations = new ArrayList<>();

    Api(RoutesConfig routes, Idempotency idempotency) {
        this.routes = routes;
        this.idempotency = idempotency;
    }

    /** One method of one path, as openapi.yaml lists it. */
    record Operation(String method, String path, Set<String> queries) {}

    /** Writes the response itself, as a stream does. */
    @FunctionalInterface
    interface Streaming {
        void answer(Context context, Request request) throws Exception;
    }

    void get(String path, Route route, String... queries) {
        answered(HandlerType.GET, path, route, queries);
    }

    /** A POST whose answer is kept under its {@code Idempotency-Key}. */
    void post(String path, Route route, String... queries) {
        answered(HandlerType.POST, path, request -> idempotency.answer(path, request, route), queries);
    }

    /** A POST that does the same when it is done again anyway. */
    void postAgain(String path, Route route, String... queries) {
        answered(HandlerType.POST, path, route, queries);
    }

    void patch(String path, Route route) {
        answered(HandlerType.PATCH, path, route);
    }

    void delete(String path, Route route, String... queries) {
        answered(HandlerType.DELETE, path, route, queries);
    }

    void stream(String path, Streaming streaming, String... queries) {
        add(HandlerType.GET, path, streaming, queries);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    private void answered(HandlerType method, String path, Route route, String... queries) {
        add(method, path, (context, request) -> write(context, route.answer(request)), queries);
    }

    private void add(HandlerType method, String path, Streaming streaming, String... queries) {
        Set<String> known = Set.of(queries);
        operations.add(new Operation(method.name(), path, known));
        routes.addEndpoint(new Endpoint(method, BASE + path, context -> {
            refuseUnknown(context, known);
            streaming.answer(context, new Request(context));
        }));
    }

    private static void refuseUnknown(Context context, Set<String> known) {
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                Optional<String> hint = Suggest.hint(name, known);
                throw Refusal.invalid(
                        "query/" + name, "unknown-field", "Unknown query parameter '" + name + "'.", hint);
            }
        }
    }

    static void write(Context context, Answer answer) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        if (answer.status() != 204) {
            context.contentType(answer.contentType()).result(answer.body());
        }
    }

    static void write(Context context, Throwable failure) {
        Problem problem = Problems.of(failure, traceId(context));
        if (problem.status() == 503) {
            context.header("Retry-After", "1");
        }
        context.status(problem.status()).contentType("application/problem+json").result(Json.text(problem));
    }

    static void trace(Context context, String id) {
        context.attribute(TRACE, id);
        context.header("X-Request-Id", id);
    }

    private static String traceId(Context context) {
        return Optional.<String>ofNullable(context.attribute(TRACE)).orElse("unknown");
    }
}
