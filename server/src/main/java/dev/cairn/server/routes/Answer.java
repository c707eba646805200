package dev.cairn.server.routes;

import dev.cairn.server.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as text. Whoever answered has nothing more to say, so that it can be kept and given again. */
record Answer(int status, String contentType, Map<String, String> headers, String body) {
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer ok(Object wire) {
        return new Answer(200, JSON, Map.of(), Json.text(wire));
    }

    static Answer created(String location, Object wire) {
        return new Answer(201, JSON, Map.of("Location", location), Json.text(wire));
    }

    static Answer nothing() {
        return new Answer(204, JSON, Map.of(), "");
    }

    static Answer text(String contentType, String body) {
        return new Answer(200, contentType, Map.of(), body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, more, body);
    }
}
