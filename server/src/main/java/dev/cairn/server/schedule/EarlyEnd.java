package dev.cairn.server.schedule;

import dev.cairn.server.spec.ExternalSpec;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.StudyRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a search may end before its budget is spent. One that was given more than its specification asks for may not: who extends it wants
 * all of it, and what ended it once would end it again at once.
 *
 * @param wanted by the specification
 * @param trials of the specification's budget
 * @param time of that budget which is for the search
 */
public record EarlyEnd(boolean wanted, int trials, Optional<Duration> time) {
    static final EarlyEnd NEVER = new EarlyEnd(false, Integer.MAX_VALUE, Optional.empty());

    static EarlyEnd of(ResolvedStudy study) {
        return new EarlyEnd(
                study.spec().search().terminate(), study.spec().budget().trials(), study.timeOfSearch());
    }

    static EarlyEnd of(ExternalSpec spec) {
        return new EarlyEnd(
                spec.search().terminate(), spec.budget().trials(), spec.budget().time());
    }

    boolean allowed(StudyRecord study) {
        return wanted && study.maxTrials() <= trials && !longer(study);
    }

    private boolean longer(StudyRecord study) {
        return study.maxTime()
                .filter(now -> time.isEmpty() || now.compareTo(time.get()) > 0)
                .isPresent();
    }
}
