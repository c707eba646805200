package dev.cairn.trainers;

import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.ensemble.Blend;
import dev.cairn.trainers.metric.Bootstrap;
import dev.cairn.trainers.metric.Interval;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.metric.Scorer;
import dev.cairn.trainers.split.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits a study's best configuration, or the best blend of several, on all training rows and scores it once on the sealed ones, with 95 % intervals. */
public final class FinalEvaluation {
    private static final int RESAMPLES = 2_000;
    private static final double LEVEL = 0.95;

    private FinalEvaluation() {}

    /** Of the reporter, only {@link Reporter#cancelled} and {@link Reporter#log} are used. */
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
        Frame vault = Preparation.map(job.vaultFrame());
        List<Committee.Member> members = Committee.of(job, preparation, reporter);
        List<Predictions> said = new ArrayList<>();
        int steps = 0;
        for (Committee.Member member : members) {
            steps = Math.max(steps, fit(job, member, vault, said, reporter));
        }
        Blend blend =
                new Blend(members.stream().mapToDouble(Committee.Member::weight).toArray());
        SealedTruth sealed = SealedTruth.of(preparation.frame().target(), vault.target(), blend.of(said));
        return new FinalScore(intervals(job, preparation, sealed), vault.rows(), steps, clock.elapsed());
    }

    /** Adds what the fitted model says about the sealed rows, and returns how many steps it took. */
    private static int fit(
            FinalJob job, Committee.Member member, Frame vault, List<Predictions> said, Reporter reporter)
            throws TrainingFailure {
        Preparation preparation = member.preparation();
        FoldData data = new FoldData(0, RowSet.all(preparation.frame()), preparation.shape(), job.objective());
        long seed = Seeds.of(job.seed(), "final", member.trial());
        try (Learner learner = preparation.trainer().start(data, preparation.values(), seed, job.device())) {
            learner.advance(preparation.maxSteps(), reporter::cancelled);
            if (reporter.cancelled()) {
                throw new TrainingFailure(Kind.CANCELLED, "called off at step " + learner.step());
            }
            reporter.log("fitted " + preparation.trainer().name() + " on all "
                    + data.train().size() + " training rows in " + learner.step() + " steps");
            Predictions predictions = learner.predict(RowSet.all(vault));
            if (!predictions.finite()) {
                throw new TrainingFailure(Kind.DIVERGED, "the final model left the finite numbers");
            }
            said.add(predictions);
            return learner.step();
        }
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
