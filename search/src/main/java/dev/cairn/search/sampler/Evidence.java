package dev.cairn.search.sampler;

import dev.cairn.search.math.Ranking;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a model can learn from: points of the unit cube with a finite loss each, by trial number.
 *
 * <p>A result that is not finite, and a trial that diverged, count as the worst finite one. A stopped or paused trial counts by where its
 * curve was going, a stopped one never as better than the median of the completed ones: it was stopped for being behind. A trial that failed for a reason of the machine
 * says nothing. With several objectives, or bounds on outcomes, a loss is a place in the order of {@link Rivals}.
 *
 * @param losses less is better
 * @param pending points whose result is still to come
 * @param arms which arm suggested each point, an empty text where nobody knows
 * @param pendingArms the same for those that are pending
 * @param unfinished which points were not trained to the end, so that their losses are projected ones
 * @param ladder what trials had reached on their way, where somebody asked and some are unfinished
 */
@SuppressWarnings("ArrayRecordComponent") // private to the samplers, which do not write to it
record Evidence(
        List<double[]> points,
        double[] losses,
        List<double[]> pending,
        List<String> arms,
        List<String> pendingArms,
        BitSet unfinished,
        Optional<Ladder> ladder) {
    /** Finished trials of which nobody says who suggested them. */
    Evidence(List<double[]> points, double[] losses, List<double[]> pending) {
        this(points, losses, pending, Collections.nCopies(losses.length, ""), List.of());
    }

    /** Finished trials. */
    Evidence(
            List<double[]> points,
            double[] losses,
            List<double[]> pending,
            List<String> arms,
            List<String> pendingArms) {
        this(points, losses, pending, arms, pendingArms, new BitSet(), Optional.empty());
    }

    static Evidence of(Situation situation) {
        return situation.history().plain()
                ? plain(situation, false)
                : Rivals.of(situation).ranked();
    }

    /** The same with what trials had reached on their way, for a model that takes steps. */
    static Evidence withLadder(Situation situation) {
        return situation.history().plain() ? plain(situation, true) : of(situation);
    }

    private static Evidence plain(Situation situation, boolean steps) {
        History history = situation.history();
        Losses of = new Losses(history);
        List<Trial> known = new ArrayList<>(history.size());
        double[] losses = new double[history.size()];
        List<String> arms = new ArrayList<>(history.size());
        BitSet unfinished = new BitSet();
        for (Trial trial : history.trials()) {
            OptionalDouble loss = of.loss(trial);
            if (loss.isPresent()) {
                unfinished.set(known.size(), !(trial instanceof CompletedTrial || trial instanceof FailedTrial));
                losses[known.size()] = loss.getAsDouble();
                known.add(trial);
                arms.add(history.arm(trial.number()));
            }
        }
        List<double[]> pending = new ArrayList<>();
        for (Values values : situation.pending()) {
            pending.add(situation.space().encode(values));
        }
        return new Evidence(
                Encodings.of(situation.space()).points(situation.space(), known),
                Arrays.copyOf(losses, known.size()),
                pending,
                arms,
                situation.pendingArms(),
                unfinished,
                steps && !unfinished.isEmpty() ? Ladder.of(known, of.projection()) : Optional.empty());
    }

    int size() {
        return losses.length;
    }

    /** Indices from the least loss to the greatest, the earlier trial first among equals. */
    int[] ranking() {
        return Ranking.ascending(losses);
    }

    /** Only the first trials, as a model saw them that was fitted then; pending ones are left out. */
    Evidence first(int count) {
        int[] kept = IntStream.range(0, count).toArray();
        return new Evidence(
                points.subList(0, count),
                Arrays.copyOf(losses, count),
                List.of(),
                arms.subList(0, count),
                List.of(),
                unfinished.get(0, count),
                ladder.map(all -> all.only(kept)));
    }

    /** At most {@code limit} observations: the best half of that, and of the others an even sample. */
    Evidence thinned(int limit) {
        return size() <= limit ? this : only(sample(limit));
    }

    /** Where those observations stand that {@link #thinned} keeps, by trial number. */
    int[] sample(int limit) {
        if (size() <= limit) {
            return IntStream.range(0, size()).toArray();
        }
        int[] ranking = ranking();
        boolean[] keep = new boolean[size()];
        for (int i = 0; i < limit; i++) {
            int best = limit / 2;
            int at = i < best ? i : best + (int) ((long) (i - best) * (size() - best) / (limit - best));
            keep[ranking[at]] = true;
        }
        return IntStream.range(0, size()).filter(i -> keep[i]).toArray();
    }

    /** Only what was trained to the end, by its end alone. */
    Evidence finished() {
        if (unfinished.isEmpty()) {
            return this;
        }
        Evidence done =
                only(IntStream.range(0, size()).filter(i -> !unfinished.get(i)).toArray());
        return new Evidence(done.points, done.losses, pending, done.arms, pendingArms);
    }

    /** Those observations. */
    Evidence only(int[] kept) {
        BitSet still = new BitSet();
        IntStream.range(0, kept.length).filter(i -> unfinished.get(kept[i])).forEach(still::set);
        return new Evidence(
                Arrays.stream(kept).mapToObj(points::get).toList(),
                Arrays.stream(kept).mapToDouble(i -> losses[i]).toArray(),
                pending,
                Arrays.stream(kept).mapToObj(arms::get).toList(),
                pendingArms,
                still,
                ladder.map(all -> all.only(kept)));
    }

    /** How many results of how many steps there are. */
    int observations() {
        return ladder.map(Ladder::observations).orElse(size());
    }

    /**
     * Each result of each step as an observation of its own, whose point says after its parameters how far it was trained; this where all
     * trials were trained to the end.
     */
    Evidence byStep() {
        return ladder.map(this::byStep).orElse(this);
    }

    private Evidence byStep(Ladder steps) {
        List<double[]> places = new ArrayList<>();
        List<Double> reached = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            for (Ladder.Rung rung : steps.of(i, losses[i])) {
                double[] place = Arrays.copyOf(points.get(i), points.get(i).length + 1);
                place[place.length - 1] = rung.height();
                places.add(place);
                reached.add(rung.loss());
            }
        }
        return new Evidence(
                places, reached.stream().mapToDouble(Double::doubleValue).toArray(), pending);
    }
}
