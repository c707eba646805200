package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Optional;

/**
 * CMA-ES over mixed spaces with restarts of two kinds, BIPOP (Hansen, "Benchmarking a BI-population CMA-ES", GECCO workshop 2009): a restart
 * with twice the population looks wide, one with a small population and a small step looks close; the kind that has used less is next.
 *
 * <p>The state follows from the results, in the order of the trials, a generation at a time; so it is a function of the history, and
 * results that come late only change which generation they count in.
 */
record CmaesProposer() implements Proposer {
    private static final CmaMemo SEARCHES = new CmaMemo();

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        SearchSpace space = situation.space();
        CmaSearch search = SEARCHES.over(space, situation.studyKey("cmaes"), Evidence.of(situation));
        Stream stream = situation.stream("cmaes");
        double margin = 1.0 / (Math.max(1, space.size()) * search.population());
        double[] stretches = search.run().stretches(margin);
        Values values = Mutations.of(situation, "cmaes.feasible")
                .firstNew(() -> search.run().draw(stream, stretches, margin));
        Explanation why = Explanation.of(
                        "cmaes", "Drawn from the distribution of generation %d.".formatted(search.generations() + 1))
                .with("population", search.population())
                .with("restarts", search.restarts());
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }
}
