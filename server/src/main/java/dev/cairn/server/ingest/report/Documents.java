package dev.cairn.server.ingest.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * The JSON form in which reports are kept in the store and handed from the ingestion process to its parent. It is no wire format: what clients
 * see is made from the records by {@code server.wire}.
 */
public final class Documents {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + document.getClass().getSimpleName() + " has no JSON form", e);
        }
    }

    /** Reads what {@link #write} wrote, also in an earlier release: members that are gone since are ignored. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }
}
