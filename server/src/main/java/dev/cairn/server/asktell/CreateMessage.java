package dev.cairn.server.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.trial.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code create} says of a study.
 *
 * @param directions one for each objective
 * @param strategy the sampler's name; empty for that of the conversation
 * @param budget how many trials may be asked for; empty for as many as wanted
 * @param warmStart earlier studies to learn from
 */
public record CreateMessage(
        SearchSpace space,
        List<Direction> directions,
        Optional<String> strategy,
        long seed,
        OptionalInt budget,
        List<String> warmStart) {
    private static final Set<String> KNOWN =
            Set.of("op", "space", "conditions", "constraints", "direction", "strategy", "seed", "budget", "warmStart");

    public CreateMessage {
        directions = List.copyOf(directions);
        warmStart = List.copyOf(warmStart);
    }

    /**
     * Reads a message.
     *
     * @throws InvalidSearch with the field, the rule and the value of the first fault
     */
    public static CreateMessage read(JsonNode message) {
        WireFields fields = new WireFields(message, "create");
        fields.only(KNOWN);
        if (!fields.has("space")) {
            throw new InvalidSearch("create: 'space' is missing; it must be a list of parameters");
        }
        return new CreateMessage(
                WireSpace.read(fields.list("space"), fields.list("conditions"), fields.texts("constraints")),
                directions(fields.get("direction")),
                fields.text("strategy"),
                fields.has("seed") ? fields.whole("seed") : 0,
                budget(fields),
                fields.texts("warmStart"));
    }

    private static OptionalInt budget(WireFields fields) {
        if (!fields.has("budget")) {
            return OptionalInt.empty();
        }
        long budget = fields.whole("budget");
        if (budget < 1 || budget > Integer.MAX_VALUE) {
            throw new InvalidSearch("create: 'budget' must be at least 1 trial, got " + budget);
        }
        return OptionalInt.of((int) budget);
    }

    /** A text, or a list of as many as there are objectives; minimize where nothing is said. */
    private static List<Direction> directions(JsonNode direction) {
        if (direction.isMissingNode() || direction.isNull()) {
            return List.of(Direction.MINIMIZE);
        }
        List<Direction> directions = new ArrayList<>();
        for (JsonNode one : direction.isArray() ? direction : List.of(direction)) {
            directions.add(
                    switch (one.asText()) {
                        case "minimize" -> Direction.MINIMIZE;
                        case "maximize" -> Direction.MAXIMIZE;
                        default ->
                            throw new InvalidSearch("create: 'direction' must be minimize or maximize, got " + one);
                    });
        }
        if (directions.isEmpty()) {
            throw new InvalidSearch("create: 'direction' must name at least one objective, got []");
        }
        return directions;
    }
}
