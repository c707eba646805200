package dev.cairn.server.schedule;

import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Explanation;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.LaggedHistory;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Goals;
import dev.cairn.store.NewTrial;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks the sampler of a study for its next trials. Reads nothing and writes nothing, so it may take its time outside of any lock. */
final class Suggestions {
    private final StudyRecord study;
    private final StudyPlan plan;

    Suggestions(StudyRecord study, StudyPlan plan) {
        this.study = study;
        this.plan = plan;
    }

    /**
     * What to queue and promote now.
     *
     * @param exhausted the sampler has nothing left to try
     */
    record Next(List<NewTrial> trials, List<Suggestion.Promote> promotions, boolean exhausted) {
        static final Next NOTHING_YET = new Next(List.of(), List.of(), false);
    }

    /** At most {@code count} trials, numbered on from the history. */
    Next after(StudyHistory history, int count, Optional<Duration> timeLeft) {
        return study.deterministic() ? inOrder(history, count) : now(history, count, timeLeft);
    }

    private Next now(StudyHistory history, int count, Optional<Duration> timeLeft) {
        BudgetLeft left = new BudgetLeft(study.maxTrials() - history.planned(), timeLeft);
        History seen = new History(goals().directions(), plan.informing(history, study.revision()), history.arms());
        List<NewTrial> trials = new ArrayList<>();
        List<Suggestion.Promote> promotions = new ArrayList<>();
        List<Suggestion> suggested = plan.sampler().next(plan.space(), seen, left, count, study.seed());
        for (Suggestion suggestion : suggested) {
            if (suggestion instanceof Suggestion.Promote promote) {
                promotions.add(promote);
            } else {
                trials.add(queued(history.nextNumber() + trials.size(), suggestion));
            }
        }
        return new Next(trials, promotions, suggested.isEmpty());
    }

    /** One by one, each with the history that its number may know and with the budget as it was at that number. */
    private Next inOrder(StudyHistory history, int count) {
        LaggedHistory lagged = new LaggedHistory(study.lag());
        List<Trial> trials = new ArrayList<>(plan.informing(history, study.revision()));
        List<String> arms = new ArrayList<>(history.arms());
        List<NewTrial> made = new ArrayList<>();
        int number = history.nextNumber();
        int planned = history.planned();
        while (made.size() < count && lagged.ready(number, trials)) {
            History seen = lagged.seenBy(number, goals().directions(), trials, arms);
            BudgetLeft left = BudgetLeft.ofTrials(study.maxTrials() - planned);
            List<Suggestion> suggested = plan.sampler().next(plan.space(), seen, left, 1, study.seed());
            if (suggested.isEmpty()) {
                return new Next(made, List.of(), true);
            }
            NewTrial next = queued(number, suggested.get(0));
            made.add(next);
            trials.add(new PendingTrial(number, Values.of(next.values())));
            arms.add(suggested.get(0).why().arm());
            number++;
            planned++;
        }
        return new Next(made, List.of(), false);
    }

    private Goals goals() {
        return plan.goals();
    }

    private NewTrial queued(int number, Suggestion suggestion) {
        if (suggestion instanceof Suggestion.New fresh) {
            return search(number, fresh.values(), fresh.fidelity(), fresh.why(), OptionalInt.empty());
        }
        if (suggestion instanceof Suggestion.Fork fork) {
            return search(number, fork.values(), fork.fidelity(), fork.why(), OptionalInt.of(fork.parent()));
        }
        throw new IllegalStateException(
                "study '" + study.name() + "': a deterministic study cannot promote paused trials");
    }

    private static NewTrial search(int number, Values values, Fidelity fidelity, Explanation why, OptionalInt parent) {
        return new NewTrial(
                number, TrialKind.SEARCH, values.raw(), fidelity.maxSteps(), Explanations.stored(why), parent);
    }
}
