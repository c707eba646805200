package dev.cairn.server.routes;

import dev.cairn.search.pruner.StoppingReport;
import dev.cairn.search.pruner.StoppingReport.Estimate;
import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.spec.ExternalStudy;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.wire.TrialJson;
import dev.cairn.store.StoppingTally;
import dev.cairn.store.StoppingTally.Stopped;
import dev.cairn.store.StudyRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** What early stopping cost and saved in a study. */
final class StoppingViews {
    /** Pruned trials that are asked how far they had to go; of more it is an estimate. */
    static final int ASKED = 1_000;

    private StoppingViews() {}

    static TrialJson.Stopping of(StudyRecord study, ResolvedStudy resolved, StoppingTally tally) {
        return of(study, tally, trial -> left(resolved, trial));
    }

    /** Of a study that clients train its specification says how many steps there are; without that nothing is stopped. */
    static TrialJson.Stopping of(StudyRecord study, ExternalStudy external, StoppingTally tally) {
        int full = external.spec().steps().orElse(0);
        return of(study, tally, trial -> left(Math.min(trial.maxSteps(), full), trial));
    }

    private static TrialJson.Stopping of(StudyRecord study, StoppingTally tally, ToLongFunction<Stopped> left) {
        Direction direction = study.maximize() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        List<Double> controls = tally.controls().stream().map(direction::loss).toList();
        OptionalDouble best = study.maximize() ? tally.highest() : tally.lowest();
        StoppingReport report = StoppingReport.of(
                tally.stopped(),
                controls,
                best.isPresent() ? direction.loss(best.getAsDouble()) : Double.POSITIVE_INFINITY);
        long spent = tally.steps();
        int asked = tally.sample().size();
        long ofThese = tally.sample().stream().mapToLong(left).sum();
        boolean all = asked == tally.stopped();
        long saved = all ? ofThese : Math.round((double) ofThese * tally.stopped() / asked);
        return new TrialJson.Stopping(
                summary(report, spent, saved, all),
                report.stopped(),
                report.controls(),
                report.beaten(),
                spent,
                saved,
                report.chance().map(StoppingViews::wire),
                report.regret().map(StoppingViews::wire));
    }

    /** Steps that a stopped trial had still to go. */
    private static long left(ResolvedStudy study, Stopped trial) {
        try {
            ResolvedStudy.Configuration configuration = study.configuration(Values.of(trial.values()));
            return left(Math.min(trial.maxSteps(), configuration.trainer().maxSteps(configuration.values())), trial);
        } catch (RuntimeException e) {
            // A trial of an earlier revision may have values that this one has no trainer for.
            return 0L;
        }
    }

    private static long left(int full, Stopped trial) {
        return Math.max(0L, full - trial.steps());
    }

    private static String summary(StoppingReport report, long spent, long saved, boolean exactly) {
        if (report.stopped() + report.controls() == 0) {
            return "No trial was stopped early.";
        }
        String told = String.format(
                Locale.ROOT,
                "%d %s stopped early, which saved %s%d of %d steps.",
                report.stopped(),
                report.stopped() == 1 ? "trial was" : "trials were",
                exactly ? "" : "about ",
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
