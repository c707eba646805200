package dev.cairn.search.simulate;

import dev.cairn.search.space.Values;
import java.util.List;

/**
 * What became of a simulated study.
 *
 * @param trials by number; those that never got a slot are missing
 * @param rungs in rising order by trainer
 * @param seconds from its start to its end
 * @param deviceSeconds summed over slots
 * @param money that this slot time costs
 * @param bound what ended it
 * @param best each better score than all before, in the order of time
 */
public record Played(
        List<Outcome> trials,
        List<Rung> rungs,
        double seconds,
        double deviceSeconds,
        double money,
        Bound bound,
        List<Best> best) {
    public Played {
        trials = List.copyOf(trials);
        rungs = List.copyOf(rungs);
        best = List.copyOf(best);
    }

    /**
     * One trial.
     *
     * @param steps that it ran
     * @param full steps that it would have run if nobody had stopped it
     * @param reached its last measured step, that of an inherited checkpoint included
     * @param started in seconds from the start of the study
     * @param ended likewise
     * @param busy seconds of a slot
     * @param score not a number unless it completed
     */
    public record Outcome(
            int number,
            Values values,
            String trainer,
            TrialEnd end,
            int steps,
            int full,
            int reached,
            double started,
            double ended,
            double busy,
            double score) {}

    /**
     * A step at which trials of a trainer were stopped, paused or promoted.
     *
     * @param reached trials that were measured there
     * @param promoted how often one that waited there went on
     */
    public record Rung(String trainer, int step, int reached, int stopped, int paused, int promoted) {}

    /** A score that was the best until then. */
    public record Best(double seconds, double deviceSeconds, int trial, double score) {}

    /** How many trials ended so. */
    public long count(TrialEnd end) {
        return trials.stream().filter(trial -> trial.end() == end).count();
    }

    /** Steps that were run. */
    public long steps() {
        return trials.stream().mapToLong(Outcome::steps).sum();
    }

    /** Steps that the rule for hopeless trials saved. */
    public long saved() {
        return trials.stream()
                .filter(trial -> trial.end() == TrialEnd.STOPPED || trial.end() == TrialEnd.LEFT)
                .mapToLong(trial -> trial.full() - trial.steps())
                .sum();
    }

    /** The best score until then; not a number before the first. */
    public double bestAt(double time) {
        return best.stream()
                .filter(one -> one.seconds() <= time)
                .reduce((earlier, later) -> later)
                .map(Best::score)
                .orElse(Double.NaN);
    }
}
