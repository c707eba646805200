package dev.cairn.search.simulate;

import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks the sampler of a simulated study for its next trials, with what it may know in the mode of the study. */
final class Proposals {
    private final SearchPlan plan;
    private final Means means;
    private final List<String> arms = new ArrayList<>();
    private final List<Optional<Trial>> over = new ArrayList<>();

    Proposals(SearchPlan plan, Means means) {
        this.plan = plan;
        this.means = means;
    }

    /**
     * Adds trials, or queues paused ones again.
     *
     * @param left seconds of the study's time
     */
    void next(List<VirtualTrial> trials, int room, OptionalDouble left, Courses courses) {
        if (plan.lagged().isPresent()) {
            inOrder(trials, room, courses);
            return;
        }
        Optional<Duration> time = left.isPresent()
                ? Optional.of(Duration.ofMillis((long) (1000 * left.getAsDouble())))
                : Optional.empty();
        BudgetLeft budget = new BudgetLeft(means.trials() - trials.size(), time);
        History history = new History(List.of(plan.direction()), seen(trials), arms);
        plan.sampler()
                .next(plan.space(), history, budget, room, plan.seed())
                .forEach(suggestion -> take(suggestion, trials, courses));
    }

    /** One by one, each with the history that its number may know. */
    private void inOrder(List<VirtualTrial> trials, int room, Courses courses) {
        for (int i = 0; i < room; i++) {
            int number = trials.size() + 1;
            List<Trial> seen = seen(trials);
            if (!plan.lagged().orElseThrow().ready(number, seen)) {
                return;
            }
            History history = plan.lagged().orElseThrow().seenBy(number, List.of(plan.direction()), seen, arms);
            BudgetLeft budget = BudgetLeft.ofTrials(means.trials() - trials.size());
            List<Suggestion> suggested = plan.sampler().next(plan.space(), history, budget, 1, plan.seed());
            if (suggested.isEmpty()) {
                return;
            }
            take(suggested.get(0), trials, courses);
        }
    }

    private void take(Suggestion suggestion, List<VirtualTrial> trials, Courses courses) {
        if (suggestion instanceof Suggestion.Promote promote) {
            trials.get(promote.trial() - 1).queue();
            return;
        }
        int inherited = 0;
        Values values;
        if (suggestion instanceof Suggestion.Fork fork) {
            values = fork.values();
            inherited = trials.get(fork.parent() - 1).step();
        } else {
            values = ((Suggestion.New) suggestion).values();
        }
        Fidelity fidelity = suggestion.fidelity();
        int number = trials.size() + 1;
        trials.add(new VirtualTrial(
                number, values, plan.trainer().apply(values), courses.of(number, values), fidelity, inherited));
        arms.add(suggestion.why().arm());
    }

    /** The trials as samplers see them; what is over is made once, so that samplers recognise it. */
    private List<Trial> seen(List<VirtualTrial> trials) {
        List<Trial> seen = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            if (i == over.size()) {
                over.add(Optional.empty());
            }
            if (over.get(i).isEmpty() && trials.get(i).over()) {
                over.set(i, Optional.of(trials.get(i).trial(plan.direction())));
            }
            VirtualTrial trial = trials.get(i);
            seen.add(over.get(i).orElseGet(() -> trial.trial(plan.direction())));
        }
        return seen;
    }
}
