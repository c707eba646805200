package dev.cairn.server.spec;

import dev.cairn.search.trial.Direction;
import dev.cairn.trainers.metric.Cost;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One number that a study wants more or less of.
 *
 * @param name wire name of a {@link Metric}, a {@link Cost} or a {@link Gap}
 */
public record Goal(String name, Direction direction) {
    /** What goes by this name, in the direction in which it is better. */
    static Optional<Goal> named(String name) {
        Optional<Goal> metric = Metric.named(name).map(known -> new Goal(known.wireName(), known.direction()));
        return metric.or(() -> Cost.named(name).map(cost -> new Goal(cost.wireName(), Direction.MINIMIZE)))
                .or(() -> Gap.named(name).map(gap -> new Goal(gap.wireName(), Direction.MINIMIZE)));
    }

    /** All names that {@link #named} knows, gaps aside. */
    static List<String> names() {
        return Stream.concat(Metric.names().stream(), Cost.names().stream()).toList();
    }

    /** The metric, if it is one of what models predict. */
    Optional<Metric> metric() {
        return Metric.named(name);
    }

    Optional<Cost> cost() {
        return Cost.named(name);
    }

    /** The schema of such a name. */
    static Map<String, Object> schema() {
        return Map.of("anyOf", List.of(Map.of("enum", names()), Map.of("type", "string", "pattern", Gap.SPELLING)));
    }
}
