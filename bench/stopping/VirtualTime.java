package dev.cairn.bench;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Promotion;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.sampler.Sampler;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.BudgetLeft;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.Direction;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.History;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One search in virtual time: four workers, one tick is one epoch on each, as many epochs as 50 full trainings need. Asks the sampler and
 * the pruner just as the server does.
 */
final class VirtualTime {
    static final int EPOCHS = 50;
    static final int WORKERS = 4;
    static final int[] READ = {1, 2, 4, 8, 16, 32, 50};

    private enum State { RUNNING, PAUSED, STOPPED, DONE }

    private final class Run {
        final int number;
        final Values values;
        State state = State.RUNNING;
        Curve curve = Curve.EMPTY;

        Run(int number, Values values) {
            this.number = number;
            this.values = values;
        }

        void report(double value) {
            int[] steps = Arrays.copyOf(curve.steps(), curve.length() + 1);
            double[] values = Arrays.copyOf(curve.values(), curve.length() + 1);
            steps[curve.length()] = curve.length() + 1;
            values[curve.length()] = value;
            curve = new Curve(steps, values);
        }

        Trial trial() {
            return switch (state) {
                case RUNNING -> new PendingTrial(number, values, curve, Fidelity.FULL, false);
                case PAUSED -> new PendingTrial(number, values, curve, Fidelity.FULL, true);
                case STOPPED -> new PrunedTrial(number, values, curve, curve.last());
                case DONE -> new CompletedTrial(number, values, curve, List.of(curve.last()), Double.NaN, Duration.ZERO);
            };
        }
    }

    private final Task task;
    private final double best;
    private final Sampler sampler;
    private final Pruner pruner;
    private final long seed;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> arms = new ArrayList<>();
    private double incumbent = Double.POSITIVE_INFINITY;

    VirtualTime(Task task, double best, Sampler sampler, Pruner pruner, long seed) {
        this.task = task;
        this.best = best;
        this.sampler = sampler;
        this.pruner = pruner;
        this.seed = seed;
    }

    /** Regret of the best value reported so far, at {@link #READ} full trainings; then trials begun and trials ended in full. */
    double[] play() {
        double[] regrets = new double[READ.length + 2];
        Run[] busy = new Run[WORKERS];
        int read = 0;
        for (int epochs = 0; read < READ.length; ) {
            for (int w = 0; w < WORKERS && read < READ.length; w++) {
                if (busy[w] == null) {
                    busy[w] = next().orElse(null);
                }
                if (busy[w] != null && advance(busy[w])) {
                    busy[w] = null;
                }
                epochs++;
                while (read < READ.length && epochs >= READ[read] * EPOCHS) {
                    regrets[read++] = Math.max(0, incumbent - best);
                }
            }
        }
        regrets[READ.length] = runs.size();
        regrets[READ.length + 1] = runs.stream().filter(r -> r.state == State.DONE).count();
        return regrets;
    }

    private Optional<Run> next() {
        if (pruner.pauses()) {
            List<Contender> paused = contenders(run -> run.state == State.PAUSED);
            Optional<Promotion> promoted =
                    pruner.promotion(paused, contenders(run -> run.state != State.PAUSED), Direction.MINIMIZE);
            if (promoted.isPresent()) {
                Run run = runs.get(promoted.get().trial() - 1);
                run.state = State.RUNNING;
                return Optional.of(run);
            }
        }
        History history = new History(List.of(Direction.MINIMIZE), runs.stream().map(Run::trial).toList(), arms);
        List<Suggestion> suggestions = sampler.next(task.space(), history, BudgetLeft.ofTrials(Integer.MAX_VALUE), 1, seed);
        if (suggestions.isEmpty()) {
            return Optional.empty();
        }
        arms.add(suggestions.get(0).why().arm());
        Run run = new Run(runs.size() + 1, ((Suggestion.New) suggestions.get(0)).values());
        runs.add(run);
        return Optional.of(run);
    }

    /** Trains one epoch more; true when the worker is free again. */
    private boolean advance(Run run) {
        int epoch = run.curve.length() + 1;
        run.report(task.evaluate(run.values, epoch));
        incumbent = Math.min(incumbent, Double.isNaN(run.curve.last()) ? incumbent : run.curve.last());
        if (epoch == EPOCHS) {
            run.state = State.DONE;
            return true;
        }
        if (!pruner.judgesAt(epoch)) {
            return false;
        }
        Verdict verdict = pruner.judge(
                new Contender(run.number, run.curve), contenders(other -> other != run), Direction.MINIMIZE);
        if (verdict instanceof Verdict.Stop) {
            run.state = State.STOPPED;
        } else if (verdict instanceof Verdict.Pause) {
            run.state = State.PAUSED;
        }
        return run.state != State.RUNNING;
    }

    private List<Contender> contenders(Predicate<Run> which) {
        return runs.stream().filter(which).map(run -> new Contender(run.number, run.curve)).toList();
    }
}
