package dev.cairn.store;

import java.util.List;
import java.util.Set;

/**
 * The trials that changed since an event, by number.
 *
 * @param event the study event up to which this is complete; hand it in next time
 * @param measured numbers of those among them that reported measurements
 */
public record TrialChanges(long event, List<TrialRecord> trials, Set<Integer> measured) {
    public TrialChanges {
        measured = Set.copyOf(measured);
        trials = List.copyOf(trials);
    }
}
