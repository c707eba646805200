package dev.cairn.server.asktell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.transfer.Hint;
import dev.cairn.search.transfer.Origin;
import dev.cairn.search.transfer.Portfolio;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers one JSON object with one: {@code create}, {@code ask}, {@code tell}, {@code best} and {@code close}, by {@code op}. A fault is
 * answered as {@code {"error": …}}; it never ends the conversation.
 *
 * <p>With a list as its {@code direction} a study has as many objectives, and is told a list of values. {@code warmStart} lists studies of this
 * conversation whose best configurations it tries early.
 */
public final class AskTellProtocol {
    private static final int MOST_HINTS = 5;

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
                case "tell" -> study(message).tell(trial(message), values(message));
                case "best" -> best(message, answer);
                case "close" -> studies.remove(message.path("study").asText());
                default ->
                    throw new InvalidSearch("op must be create, ask, tell, best or close, got " + message.path("op"));
            }
        } catch (InvalidSearch | JsonProcessingException e) {
            answer.put("error", e.getMessage());
        }
        return answer.toString();
    }

    private String create(JsonNode message) {
        SearchSpace space =
                WireSpace.read(message.path("space"), message.path("conditions"), message.path("constraints"));
        SamplerOptions options = new SamplerOptions(List.of(), hints(space, message.path("warmStart")));
        MemoryStudy study = new MemoryStudy(
                space,
                directions(message.path("direction")),
                Samplers.named(message.path("strategy").asText(strategy), options),
                message.path("seed").asLong(),
                message.path("budget").asInt(Integer.MAX_VALUE));
        String id = String.valueOf(++created);
        studies.put(id, study);
        return id;
    }

    /** A text, or a list of as many as there are objectives. */
    private static List<Direction> directions(JsonNode direction) {
        List<Direction> directions = new ArrayList<>();
        for (JsonNode one : direction.isArray() ? direction : List.of(direction)) {
            directions.add(one.asText("minimize").equals("maximize") ? Direction.MAXIMIZE : Direction.MINIMIZE);
        }
        return directions;
    }

    /** The best of earlier studies of this conversation, as far as it fits. */
    private List<Hint> hints(SearchSpace space, JsonNode earlier) {
        List<Origin> origins = new ArrayList<>();
        for (JsonNode one : earlier) {
            MemoryStudy study = study(one.asText());
            Direction direction = study.history().direction();
            origins.add(new Origin(
                    one.asText(),
                    0,
                    study.history().completed().stream()
                            .filter(trial -> Double.isFinite(trial.objective()))
                            .sorted(Comparator.comparingDouble(trial -> direction.loss(trial.objective())))
                            .map(trial -> new Origin.Result(trial.number(), trial.values()))
                            .toList()));
        }
        return Portfolio.of(space, origins, MOST_HINTS);
    }

    private void best(JsonNode message, ObjectNode answer) {
        ArrayNode all = answer.putArray("best");
        for (MemoryStudy.Best best : study(message).best()) {
            ObjectNode one = all.addObject();
            one.put("trial", String.valueOf(best.trial().number()));
            one.set("params", mapper.valueToTree(best.trial().values().raw()));
            one.set(
                    "value",
                    mapper.valueToTree(best.values().size() == 1 ? best.values().get(0) : best.values()));
            one.put("deviation", best.deviation());
        }
    }

    private void ask(JsonNode message, ObjectNode answer) {
        MemoryStudy.Asked asked = study(message).ask();
        answer.put("trial", String.valueOf(asked.trial()));
        answer.set("params", mapper.valueToTree(asked.suggestion().values().raw()));
        answer.set("why", mapper.valueToTree(asked.suggestion().why().numbers()));
        answer.put("arm", asked.suggestion().why().arm());
    }

    private MemoryStudy study(JsonNode message) {
        return study(message.path("study").asText());
    }

    private MemoryStudy study(String id) {
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

    /** One number, or a list of them. */
    private static List<Double> values(JsonNode message) {
        JsonNode value = message.path("value");
        if (value.isMissingNode()) {
            throw new InvalidSearch("a tell needs a value");
        }
        List<Double> values = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            values.add(number(one));
        }
        return values;
    }

    /** A number; NaN and infinities come as texts, and anything else counts as NaN: a result that is not a number. */
    private static double number(JsonNode value) {
        return switch (value.asText()) {
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> value.asDouble(Double.NaN);
        };
    }
}
