package dev.cairn.search.pruner;

import dev.cairn.search.InvalidSearch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** All pruners by name. To add one: a file with the rule and a line here. */
public final class Pruners {
    private static final Map<String, Function<PrunerOptions, Pruner>> PRUNERS = new LinkedHashMap<>();
    private static final int MIN_PEERS = 5;
    /** In the default rule rungs are this far apart, and this part goes on: see bench/RESULTS.md. */
    private static final double AUTO_FACTOR = 3;

    private static final double AUTO_REDUCTION = 4;
    private static final int AUTO_LATEST = 40;

    static {
        PRUNERS.put("auto", Pruners::auto);
        PRUNERS.put("none", options -> new NoPruner());
        PRUNERS.put("asha", options -> new AshaPruner("asha", rungs(options), options.reduction()));
        PRUNERS.put("ashaPromotion", options -> new PromotionPruner(rungs(options), options.reduction()));
        PRUNERS.put("ashaPareto", options -> new ParetoPruner("ashaPareto", rungs(options), options.reduction()));
        PRUNERS.put("hyperband", options -> new HyperbandPruner(rungs(options), options.reduction()));
        PRUNERS.put("median", options -> percentile("median", options, 50));
        PRUNERS.put("percentile", options -> percentile("percentile", options, options.percentile()));
        PRUNERS.put("patience", o -> new PatiencePruner(o.minSteps(), o.maxSteps(), o.patience()));
        PRUNERS.put("threshold", o -> new ThresholdPruner(o.minSteps(), o.maxSteps(), o.bound()));
        PRUNERS.put("pairedTest", options -> new PairedTestPruner(rungs(options), options.level()));
        PRUNERS.put("extrapolation", options -> new ExtrapolationPruner(rungs(options), options.least()));
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

    /** Diverged trials end at once; the others race, by all objectives where there are several. */
    private static Pruner auto(PrunerOptions options) {
        Rungs rungs = Rungs.of(options, AUTO_FACTOR);
        return new FirstOfPruner(List.of(
                new ThresholdPruner(options.minSteps(), options.maxSteps(), OptionalDouble.empty()),
                new SuitedPruner(
                        new AshaPruner("auto", rungs, AUTO_REDUCTION, AUTO_LATEST),
                        new ParetoPruner("auto", rungs, AUTO_REDUCTION))));
    }

    private static Pruner percentile(String name, PrunerOptions o, double share) {
        return new PercentilePruner(name, o.minSteps(), o.maxSteps(), o.every(), share, MIN_PEERS);
    }

    private static Rungs rungs(PrunerOptions options) {
        return Rungs.of(options, options.reduction());
    }
}
