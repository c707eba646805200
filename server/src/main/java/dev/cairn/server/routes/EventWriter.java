package dev.cairn.server.routes;

import dev.cairn.server.wire.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (WHATWG HTML, section 9.2.6). */
final class EventWriter {
    private final OutputStream out;

    EventWriter(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
        comment("cairn");
    }

    void event(StreamPosition id, String type, Object data) throws IOException {
        write("id: " + id + "\nevent: " + type + "\ndata: " + Json.text(data) + "\n\n");
    }

    /** Says nothing, so that nobody on the way takes the connection for dead. */
    void comment(String text) throws IOException {
        write(": " + text + "\n\n");
        flush();
    }

    /** Hands over what was written; a client that is gone is noticed here. */
    void flush() throws IOException {
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
