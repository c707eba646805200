package dev.cairn.trainers;

import dev.cairn.trainers.Fitting.Fitted;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Bootstrap;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.metric.Scorer;
import dev.cairn.trainers.split.Seeds;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
                ? Optional.of(RowSet.all(Preparation.mapSealed(job.vaultFrame().get())))
                : Optional.empty();
        Committee committee = Committee.of(job, preparation, reporter);
        List<Fitted> fitted = new Fitting(job, vault, reporter).of(committee.members());
        double sum = fitted.stream().mapToDouble(one -> one.member().weight()).sum();
        int steps = fitted.stream().mapToInt(Fitted::steps).max().orElse(0);
        FinalModel model = new FinalModel(
                fitted.stream().map(one -> part(one, sum)).toList(),
                committee.combination(),
                committee.calibration(),
                committee.stakes());
        reporter.checkpoint(Math.max(1, steps), model.bytes());
        List<FinalScore.Part> parts = model.parts().stream()
                .map(part -> new FinalScore.Part(part.trial(), part.trainer(), part.weight()))
                .toList();
        Map<String, Interval> intervals = vault.isPresent()
                ? intervals(job, preparation, sealed(preparation, vault.get(), fitted, model))
                : Map.of();
        int rows = vault.map(RowSet::size).orElse(0);
        return new FinalScore(
                intervals, rows, steps, clock.elapsed(), parts, committee.score(), committee.way(), committee.scores());
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

    private static SealedTruth sealed(Preparation preparation, RowSet vault, List<Fitted> fitted, FinalModel model) {
        List<Predictions> said =
                fitted.stream().flatMap(one -> one.sealed().stream()).toList();
        return SealedTruth.of(preparation.frame().target(), vault.target(), model.answer(said));
    }

    private static Map<String, Interval> intervals(FinalJob job, Preparation preparation, SealedTruth sealed) {
        Target truth = sealed.truth();
        Map<Metric, Scorer> scorers = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.fitting(preparation.shape().task())) {
            scorers.put(metric, metric.scorer(truth, sealed.predictions()));
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
