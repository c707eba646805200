package dev.cairn.search.sampler;

import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The results of trials at the steps where a rule compared them, for a model that takes the step as one more coordinate (freeze-thaw: Swersky,
 * Snoek and Adams 2014; the fidelity as an input: Klein et al., AISTATS 2017).
 *
 * <p>A step stands at the logarithm of its part of the longest training, 1 being the end. Of each trial its last step is kept and those of
 * the few steps at which most trials were stopped. What it had reached there is first raised by what completed trials gained from there on,
 * so that the model has to learn only how trials differ in that.
 *
 * @param trials of the evidence, in its order
 * @param rungs the steps that most trials ended at before the end, rising
 * @param end the longest training
 * @param projection knows what is usually gained after a step
 */
record Ladder(List<Trial> trials, List<Integer> rungs, int end, Projection projection) {
    /** Where a training ends. */
    static final double END = 1;

    private static final int MOST_RUNGS = 4;

    /** One result: where it stands, and the loss there with the usual gain. */
    record Rung(double height, double loss) {}

    /** Empty where no trial that stands still before its end has a curve. */
    static Optional<Ladder> of(List<Trial> trials, Projection projection) {
        int end = 2;
        Map<Integer, Integer> stops = new TreeMap<>();
        for (Trial trial : trials) {
            end = Math.max(end, curve(trial).lastStep());
            if (!unfinished(trial).isEmpty()) {
                stops.merge(curve(trial).lastStep(), 1, Integer::sum);
            }
        }
        List<Integer> rungs = stops.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_RUNGS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return stops.isEmpty() ? Optional.empty() : Optional.of(new Ladder(trials, rungs, end, projection));
    }

    /** Those of some trials. */
    Ladder only(int[] kept) {
        return new Ladder(Arrays.stream(kept).mapToObj(trials::get).toList(), rungs, end, projection);
    }

    /** How many results all trials have. */
    int observations() {
        int count = trials.size();
        for (Trial trial : trials) {
            int last = curve(trial).lastStep();
            for (int rung : rungs) {
                count += rung < last ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * The results of a trial by rising step.
     *
     * @param loss what the trial counts by as a whole: its result at the end, or what stands for one where it diverged or has no curve
     */
    List<Rung> of(int index, double loss) {
        Trial trial = trials.get(index);
        Curve curve = curve(trial);
        int last = curve.lastStep();
        List<Rung> results = new ArrayList<>();
        for (int step : rungs) {
            if (step < last) {
                raised(curve, step).ifPresent(results::add);
            }
        }
        boolean ended = trial instanceof CompletedTrial || last >= end || !Double.isFinite(curve.last());
        Rung whole = new Rung(END, loss);
        results.add(ended ? whole : raised(curve, last).orElse(whole));
        return results;
    }

    private Optional<Rung> raised(Curve curve, int step) {
        double loss = projection.raised(curve, step);
        return Double.isFinite(loss) ? Optional.of(new Rung(height(step), loss)) : Optional.empty();
    }

    private double height(int step) {
        return Math.log(step) / Math.log(end);
    }

    private static Curve curve(Trial trial) {
        return trial instanceof CompletedTrial done ? done.curve() : unfinished(trial);
    }

    /** The curve of a trial that stands still before its end, if it has one. */
    private static Curve unfinished(Trial trial) {
        if (trial instanceof PrunedTrial pruned) {
            return pruned.curve();
        }
        return trial instanceof PendingTrial waiting && waiting.paused() ? waiting.curve() : Curve.EMPTY;
    }
}
