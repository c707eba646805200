package dev.cairn.trainers;

import dev.cairn.trainers.Fitting.Fitted;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.interval.Bounds;
import dev.cairn.trainers.interval.IntervalFit;
import dev.cairn.trainers.interval.Reliability;
import dev.cairn.trainers.interval.Reliability.Rate;
import dev.cairn.trainers.metric.Bootstrap;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.metric.Scorer;
import dev.cairn.trainers.split.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fits a study's best configuration, or the best blend of several, on all training rows, keeps it, and scores it once on the sealed ones, if there
 * are any, with 95 % intervals.
 */
public final class FinalEvaluation {
    private static final int RESAMPLES = 2_000;
    private static final double LEVEL = 0.95;

    private FinalEvaluation() {}

    /** Keeps the {@link FinalModel} as the reporter's checkpoint. */
    public static FinalScore run(FinalJob job, Reporter reporter) throws TrainingFailure {
        try {
            Preparation preparation =
                    Preparation.of(job.trainFrame(), job.trainer(), job.values(), job.objective(), job.fidelity());
            return score(job, preparation, reporter);
        } catch (InvalidFrame e) {
            throw new TrainingFailure(Kind.DATA, String.valueOf(e.getMessage()), e);
        }
    }

    private static FinalScore score(FinalJob job, Preparation preparation, Reporter reporter) throws TrainingFailure {
        Stopwatch clock = new Stopwatch();
        Optional<RowSet> vault = job.vaultFrame().isPresent()
                ? Optional.of(RowSet.all(ClusterSpace.laidOut(
                        Preparation.mapSealed(job.vaultFrame().get()), preparation.frame())))
                : Optional.empty();
        Committee committee = Committee.of(job, preparation, reporter);
        List<Fitted> fitted = new Fitting(job, vault, reporter).of(committee.members());
        double sum = fitted.stream().mapToDouble(one -> one.member().weight()).sum();
        int steps = fitted.stream().mapToInt(Fitted::steps).max().orElse(0);
        FinalModel plain = new FinalModel(
                fitted.stream().map(one -> part(one, sum)).toList(),
                committee.combination(),
                committee.calibration(),
                committee.stakes());
        Optional<IntervalFit> intervals = intervals(job, committee, plain, reporter);
        FinalModel model = intervals.map(fit -> plain.with(fit.intervals())).orElse(plain);
        reporter.checkpoint(Math.max(1, steps), model.bytes());
        Optional<Opened> opened = vault.map(rows -> new Opened(
                rows,
                model.whole(
                        fitted.stream().flatMap(one -> one.sealed().stream()).toList())));
        return new FinalScore(
                opened.isPresent() ? metrics(job, preparation, opened.get(), clock) : Map.of(),
                vault.map(RowSet::size).orElse(0),
                steps,
                clock.elapsed(),
                model.parts().stream()
                        .map(part -> new FinalScore.Part(part.trial(), part.trainer(), part.weight()))
                        .toList(),
                committee.score(),
                committee.way(),
                committee.scores(),
                intervals.map(fit -> reliability(fit, opened)).orElse(List.of()));
    }

    /** The sealed rows, and what the model says about them. */
    private record Opened(RowSet rows, Answer answer) {}

    /** Learned by what the members that were fitted said of held-out rows. */
    private static Optional<IntervalFit> intervals(
            FinalJob job, Committee committee, FinalModel model, Reporter reporter) {
        List<Double> levels = job.ensemble().map(EnsembleJob::levels).orElse(List.of());
        Optional<IntervalFit> fit =
                committee.heldOut().flatMap(heldOut -> heldOut.intervals(levels, model, job.seed()));
        fit.ifPresent(known -> reporter.log("the width of intervals varies by: "
                + known.intervals().scaling().name().toLowerCase(Locale.ROOT)));
        for (double level : levels) {
            boolean there = fit.stream()
                    .flatMap(known -> known.reliability().stream())
                    .anyMatch(known -> known.level() == level);
            if (!there) {
                reporter.log("no interval of " + level + ": too few held-out predictions were kept to tell it");
            }
        }
        return fit;
    }

    private static List<Reliability> reliability(IntervalFit fit, Optional<Opened> opened) {
        if (opened.isEmpty() || !(opened.get().rows().target() instanceof Target.Numbers truth)) {
            return fit.reliability();
        }
        List<Reliability> read = new ArrayList<>();
        for (int level = 0; level < fit.reliability().size(); level++) {
            Bounds bounds = opened.get().answer().intervals().get(level);
            read.add(fit.reliability().get(level).with(Rate.of(bounds, truth.values())));
        }
        return read;
    }

    private static FinalModel.Part part(Fitted fitted, double sum) {
        Committee.Member member = fitted.member();
        Preparation preparation = member.preparation();
        return new FinalModel.Part(
                member.trial(),
                preparation.trainer().name(),
                preparation.values(),
                member.fidelity(),
                fitted.seed(),
                member.weight() / sum,
                Optional.of(fitted.state()),
                member.calibration());
    }

    /** Beside models of fewer rows, as far as there is time for them: each takes about as long as all did so far, or less. */
    private static Optional<Scorer> stability(FinalJob job, Preparation preparation, Opened opened, Stopwatch clock)
            throws TrainingFailure {
        Duration each = clock.elapsed();
        return Companions.beside(
                preparation,
                (Predictions.Clusters) opened.answer().predictions(),
                opened.rows(),
                job.seed(),
                () -> job.timeLeft().isEmpty()
                        || clock.elapsed().plus(each).compareTo(job.timeLeft().get()) <= 0);
    }

    private static Map<String, Interval> metrics(FinalJob job, Preparation preparation, Opened opened, Stopwatch clock)
            throws TrainingFailure {
        SealedTruth sealed = SealedTruth.of(
                preparation.frame().target(),
                opened.rows().target(),
                opened.answer().predictions());
        Target truth = sealed.truth();
        Map<Metric, Scorer> scorers = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.fitting(preparation.shape().task())) {
            if (metric.comparesModels()) {
                stability(job, preparation, opened, clock).ifPresent(scorer -> scorers.put(metric, scorer));
            } else {
                scorers.put(metric, metric.scorer(truth, sealed.predictions()));
            }
        }
        Map<Metric, Interval> intervals =
                new Bootstrap(RESAMPLES, LEVEL, Seeds.of(job.seed(), "bootstrap")).intervals(scorers, truth.rows());
        Map<String, Interval> named = new LinkedHashMap<>();
        for (Metric metric : job.objective().allMetrics(preparation.shape().task())) {
            Interval interval = intervals.get(metric);
            if (interval != null) {
                named.put(metric.wireName(), interval);
            }
        }
        return named;
    }
}
