package dev.cairn.store;

import java.util.List;

/**
 * Search trials of a study, or as many of them as a page can use.
 *
 * @param of how many there are
 * @param trials by number; all of them, or the best ones and others evenly over the study
 */
public record TrialSample(int of, List<TrialRecord> trials) {
    public TrialSample {
        trials = List.copyOf(trials);
    }

    /** Whether some are left out. */
    public boolean partial() {
        return trials.size() < of;
    }
}
