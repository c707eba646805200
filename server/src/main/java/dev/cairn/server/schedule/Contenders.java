package dev.cairn.server.schedule;

import dev.cairn.search.pruner.Contender;
import dev.cairn.search.pruner.Pruner;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Goal;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows a stopping rule as much of each trial as it looks at: the objective, and where needed its folds and the further objectives. */
public final class Contenders {
    private final StudyRecord study;
    private final List<Goal> further;
    private final HistoryCache histories;

    public Contenders(StudyRecord study, StudyPlan plan, HistoryCache histories) {
        this.study = study;
        this.further = plan.goals().further();
        this.histories = histories;
    }

    /** The trials as they are now, those that run included. */
    public List<Contender> now(Pruner rule, List<Trial> trials) {
        List<Integer> running = trials.stream()
                .filter(trial -> trial instanceof PendingTrial pending && !pending.paused())
                .map(Trial::number)
                .toList();
        return all(rule, trials, histories.curvesNow(study, running));
    }

    /** Trials that are over. */
    public List<Contender> over(Pruner rule, List<Trial> trials) {
        return all(rule, trials, Map.of());
    }

    private List<Contender> all(Pruner rule, List<Trial> trials, Map<Integer, Curve> running) {
        Map<Integer, List<Curve>> folds =
                rule.comparesFolds() ? histories.foldCurves(study, trials) : Map.<Integer, List<Curve>>of();
        Map<Integer, List<Curve>> others = further(trials);
        return trials.stream()
                .map(trial -> new Contender(
                        trial.number(),
                        running.getOrDefault(trial.number(), trial.curve()),
                        folds.getOrDefault(trial.number(), List.of()),
                        others.getOrDefault(trial.number(), List.of())))
                .toList();
    }

    /** A trial that runs here, by what it measured: newer than what is stored. */
    public Contender own(int trial, List<MeasurementRow> measured) {
        return new Contender(
                trial,
                curve(measured, study.objective()),
                TrialCurve.byFold(trial, study.objective(), measured).stream()
                        .map(fold -> new Curve(fold.steps(), fold.values()))
                        .toList(),
                further.stream()
                        .map(goal -> losses(goal, curve(measured, goal.name())))
                        .toList());
    }

    /** One metric of these measurements, which are by step. */
    public static Curve curve(List<MeasurementRow> measured, String metric) {
        return new Curve(
                measured.stream().mapToInt(MeasurementRow::step).toArray(),
                measured.stream()
                        .mapToDouble(row -> row.metrics().getOrDefault(metric, Double.NaN))
                        .toArray());
    }

    /** By trial, one curve of losses for each further objective. */
    private Map<Integer, List<Curve>> further(List<Trial> trials) {
        Map<Integer, List<Curve>> curves = new HashMap<>();
        for (Goal goal : further) {
            Map<Integer, Curve> values = histories.curves(study, goal.name(), trials);
            trials.forEach(trial -> curves.computeIfAbsent(trial.number(), number -> new ArrayList<>())
                    .add(losses(goal, values.getOrDefault(trial.number(), Curve.EMPTY))));
        }
        return curves;
    }

    private static Curve losses(Goal goal, Curve values) {
        return new Curve(
                values.steps(),
                Arrays.stream(values.values()).map(goal.direction()::loss).toArray());
    }
}
