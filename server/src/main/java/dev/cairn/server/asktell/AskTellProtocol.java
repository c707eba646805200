package dev.cairn.server.asktell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.trial.Direction;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers one JSON object with one: {@code create}, {@code ask}, {@code tell} and {@code close}, by {@code op}. A fault is answered as
 * {@code {"error": …}}; it never ends the conversation.
 */
public final class AskTellProtocol {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, MemoryStudy> studies = new HashMap<>();
    private final String strategy;
    private int created;

    /**
     * A conversation without studies yet.
     *
     * @param strategy the sampler of studies that do not name one
     */
    public AskTellProtocol(String strategy) {
        this.strategy = strategy;
    }

    public String answer(String line) {
        ObjectNode answer = mapper.createObjectNode();
        try {
            JsonNode message = mapper.readTree(line);
            switch (message.path("op").asText()) {
                case "create" -> answer.put("study", create(message));
                case "ask" -> ask(message, answer);
                case "tell" -> study(message).tell(trial(message), value(message));
                case "close" -> studies.remove(message.path("study").asText());
                default -> throw new InvalidSearch("op must be create, ask, tell or close, got " + message.path("op"));
            }
        } catch (InvalidSearch | JsonProcessingException e) {
            answer.put("error", e.getMessage());
        }
        return answer.toString();
    }

    private String create(JsonNode message) {
        Direction direction = message.path("direction").asText("minimize").equals("maximize")
                ? Direction.MAXIMIZE
                : Direction.MINIMIZE;
        MemoryStudy study = new MemoryStudy(
                WireSpace.read(message.path("space"), message.path("conditions"), message.path("constraints")),
                direction,
                Samplers.named(message.path("strategy").asText(strategy)),
                message.path("seed").asLong(),
                message.path("budget").asInt(Integer.MAX_VALUE));
        String id = String.valueOf(++created);
        studies.put(id, study);
        return id;
    }

    private void ask(JsonNode message, ObjectNode answer) {
        MemoryStudy.Asked asked = study(message).ask();
        answer.put("trial", String.valueOf(asked.trial()));
        answer.set("params", mapper.valueToTree(asked.suggestion().values().raw()));
        answer.set("why", mapper.valueToTree(asked.suggestion().why().numbers()));
        answer.put("arm", asked.suggestion().why().arm());
    }

    private MemoryStudy study(JsonNode message) {
        String id = message.path("study").asText();
        MemoryStudy study = studies.get(id);
        if (study == null) {
            throw new InvalidSearch("there is no study '%s'".formatted(id));
        }
        return study;
    }

    private static int trial(JsonNode message) {
        int trial = message.path("trial").asInt(0); // a text of digits is read as its number
        if (trial < 1) {
            throw new InvalidSearch("trial must be one that was asked for, got " + message.path("trial"));
        }
        return trial;
    }

    /** A number; NaN and infinities come as texts, and anything else counts as NaN: a result that is not a number. */
    private static double value(JsonNode message) {
        JsonNode value = message.path("value");
        if (value.isMissingNode()) {
            throw new InvalidSearch("a tell needs a value");
        }
        return switch (value.asText()) {
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> value.asDouble(Double.NaN);
        };
    }
}
