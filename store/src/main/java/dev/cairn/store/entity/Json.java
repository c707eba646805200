package dev.cairn.store.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cairn.store.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The store's own small maps as JSON text. Numbers that JSON lacks are the strings "NaN", "Infinity" and "-Infinity". */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    public static Map<String, Object> object(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    public static Map<String, Double> numbers(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, Double>>() {});
    }

    public static Map<String, List<Double>> lists(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, List<Double>>>() {});
    }

    public static Map<String, Integer> counts(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, Integer>>() {});
    }

    public static Map<String, String> texts(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    public static Map<String, Interval> intervals(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, Interval>>() {});
    }

    public static List<Integer> integers(String text) {
        return read(text, new TypeReference<List<Integer>>() {});
    }

    public static List<String> strings(String text) {
        return read(text, new TypeReference<List<String>>() {});
    }

    static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored text is not the JSON it should be: " + text, e);
        }
    }
}
