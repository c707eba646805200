package dev.cairn.store;

import java.util.Map;
import java.util.OptionalInt;

/**
 * A trial to be queued.
 *
 * @param number must be the next free one of the study: a suggestion is made for its number
 * @param values parameter values as plain JSON scalars, in order
 * @param maxSteps fidelity; {@link Integer#MAX_VALUE} is full
 * @param why the sampler's explanation, with its arm, reason and numbers
 * @param parent trial it was forked from, or whose configuration a final trial scores
 */
public record NewTrial(
        int number,
        TrialKind kind,
        Map<String, Object> values,
        int maxSteps,
        Map<String, Object> why,
        OptionalInt parent) {
    public NewTrial {
        Checks.that(number >= 1, "trial number", "starts at 1", number);
        Checks.that(maxSteps >= 1, "maxSteps", "is at least 1", maxSteps);
        values = JsonMaps.copy(values);
        why = JsonMaps.copy(why);
    }
}
