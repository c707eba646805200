package dev.cairn.server.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What routes may ask of a request; each answer is checked, so that a route never sees half a number. */
final class Request {
    private static final int LARGEST_PAGE = 1000;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_BODY = 1_000_000;
    private static final long LARGEST_DRAIN = 4L << 30;

    private final Context context;

    Request(Context context) {
        this.context = context;
    }

    /** Path and query as sent. */
    String target() {
        return context.path() + '?' + Optional.ofNullable(context.queryString()).orElse("");
    }

    String path(String name) {
        return context.pathParam(name);
    }

    int pathNumber(String name) {
        return number("path/" + name, path(name), 1, Integer.MAX_VALUE);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isEmpty());
    }

    Optional<Integer> queryNumber(String name, int low, int high) {
        return query(name).map(text -> number("query/" + name, text, low, high));
    }

    /** A comma-separated list; empty when absent. */
    List<String> queryList(String name) {
        return query(name).map(text -> Arrays.asList(text.split(",", -1))).orElse(List.of());
    }

    int limit() {
        return queryNumber("limit", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    String contentType() {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** What the client says that its body has; -1 when it does not say. */
    long announcedBytes() {
        return context.req().getContentLengthLong();
    }

    /** The body as it comes, for uploads: whoever reads it bounds it. */
    InputStream stream() {
        return context.bodyInputStream();
    }

    /**
     * Takes in what a refused client goes on sending, so that it hears the refusal and not a broken connection. One that asked first, by
     * {@code Expect: 100-continue}, sends nothing.
     */
    void drain() throws IOException {
        if (header("Expect").isEmpty()) {
            context.bodyInputStream().skip(LARGEST_DRAIN);
        }
    }

    /**
     * Takes in a small body that nobody asked for, as that of a refused request, so that the connection can carry the next one; says that it
     * ends where the rest is large.
     */
    void finish() throws IOException {
        if (context.res().isCommitted()
                || announcedBytes() == 0
                || header("Expect").isPresent()) {
            return;
        }
        InputStream body = context.bodyInputStream();
        if (body.skip(LARGEST_BODY) == LARGEST_BODY && body.read() >= 0) {
            context.header("Connection", "close");
        }
    }

    /** The body of a request that is not an upload: UTF-8 and small. It can be asked for again. */
    String text() throws IOException {
        String kept = context.attribute("text");
        if (kept == null) {
            kept = decoded(context.bodyInputStream().readNBytes(LARGEST_BODY + 1));
            context.attribute("text", kept);
        }
        return kept;
    }

    /** The body as a wire record. */
    <T> T json(Class<T> type) throws IOException {
        try {
            T body = Json.read(text(), type);
            if (body == null || (body instanceof JsonNode node && !node.isObject())) {
                throw Refusal.invalid("body", "syntax", "The body must be a JSON object.", Optional.empty());
            }
            return body;
        } catch (JsonProcessingException e) {
            throw BodyFault.of(e);
        }
    }

    private static String decoded(byte[] octets) {
        if (octets.length > LARGEST_BODY) {
            throw new Refusal(
                    413,
                    "too-large",
                    "The request is too large",
                    "The body is larger than " + LARGEST_BODY + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("body", "syntax", "The body is not UTF-8.", Optional.empty());
        }
    }

    void requireType(String... types) {
        if (!List.of(types).contains(contentType())) {
            throw new Refusal(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "Content-Type must be %s; got '%s'.".formatted(String.join(" or ", types), contentType()));
        }
    }

    /** Refuses the request when it was made for another state of the resource (RFC 9110, section 13.1.1). */
    void requireMatch(String etag) {
        Optional<String> expected = header("If-Match").map(String::strip);
        boolean matches = expected.isEmpty()
                || expected.get().equals("*")
                || Arrays.stream(expected.get().split(",", -1))
                        .anyMatch(tag -> tag.strip().equals(etag));
        if (!matches) {
            throw new Refusal(
                    412,
                    "precondition-failed",
                    "It has changed meanwhile",
                    "If-Match says %s, but it is %s now.".formatted(expected.get(), etag));
        }
    }

    static int number(String place, String text, int low, int high) {
        try {
            int value = Integer.parseInt(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, like a number out of range
        }
        String detail = "'%s' must be a whole number from %d to %d.".formatted(text, low, high);
        throw Refusal.invalid(place, "out-of-range", detail, Optional.empty());
    }
}
