package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.model.EvolutionStrategy;
import dev.cairn.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;

/**
 * Where a search by {@link CmaesProposer} stands after some complete generations. Immutable: a generation gives a new one.
 *
 * @param key of the study, for what is drawn between generations
 * @param seen how many observations took part
 * @param population of the current run
 * @param doublings of the population by wide restarts so far
 * @param wide whether the current run is a wide one
 * @param spentWide observations of wide runs, and {@code spentClose} those of close ones
 */
record CmaSearch(
        SearchSpace space,
        long key,
        int seen,
        CmaRun run,
        int population,
        int restarts,
        int generations,
        int doublings,
        boolean wide,
        long spentWide,
        long spentClose) {
    private static final double FIRST_SIGMA = 0.3;
    /** A deviation below this, in the unit cube, tunes nothing that a training could tell. */
    private static final double SMALLEST = 1e-6;

    private static final double MOST_CONDITION = 1e14;
    private static final int MOST_DOUBLINGS = 5;

    static CmaSearch start(SearchSpace space, long key) {
        double[] centre = new double[space.size()];
        Arrays.setAll(
                centre,
                d -> space.parameters()
                        .get(d)
                        .prior()
                        .map(space.parameters().get(d)::encode)
                        .orElse(0.5));
        CmaRun run = CmaRun.start(space, centre, FIRST_SIGMA);
        return new CmaSearch(space, key, 0, run, usual(space), 0, 0, 0, true, 0, 0);
    }

    /** Whether there are results for one more generation. */
    boolean goesOn(Evidence evidence) {
        return seen + population <= evidence.size();
    }

    /** After one more generation of the evidence. */
    CmaSearch next(Evidence evidence) {
        int to = seen + population;
        List<double[]> points = evidence.points().subList(seen, to);
        double[] losses = Arrays.copyOfRange(evidence.losses(), seen, to);
        CmaSearch after = new CmaSearch(
                space,
                key,
                to,
                run.after(points, losses, Stream.of(key, seen)),
                population,
                restarts,
                generations + 1,
                doublings,
                wide,
                spentWide + (wide ? population : 0),
                spentClose + (wide ? 0 : population));
        return after.stuck(losses) ? after.restarted(Stream.of(key, to, 1)) : after;
    }

    /** TolX, TolHistFun and ConditionCov of Hansen (2009). */
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

    private CmaSearch restarted(Stream stream) {
        boolean wideNext = spentWide <= spentClose;
        int doubled = wideNext ? Math.min(MOST_DOUBLINGS, doublings + 1) : doublings;
        int usual = usual(space);
        int members = usual << doubled;
        double sigma = FIRST_SIGMA;
        if (!wideNext) {
            double u = stream.uniform();
            members = Math.max(usual, (int) (usual * Math.pow(0.5 * (1 << doubled), u * u)));
            sigma = FIRST_SIGMA * Math.pow(10, -2 * stream.uniform());
        }
        CmaRun fresh = CmaRun.start(space, stream.point(space.size()), sigma);
        return new CmaSearch(
                space, key, seen, fresh, members, restarts + 1, generations, doubled, wideNext, spentWide, spentClose);
    }

    private static int usual(SearchSpace space) {
        return EvolutionStrategy.usualPopulation(space.size());
    }

    private static double spread(double[] losses) {
        double low = Arrays.stream(losses).min().orElse(0);
        double high = Arrays.stream(losses).max().orElse(0);
        return high - low > 1e-12 * Math.max(1e-12, Math.abs(high)) ? high - low : 0;
    }
}
