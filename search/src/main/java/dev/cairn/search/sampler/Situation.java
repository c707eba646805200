package dev.cairn.search.sampler;

import dev.cairn.search.math.Stream;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one suggestion may depend on.
 *
 * @param batch what was suggested in the same call before this: pending like those of the history
 * @param number the trial that the suggestion will become
 */
record Situation(SearchSpace space, History history, List<Suggestion.New> batch, int number, long seed) {
    Situation {
        batch = List.copyOf(batch);
    }

    /** A random stream of this trial for one purpose. */
    Stream stream(Object purpose) {
        return Stream.of(seed, number, purpose.toString().hashCode());
    }

    /** A seed that is the same for all trials of the study. */
    long studyKey(String purpose) {
        return Stream.key(seed, purpose.hashCode());
    }

    /**
     * Where this trial stands in a sequence of the study's own, from 0 on: by number, without those that were played for earlier studies, so
     * that the sequence has no holes.
     */
    int ownIndex() {
        long warm = history.arms().stream().filter(WarmStart.ARM::equals).count()
                + batch.stream()
                        .filter(before -> before.why().arm().equals(WarmStart.ARM))
                        .count();
        return number - 1 - (int) warm;
    }

    /** Values of trials that have no result yet and are on their way to one. */
    List<Values> pending() {
        List<Values> pending = new ArrayList<>();
        batch.forEach(suggestion -> pending.add(suggestion.values()));
        underWay().forEach(trial -> pending.add(trial.values()));
        return pending;
    }

    /** The arms that suggested those, in the same order. */
    List<String> pendingArms() {
        List<String> arms = new ArrayList<>();
        batch.forEach(suggestion -> arms.add(suggestion.why().arm()));
        underWay().forEach(trial -> arms.add(history.arm(trial.number())));
        return arms;
    }

    /** What is paused has stood still at a result of its own. */
    private List<PendingTrial> underWay() {
        return history.pending().stream()
                .filter(trial -> !trial.paused() || trial.curve().isEmpty())
                .toList();
    }
}
