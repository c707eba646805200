package dev.cairn.server.asktell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.sampler.SamplerOptions;
import dev.cairn.search.sampler.Samplers;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.transfer.Origin;
import dev.cairn.search.transfer.Outline;
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
 * conversation whose best configurations it tries early, where its own results fall in the order that they foretell.
 */
public final class AskTellProtocol {
    private static final int MOST_HINTS = 5;
    private static final int LONGEST_SHOWN = 80;

    /** NaN and infinities are read as JavaScript writes them, too: that is how Python says a result that is no number. */
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

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
                case "tell" -> tell(message);
                case "best" -> best(message, answer);
                case "close" -> close(message);
                default ->
                    throw new InvalidSearch("a message is an object whose op is create, ask, tell, best or close, got "
                            + shortened(message.has("op") ? message.path("op") : message));
            }
        } catch (JsonProcessingException e) {
            answer.put("error", "this is not JSON: " + e.getOriginalMessage());
        } catch (InvalidSearch e) {
            answer.put("error", e.getMessage());
        }
        return answer.toString();
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    private String create(JsonNode message) {
        CreateMessage wish = CreateMessage.read(message);
        SamplerOptions options = warmed(wish.space(), origins(wish.warmStart()));
        MemoryStudy study = new MemoryStudy(
                wish.space(),
                wish.directions(),
                Samplers.named(wish.strategy().orElse(strategy), options),
                wish.seed(),
                wish.budget().orElse(Integer.MAX_VALUE));
        String id = String.valueOf(++created);
        studies.put(id, study);
        return id;
    }

    private void tell(JsonNode message) {
        MemoryStudy study = study(message);
        TellMessage told = TellMessage.read(message);
        study.tell(told.trial(), told.values());
    }

    private void close(JsonNode message) {
        study(message);
        studies.remove(message.path("study").asText());
    }

    /** Nobody knows here whether two studies have the same data, so each has to foretell the order of the new one's results first. */
    private static SamplerOptions warmed(SearchSpace space, List<Origin> origins) {
        List<Outline> outlines = origins.stream()
                .flatMap(origin -> Outline.of(space, origin).stream())
                .toList();
        return new SamplerOptions(List.of(), Portfolio.of(space, origins, MOST_HINTS), outlines);
    }

    /** What earlier studies of this conversation found. */
    private List<Origin> origins(List<String> earlier) {
        List<Origin> origins = new ArrayList<>();
        for (String one : earlier) {
            MemoryStudy study = study(one);
            Direction direction = study.history().direction();
            origins.add(new Origin(
                    one,
                    0,
                    study.history().completed().stream()
                            .filter(trial -> Double.isFinite(trial.objective()))
                            .sorted(Comparator.comparingDouble(trial -> direction.loss(trial.objective())))
                            .map(trial -> new Origin.Result(trial.number(), trial.values()))
                            .toList()));
        }
        return origins;
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
}
