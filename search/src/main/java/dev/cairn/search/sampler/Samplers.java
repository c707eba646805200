package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** All samplers by name. To add one: a file with the algorithm and a line here. */
public final class Samplers {
    private static final Map<String, Supplier<Proposer>> PROPOSERS = new LinkedHashMap<>();

    static {
        PROPOSERS.put("random", RandomProposer::new);
        PROPOSERS.put("grid", () -> new GridProposer(5));
        PROPOSERS.put("sobol", SobolProposer::new);
        PROPOSERS.put("tpe", TpeProposer::new);
        PROPOSERS.put("cmaes", CmaesProposer::new);
        PROPOSERS.put("evolution", EvolutionProposer::new);
        PROPOSERS.put("nsga2", NsgaProposer::new);
        PROPOSERS.put("bayes", () -> bayes(space -> Criterion.IMPROVEMENT));
        PROPOSERS.put("ucb", () -> bayes(space -> Criterion.BOUND));
        PROPOSERS.put("thompson", () -> bayes(space -> Criterion.DRAW));
        PROPOSERS.put("forest", ForestProposer::new);
        PROPOSERS.put("auto", () -> bayes(Criterion::suited));
    }

    private Samplers() {}

    private static Proposer bayes(Function<SearchSpace, Criterion> criterion) {
        return new ByGoals(new BayesProposer(criterion), new FrontProposer());
    }

    public static Set<String> names() {
        return Collections.unmodifiableSet(PROPOSERS.keySet());
    }

    public static Sampler named(String name) {
        return named(name, SamplerOptions.NONE);
    }

    /**
     * The sampler of this name.
     *
     * @throws InvalidSearch for a name that is not in {@link #names}
     */
    public static Sampler named(String name, SamplerOptions options) {
        Supplier<Proposer> proposer = PROPOSERS.get(name);
        if (proposer == null) {
            throw new InvalidSearch("sampler '%s' is not one of %s".formatted(name, PROPOSERS.keySet()));
        }
        return new OneByOne(options.first(), new WarmStart(options.hints(), options.outlines()), proposer.get());
    }
}
