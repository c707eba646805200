package dev.cairn.store;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How far a study is: its search trials by state (absent = 0) and the best completed one. */
public record StudyProgress(Map<TrialState, Integer> trials, OptionalInt bestTrial, OptionalDouble bestObjective) {
    public static final StudyProgress NONE = new StudyProgress(Map.of(), OptionalInt.empty(), OptionalDouble.empty());

    public StudyProgress {
        trials = Map.copyOf(trials);
    }

    public int count(TrialState state) {
        return trials.getOrDefault(state, 0);
    }

    public int total() {
        return trials.values().stream().mapToInt(Integer::intValue).sum();
    }
}
