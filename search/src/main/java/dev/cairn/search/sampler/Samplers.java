package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
        PROPOSERS.put("bayes", () -> new ByGoals(new BayesProposer(), new FrontProposer()));
        PROPOSERS.put("auto", () -> new ByGoals(new BayesProposer(), new FrontProposer()));
    }

    private Samplers() {}

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
        return new OneByOne(options.first(), proposer.get());
    }
}
