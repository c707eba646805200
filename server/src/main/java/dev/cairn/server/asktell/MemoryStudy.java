package dev.cairn.server.asktell;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.pareto.Dominance;
import dev.cairn.search.sampler.FeasibleShare;
import dev.cairn.search.sampler.Incumbent;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One study that lives as long as its process. */
final class MemoryStudy {
    /** A suggestion under the number that its result is told for. */
    record Asked(int trial, Suggestion.New suggestion) {}

    private final SearchSpace space;
    private final List<Direction> directions;
    private final Sampler sampler;
    private final long seed;
    private final int budget;
    private final List<Trial> trials = new ArrayList<>();
    private final List<String> arms = new ArrayList<>();

    MemoryStudy(SearchSpace space, List<Direction> directions, Sampler sampler, long seed, int budget) {
        this.space = space;
        this.directions = List.copyOf(directions);
        this.sampler = sampler;
        this.seed = seed;
        this.budget = budget;
    }

    Asked ask() {
        History history = history();
        BudgetLeft left = BudgetLeft.ofTrials(Math.max(0, budget - trials.size()));
        List<Suggestion> next = sampler.next(space, history, left, 1, seed);
        if (next.isEmpty()) {
            throw new InvalidSearch(
                    trials.isEmpty() && budget > 0
                            ? "this sampler finds nothing to try: "
                                    + FeasibleShare.of(space).text()
                            : "nothing is left to try after %d trials of %d".formatted(trials.size(), budget));
        }
        if (!(next.get(0) instanceof Suggestion.New suggestion)) {
            throw new InvalidSearch("this sampler resumes trials, which ask and tell cannot");
        }
        trials.add(new PendingTrial(trials.size() + 1, suggestion.values()));
        arms.add(suggestion.why().arm());
        return new Asked(trials.size(), suggestion);
    }

    /** What is known now. */
    History history() {
        return new History(directions, trials, arms);
    }

    SearchSpace space() {
        return space;
    }

    void tell(int trial, List<Double> objectives) {
        if (objectives.size() != directions.size()) {
            throw new InvalidSearch(
                    "this study has %d objectives, got values %s".formatted(directions.size(), objectives));
        }
        if (trial < 1 || trial > trials.size()) {
            throw new InvalidSearch("there is no trial %d; trials are 1 to %d".formatted(trial, trials.size()));
        }
        if (!(trials.get(trial - 1) instanceof PendingTrial pending)) {
            throw new InvalidSearch("trial %d already has its result".formatted(trial));
        }
        Values values = pending.values();
        trials.set(trial - 1, new CompletedTrial(trial, values, Curve.EMPTY, objectives, Double.NaN, Duration.ZERO));
    }

    /**
     * A trial that the study would answer with.
     *
     * @param values of its objectives; of a single one that is noisy, the estimate
     * @param deviation standard deviation of that estimate; 0 where results show no noise
     */
    record Best(CompletedTrial trial, List<Double> values, double deviation) {}

    /** The trial with the best estimate, or with several objectives those that no other dominates, by number. */
    List<Best> best() {
        History history = history();
        if (directions.size() == 1) {
            return Incumbent.of(space, history).stream()
                    .map(best -> new Best(
                            (CompletedTrial) trials.get(best.trial() - 1), List.of(best.estimate()), best.deviation()))
                    .toList();
        }
        List<CompletedTrial> done = history.completed();
        double[][] losses = done.stream().map(this::losses).toArray(double[][]::new);
        int[] fronts = Dominance.fronts(losses, new double[losses.length]);
        return IntStream.range(0, fronts.length)
                .filter(i -> fronts[i] == 0)
                .mapToObj(i -> new Best(done.get(i), done.get(i).objectives(), 0))
                .toList();
    }

    private double[] losses(CompletedTrial trial) {
        return IntStream.range(0, directions.size())
                .mapToDouble(i -> directions.get(i).loss(trial.objectives().get(i)))
                .toArray();
    }
}
