package dev.cairn.server.schedule;

import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.History;
import dev.cairn.server.spec.Goals;
import dev.cairn.store.NewTrial;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import dev.cairn.store.TrialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Ends studies: the search, then one final trial that scores the best configuration on the sealed rows, then the study. Each step is one guarded
 * change in the store, so that processes which take it at once take it once.
 */
final class StudyEnd {
    private final StudyStore studies;
    private final TrialStore trials;
    private final WorkHints hints;

    StudyEnd(StudyStore studies, TrialStore trials, WorkHints hints) {
        this.studies = studies;
        this.trials = trials;
        this.hints = hints;
    }

    /** The time is over: calls off what is open and ends the search once nothing runs. False when the study moved. */
    boolean outOfTime(StudyRecord study, StudyPlan plan, StudyHistory history) {
        List<TrialRecord> unfinished = history.unfinished();
        if (unfinished.isEmpty()) {
            return search(study, plan, history);
        }
        unfinished.forEach(trial -> trials.cancel(study.id(), trial.number()));
        return true;
    }

    /** Nothing more is to be gained: calls off what waits, lets what runs end, and then the search does. False when the study moved. */
    boolean converged(StudyRecord study, StudyPlan plan, StudyHistory history, Explanation why) {
        List<TrialRecord> queued = history.unfinished().stream()
                .filter(trial -> trial.state() == TrialState.QUEUED)
                .toList();
        if (!queued.isEmpty()) {
            queued.forEach(trial -> trials.cancel(study.id(), trial.number()));
            return false;
        }
        return history.open() > 0 || search(study, plan, history, Optional.of(why.reason()));
    }

    /** Nothing is left to begin or promote: prunes the trials that still wait. True if there was one. */
    boolean giveUp(StudyRecord study, Promotions promotions) {
        boolean any = false;
        for (Map.Entry<Integer, Explanation> left : promotions.left().entrySet()) {
            any |= trials.prunePaused(study.id(), left.getKey(), Explanations.stored(left.getValue()));
        }
        return any;
    }

    /** All search trials are over: queues the final one, or ends the study where there is nothing to score. False when the study moved. */
    boolean search(StudyRecord study, StudyPlan plan, StudyHistory history) {
        return search(study, plan, history, Optional.empty());
    }

    private boolean search(StudyRecord study, StudyPlan plan, StudyHistory history, Optional<String> why) {
        Goals goals = plan.goals();
        History seen = new History(goals.directions(), history.searchTrials(goals));
        // A revised study wants the best of what it searches now; only where there is none, the best of what it
        // searched before.
        Optional<CompletedTrial> best = new History(goals.directions(), plan.informing(history, study.revision()))
                .best()
                .or(seen::best);
        if (best.isEmpty() && calledOff(plan, history).isPresent()) {
            TrialRecord first = calledOff(plan, history).get();
            return finished(study, history, Optional.of(quickTrial(history, first)), why);
        }
        if (best.isEmpty()) {
            return studies.transition(
                            study.id(), Set.of(StudyState.RUNNING), StudyState.FAILED, Optional.of(whyNone(seen)))
                    .isPresent();
        }
        boolean sealed = plan.concluded() && !scored(history, best.get().number());
        Optional<NewTrial> last =
                sealed ? Optional.of(finalTrial(history, best.get().number())) : Optional.empty();
        return finished(study, history, last, why);
    }

    private boolean finished(StudyRecord study, StudyHistory history, Optional<NewTrial> last, Optional<String> why) {
        if (!studies.finishSearch(study.id(), history.event(), last, why)) {
            return false;
        }
        if (last.isPresent()) {
            hints.workReady(study.queue(), 1);
        }
        return true;
    }

    /** A trial that only the clock ended, where a model is wanted by the clock: its study has an answer though none completed. */
    private static Optional<TrialRecord> calledOff(StudyPlan plan, StudyHistory history) {
        boolean hurried =
                plan.trained().filter(study -> !study.timeOfModel().isZero()).isPresent();
        return history.entries().stream()
                .filter(entry -> hurried && entry.search())
                .map(StudyHistory.Entry::record)
                .filter(trial -> trial.state() == TrialState.CANCELLED)
                .findFirst();
    }

    private static NewTrial quickTrial(StudyHistory history, TrialRecord first) {
        return new NewTrial(
                history.nextNumber(),
                TrialKind.FINAL,
                first.values(),
                first.maxSteps(),
                Map.of("arm", "final", "reason", "no trial completed in time", "numbers", Map.of()),
                OptionalInt.empty());
    }

    /** Whether the newest read of the sealed rows was for this very trial: after an extension that found nothing better another would tell nothing. */
    private static boolean scored(StudyHistory history, int best) {
        return history.finalTrial()
                .filter(last ->
                        last.state() == TrialState.COMPLETED && last.parent().equals(OptionalInt.of(best)))
                .isPresent();
    }

    /** The search is over: ends the study when its final trial has. */
    void conclude(StudyRecord study, StudyHistory history) {
        Optional<TrialRecord> last = history.finalTrial().filter(StudyHistory::over);
        if (last.isEmpty()) {
            return;
        }
        boolean scored = last.get().state() == TrialState.COMPLETED;
        Optional<String> reason =
                last.get().failure().map(failure -> "the final evaluation failed: " + failure.message());
        studies.transition(
                study.id(),
                Set.of(StudyState.FINISHING),
                scored ? StudyState.COMPLETED : StudyState.FAILED,
                scored ? Optional.empty() : reason.or(() -> Optional.of("the final evaluation was cancelled")));
    }

    private static NewTrial finalTrial(StudyHistory history, int best) {
        TrialRecord winner = history.record(best).orElseThrow();
        return new NewTrial(
                history.nextNumber(),
                TrialKind.FINAL,
                winner.values(),
                winner.maxSteps(),
                Map.of(
                        "arm",
                        "final",
                        "reason",
                        "best of the search, refitted on all training rows",
                        "numbers",
                        Map.of()),
                OptionalInt.of(best));
    }

    private static String whyNone(History history) {
        String first = history.failed().stream()
                .map(FailedTrial::reason)
                .findFirst()
                .map(reason -> "; the first to end said: " + reason)
                .orElse("");
        return "no trial completed" + first;
    }
}
