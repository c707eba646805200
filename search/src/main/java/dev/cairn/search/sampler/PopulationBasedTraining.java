package dev.cairn.search.sampler;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.math.Stream;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a population in intervals: a member among the worst fifth goes on from the checkpoint of one of the best fifth, with its values
 * changed a little; the others go on with their own (Jaderberg et al., "Population Based Training of Neural Networks", 2017,
 * truncation selection). So it finds a schedule of values, not one value.
 *
 * <p>A trial is one interval of one member: the trial in place {@code i} of the history, from 0, is interval {@code i / population} of member
 * {@code i % population}, and from the second interval on the fork of another trial. An interval begins when its member's last one is over and half of the population has
 * come as far; until then nothing is suggested.
 *
 * @param population members that train side by side, at least 4
 * @param interval steps between two decisions
 * @param intervals after how many a member is done
 * @param fixed parameters that shape the model and so stay what the checkpoint has
 * @param first configurations of the first members
 */
public record PopulationBasedTraining(
        int population, int interval, int intervals, Set<String> fixed, List<Values> first) implements Sampler {
    /** Part of the population that is given up, and part that is copied (Jaderberg et al. 2017). */
    private static final double TRUNCATION = 0.2;
    /** How often a value is drawn anew instead of changed (Jaderberg et al. 2017). */
    private static final double RESAMPLED = 0.25;

    private static final double FACTOR = 1.2;
    private static final int TRIES = 20;

    public PopulationBasedTraining {
        if (population < 4 || interval < 1 || intervals < 2) {
            throw new InvalidSearch("population-based training needs population >= 4, interval >= 1 and intervals >= 2,"
                    + " got %d, %d and %d".formatted(population, interval, intervals));
        }
        fixed = Set.copyOf(fixed);
        first = List.copyOf(first);
    }

    @Override
    public List<Suggestion> next(SearchSpace space, History history, BudgetLeft left, int count, long seed) {
        List<Suggestion> suggestions = new ArrayList<>();
        for (int i = 0; i < Math.min(count, left.trials()); i++) {
            int place = history.size() + i;
            Optional<Suggestion> next = place < population
                    ? Optional.of(first(space, place, seed))
                    : later(space, history, place, Stream.of(seed, place + 1));
            if (next.isEmpty()) {
                break;
            }
            suggestions.add(next.get());
        }
        return suggestions;
    }

    private Suggestion first(SearchSpace space, int place, long seed) {
        boolean known = place < first.size();
        Values values = known
                ? first.get(place)
                : SobolProposer.start(space, place - first.size(), Stream.key(seed, 1), Stream.of(seed, place + 1));
        Explanation why = Explanation.of(
                        "start",
                        "%s: member %d of the population."
                                .formatted(known ? "A point to begin with" : "A space-filling point", place + 1))
                .with("member", place + 1)
                .with("interval", 1);
        return new Suggestion.New(values, new Fidelity(interval), why);
    }

    private Optional<Suggestion> later(SearchSpace space, History history, int place, Stream stream) {
        int generation = place / population;
        if (generation >= intervals || place - population >= history.size()) {
            return Optional.empty();
        }
        Trial before = history.trials().get(place - population);
        List<CompletedTrial> peers = peers(history, generation - 1);
        if (before instanceof PendingTrial || 2 * peers.size() < population) {
            return Optional.empty();
        }
        int rank = peers.indexOf(before);
        int cut = Math.max(1, (int) (TRUNCATION * population));
        boolean givenUp = rank < 0 || rank >= peers.size() - cut;
        Fidelity fidelity = new Fidelity(interval * (generation + 1));
        if (!givenUp) {
            Explanation why =
                    Explanation.of("continue", "Rank %d of %d: it goes on as it is.".formatted(rank + 1, peers.size()));
            return Optional.of(fork(before, before.values(), fidelity, lineage(why, place, generation, before)));
        }
        CompletedTrial parent = peers.get(stream.below(Math.min(cut, peers.size())));
        Explanation why = Explanation.of(
                "exploit",
                "It fell behind: trial %d goes on in its place, with changed values.".formatted(parent.number()));
        return Optional.of(fork(
                parent, explored(space, parent.values(), stream), fidelity, lineage(why, place, generation, parent)));
    }

    /** The members that have finished an interval, best first; a result that is not finite is none. */
    private List<CompletedTrial> peers(History history, int generation) {
        int from = Math.min(history.size(), generation * population);
        return history.trials().subList(from, Math.min(history.size(), from + population)).stream()
                .filter(CompletedTrial.class::isInstance)
                .map(CompletedTrial.class::cast)
                .filter(trial -> Double.isFinite(trial.objective()))
                .sorted(Comparator.comparingDouble(
                        (CompletedTrial trial) -> history.direction().loss(trial.objective())))
                .toList();
    }

    private static Suggestion fork(Trial parent, Values values, Fidelity fidelity, Explanation why) {
        return new Suggestion.Fork(parent.number(), values, fidelity, why);
    }

    private Explanation lineage(Explanation why, int place, int generation, Trial parent) {
        return why.with("member", place % population + 1)
                .with("interval", generation + 1)
                .with("parent", parent.number());
    }

    /** Each value made larger or smaller by a fifth, or drawn anew; what shapes the model stays. */
    private Values explored(SearchSpace space, Values values, Stream stream) {
        for (int i = 0; i < TRIES; i++) {
            Values changed = values;
            for (Parameter parameter : space.parameters()) {
                Optional<Value> old = values.find(parameter.name());
                if (old.isPresent() && !fixed.contains(parameter.name())) {
                    changed = changed.with(parameter.name(), changed(parameter, old.get(), stream));
                }
            }
            if (space.contains(changed)) {
                return changed;
            }
        }
        return values;
    }

    private static Value changed(Parameter parameter, Value old, Stream stream) {
        boolean numeric = parameter instanceof Real || parameter instanceof Int;
        boolean up = stream.uniform() < 0.5;
        if (stream.uniform() < RESAMPLED) {
            return parameter.decode(stream.uniform());
        }
        if (!numeric) {
            return old;
        }
        double value = ((Number) old.raw()).doubleValue() * (up ? FACTOR : 1 / FACTOR);
        return parameter.decode(parameter.encode(near(parameter, value)));
    }

    /** The value of the parameter that is nearest to a number. */
    private static Value near(Parameter parameter, double number) {
        if (parameter instanceof Int whole) {
            double low = (double) whole.low();
            double inside = Math.min((double) whole.high(), Math.max(low, number));
            long steps = Math.round((inside - low) / (double) whole.step());
            long last = (whole.high() - whole.low()) / whole.step();
            return new Value.Whole(whole.low() + whole.step() * Math.min(last, steps));
        }
        Real real = (Real) parameter;
        double inside = Math.min(real.high(), Math.max(real.low(), number));
        if (real.step().isEmpty()) {
            return new Value.Num(inside);
        }
        double step = real.step().getAsDouble();
        double last = Math.floor((real.high() - real.low()) / step + 1e-9);
        return new Value.Num(real.low() + step * Math.min(last, Math.rint((inside - real.low()) / step)));
    }
}
