package dev.cairn.server.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.server.wire.Json;
import dev.cairn.trainers.TrainingFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line that a program writes. */
sealed interface Line {
    /** {@code {"type": "report", "step": 3, "metrics": {"accuracy": 0.9}}}. */
    record Report(int step, Map<String, Double> metrics) implements Line {}

    /** {@code {"type": "checkpoint", "step": 3, "file": "model.bin"}}. */
    record Checkpoint(int step, String file) implements Line {}

    /** {@code {"type": "done", "metrics": {"accuracy": 0.9}}}. */
    record Done(Map<String, Double> metrics) implements Line {}

    /** {@code {"type": "failed", "kind": "data", "message": "…"}}. */
    record Failed(TrainingFailure.Kind kind, String message) implements Line {}

    /** Anything else: a line for the log. */
    record Said(String text) implements Line {}

    static Line read(String text) {
        if (!text.startsWith("{")) {
            return new Said(text);
        }
        try {
            JsonNode line = Json.mapper().readTree(text);
            int step = line.path("step").asInt(0);
            return switch (line.path("type").asText()) {
                case "report" -> step < 1 ? new Said(text) : new Report(step, metrics(line.path("metrics")));
                case "checkpoint" ->
                    step < 1
                            ? new Said(text)
                            : new Checkpoint(step, line.path("file").asText());
                case "done" -> new Done(metrics(line.path("metrics")));
                case "failed" ->
                    new Failed(
                            kind(line.path("kind").asText()),
                            line.path("message").asText());
                default -> new Said(text);
            };
        } catch (JsonProcessingException e) {
            return new Said(text);
        }
    }

    /** What is not a number is not known. */
    private static Map<String, Double> metrics(JsonNode fields) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        fields.properties()
                .forEach(field -> metrics.put(
                        field.getKey(),
                        field.getValue().isNumber() ? field.getValue().asDouble() : Double.NaN));
        return metrics;
    }

    private static TrainingFailure.Kind kind(String word) {
        return switch (word) {
            case "data" -> TrainingFailure.Kind.DATA;
            case "outOfMemory" -> TrainingFailure.Kind.OUT_OF_MEMORY;
            case "gpuOutOfMemory" -> TrainingFailure.Kind.GPU_OUT_OF_MEMORY;
            case "diverged" -> TrainingFailure.Kind.DIVERGED;
            default -> TrainingFailure.Kind.CODE;
        };
    }
}
