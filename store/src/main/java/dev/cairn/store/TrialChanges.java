package dev.cairn.store;

import java.util.List;

/**
 * The trials that changed since an event, by number.
 *
 * @param event the study event up to which this is complete; hand it in next time
 */
public record TrialChanges(long event, List<TrialRecord> trials) {
    public TrialChanges {
        trials = List.copyOf(trials);
    }
}
