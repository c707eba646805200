package dev.cairn.server.routes;

import dev.cairn.search.pruner.StoppingReport;
import dev.cairn.search.pruner.StoppingReport.Estimate;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What early stopping cost and saved in a study. */
final class StoppingViews {
    private StoppingViews() {}

    static TrialJson.Stopping of(StudyRecord study, ResolvedStudy resolved, List<TrialRecord> trials) {
        return of(study, trials, trial -> left(resolved, trial));
    }

    /** Of a study that clients train its specification says how many steps there are; without that nothing is stopped. */
    static TrialJson.Stopping of(StudyRecord study, ExternalStudy external, List<TrialRecord> trials) {
        int full = external.spec().steps().orElse(0);
        return of(study, trials, trial -> left(Math.min(trial.maxSteps(), full), trial));
    }

    private static TrialJson.Stopping of(
            StudyRecord study, List<TrialRecord> trials, ToLongFunction<TrialRecord> left) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        List<TrialRecord> stopped = trials.stream()
                .filter(trial -> trial.state() == TrialState.PRUNED)
                .toList();
        List<Double> controls = losses(trials, direction, true);
        double best = losses(trials, direction, false).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        StoppingReport report = StoppingReport.of(stopped.size(), controls, best);
        long spent = trials.stream()
                .flatMap(trial -> trial.outcome().stream())
                .mapToLong(TrialResult::steps)
                .sum();
        long saved = stopped.stream().mapToLong(left).sum();
        return new TrialJson.Stopping(
                summary(report, spent, saved),
                report.stopped(),
                report.controls(),
                report.beaten(),
                spent,
                saved,
                report.chance().map(StoppingViews::wire),
                report.regret().map(StoppingViews::wire));
    }

    /** Of the completed trials that a verdict spoke against, or of the others. */
    private static List<Double> losses(List<TrialRecord> trials, Direction direction, boolean control) {
        return trials.stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .flatMap(trial -> trial.outcome().stream())
                .filter(result -> result.objective().isPresent() && result.why().isEmpty() != control)
                .map(result -> direction.loss(result.objective().getAsDouble()))
                .toList();
    }

    /** Steps that a stopped trial had still to go. */
    private static long left(ResolvedStudy study, TrialRecord trial) {
        try {
            ResolvedStudy.Configuration configuration = study.configuration(Values.of(trial.values()));
            return left(Math.min(trial.maxSteps(), configuration.trainer().maxSteps(configuration.values())), trial);
        } catch (RuntimeException e) {
            // A trial of an earlier revision may have values that this one has no trainer for.
            return 0L;
        }
    }

    private static long left(int full, TrialRecord trial) {
        return Math.max(0L, full - trial.outcome().map(TrialResult::steps).orElse(0));
    }

    private static String summary(StoppingReport report, long spent, long saved) {
        if (report.stopped() + report.controls() == 0) {
            return "No trial was stopped early.";
        }
        String told = String.format(
                Locale.ROOT,
                "%d %s stopped early, which saved %d of %d steps.",
                report.stopped(),
                report.stopped() == 1 ? "trial was" : "trials were",
                saved,
                spent + saved);
        Optional<Estimate> chance = report.chance();
        Optional<Estimate> regret = report.regret();
        if (chance.isEmpty() || regret.isEmpty()) {
            return told
                    + " None of those that would have been stopped ran to its end yet, so what that cost is unknown.";
        }
        return told
                + String.format(
                        Locale.ROOT,
                        " As a control %d ran to the end, of which %d beat the best; regret per stopped trial %.3g (95 %% interval %.3g to %.3g).",
                        report.controls(),
                        report.beaten(),
                        regret.get().value(),
                        regret.get().low(),
                        regret.get().high());
    }

    private static TrialJson.Estimate wire(Estimate estimate) {
        return new TrialJson.Estimate(estimate.value(), estimate.low(), estimate.high());
    }
}
