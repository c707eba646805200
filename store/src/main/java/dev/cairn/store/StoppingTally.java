package dev.cairn.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the search trials of a study did as far as early stopping goes, counted where they are stored.
 *
 * @param stopped how many were pruned
 * @param steps taken by all that have a result
 * @param lowest objective of a completed trial that no verdict spoke against
 * @param highest the same at the other end
 * @param controls objectives of the completed trials that a verdict spoke against
 * @param sample pruned trials by number: all, or so many evenly
 */
public record StoppingTally(
        int stopped,
        long steps,
        OptionalDouble lowest,
        OptionalDouble highest,
        List<Double> controls,
        List<Stopped> sample) {
    public StoppingTally {
        controls = List.copyOf(controls);
        sample = List.copyOf(sample);
    }

    /**
     * A pruned trial.
     *
     * @param steps it had taken
     */
    public record Stopped(Map<String, Object> values, int maxSteps, int steps) {
        public Stopped {
            values = JsonMaps.copy(values);
        }
    }
}
