package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.EvolutionStrategy;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * CMA-ES over mixed spaces with restarts of two kinds, BIPOP (Hansen, "Benchmarking a BI-population CMA-ES", GECCO workshop 2009): a restart
 * with twice the population looks wide, one with a small population and a small step looks close; the kind that has used less is next.
 *
 * <p>The state is replayed from the results, in the order of the trials, a generation at a time; so it is a function of the history, and
 * results that come late only change which generation they count in.
 */
record CmaesProposer() implements Proposer {
    private static final double FIRST_SIGMA = 0.3;
    /** A deviation below this, in the unit cube, tunes nothing that a training could tell. */
    private static final double SMALLEST = 1e-6;

    private static final double MOST_CONDITION = 1e14;
    private static final int MOST_DOUBLINGS = 5;

    @Override
    public Optional<Suggestion.New> propose(Situation situation) {
        SearchSpace space = situation.space();
        Evidence evidence = Evidence.of(situation);
        Replay replay = new Replay(space, situation.studyKey("cmaes"));
        replay.over(evidence);
        Stream stream = situation.stream("cmaes");
        double margin = 1.0 / (Math.max(1, space.size()) * replay.population);
        double[] stretches = replay.run.stretches(margin);
        Values values =
                Mutations.of(situation, "cmaes.feasible").firstNew(() -> replay.run.draw(stream, stretches, margin));
        Explanation why = Explanation.of(
                        "cmaes", "Drawn from the distribution of generation %d.".formatted(replay.generations + 1))
                .with("population", replay.population)
                .with("restarts", replay.restarts);
        return Optional.of(new Suggestion.New(values, Fidelity.FULL, why));
    }

    /** The state of the search after all complete generations. */
    private static final class Replay {
        private final SearchSpace space;
        private final long key;
        private final int usual;
        private CmaRun run;
        private int population;
        private int restarts;
        private int generations;
        private int doublings;
        private boolean wide = true;
        private long spentWide;
        private long spentClose;

        Replay(SearchSpace space, long key) {
            this.space = space;
            this.key = key;
            double[] centre = new double[space.size()];
            Arrays.setAll(
                    centre,
                    d -> space.parameters()
                            .get(d)
                            .prior()
                            .map(space.parameters().get(d)::encode)
                            .orElse(0.5));
            run = CmaRun.start(space, centre, FIRST_SIGMA);
            usual = EvolutionStrategy.usualPopulation(space.size());
            population = usual;
        }

        void over(Evidence evidence) {
            for (int from = 0; from + population <= evidence.size(); ) {
                int to = from + population;
                List<double[]> points = evidence.points().subList(from, to);
                double[] losses = Arrays.copyOfRange(evidence.losses(), from, to);
                run = run.after(points, losses, Stream.of(key, from));
                spentWide += wide ? population : 0;
                spentClose += wide ? 0 : population;
                from = to;
                generations++;
                if (stuck(losses)) {
                    restart(Stream.of(key, from, 1));
                }
            }
        }

        /** TolX, TolHistFun and ConditionCov of Hansen (2009, §2). */
        private boolean stuck(double[] losses) {
            EvolutionStrategy strategy = run.strategy();
            boolean tiny = true;
            for (int i = 0; i < strategy.dimensions(); i++) {
                tiny &= strategy.deviation(i) < SMALLEST;
            }
            int window = 10 + (int) Math.ceil(30.0 * Math.max(1, space.size()) / population);
            List<Double> best = run.best();
            List<Double> recent = best.subList(Math.max(0, best.size() - window), best.size());
            boolean level = recent.size() == window
                    && spread(recent.stream().mapToDouble(Double::doubleValue).toArray()) == 0
                    && spread(losses) == 0;
            return (tiny && strategy.dimensions() > 0) || level || strategy.condition() > MOST_CONDITION;
        }

        private void restart(Stream stream) {
            restarts++;
            wide = spentWide <= spentClose;
            double sigma = FIRST_SIGMA;
            if (wide) {
                doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
                population = usual << doublings;
            } else {
                double u = stream.uniform();
                population = Math.max(usual, (int) (usual * Math.pow(0.5 * (1 << doublings), u * u)));
                sigma = FIRST_SIGMA * Math.pow(10, -2 * stream.uniform());
            }
            run = CmaRun.start(space, stream.point(space.size()), sigma);
        }

        private static double spread(double[] losses) {
            double low = Arrays.stream(losses).min().orElse(0);
            double high = Arrays.stream(losses).max().orElse(0);
            return high - low > 1e-12 * Math.max(1e-12, Math.abs(high)) ? high - low : 0;
        }
    }
}
