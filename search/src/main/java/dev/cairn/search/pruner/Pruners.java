package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All pruners by name. To add one: a file with the rule and a line here. */
public final class Pruners {
    private static final Map<String, Function<PrunerOptions, Pruner>> PRUNERS = new LinkedHashMap<>();

    static {
        PRUNERS.put("none", options -> new NoPruner());
        PRUNERS.put("asha", options -> new AshaPruner(options.minSteps(), options.maxSteps(), options.reduction()));
        PRUNERS.put("median", options -> new MedianPruner(options.minSteps(), options.maxSteps(), 5));
    }

    private Pruners() {}

    public static Set<String> names() {
        return Collections.unmodifiableSet(PRUNERS.keySet());
    }

    /**
     * The pruner of this name.
     *
     * @throws InvalidSearch for a name that is not in {@link #names}
     */
    public static Pruner named(String name, PrunerOptions options) {
        Function<PrunerOptions, Pruner> pruner = PRUNERS.get(name);
        if (pruner == null) {
            throw new InvalidSearch("pruner '%s' is not one of %s".formatted(name, PRUNERS.keySet()));
        }
        return pruner.apply(options);
    }
}
