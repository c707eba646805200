package dev.cairn.server.routes;

import dev.cairn.server.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The description of the REST interface that the routes are checked against. */
final class OpenApi {
    private static final String RESOURCE = "/openapi.yaml";

    private OpenApi() {}

    @SuppressWarnings("unchecked") // the document is a mapping
    static Map<String, Object> document() {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml belongs into the program");
            }
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (Map<String, Object>) new Load(settings).loadFromString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json() {
        return Json.text(document());
    }
}
