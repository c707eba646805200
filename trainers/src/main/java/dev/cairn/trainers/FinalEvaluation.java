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
import java.util.stream.Stream;

/**
 * Fits a study's best configuration, or the best blend of several, on all training rows, keeps it, and scores it once on the sealed ones, if there
 * are any, with 95 % intervals.
 */
public final class FinalEvaluation {
    private static final int RESAMPLES = 2_000;

    /** Of many rows fewer resamples do: each takes long, and what is left tells the spread still. */
    private static final int FEWEST_RESAMPLES = 200;

    private static final long MOST_DRAWS = 20_000_000;
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
        long began = System.nanoTime();
        Distillation distillation = new Distillation(job, preparation, reporter, began);
        Committee committee = Committee.of(job, preparation, reporter);
        Optional<RowSet> made = distillation.made(committee);
        List<RowSet> asked = Stream.concat(vault.stream(), made.stream()).toList();
        List<Fitted> fitted = new Fitting(job, asked, reporter, began).of(committee.members());
        FinalModel blend = model(committee, fitted);
        Optional<Distillation.One> one =
                made.isPresent() ? distillation.of(committee, fitted, vault) : Optional.empty();
        FinalModel plain = one.map(Distillation.One::model).orElse(blend);
        Optional<IntervalFit> intervals =
                intervals(job, one.map(Distillation.One::heldOut).orElse(committee.heldOut()), plain, reporter);
        FinalModel model = intervals.map(fit -> plain.with(fit.intervals())).orElse(plain);
        int steps = one.map(Distillation.One::steps)
                .orElseGet(() -> fitted.stream().mapToInt(Fitted::steps).max().orElse(0));
        reporter.checkpoint(Math.max(1, steps), model.bytes());
        Optional<List<Predictions>> ofBlend = vault.map(
                rows -> fitted.stream().map(part -> part.said().get(0)).toList());
        Optional<List<Predictions>> ofModel =
                one.isPresent() ? one.get().sealed().map(List::of) : ofBlend;
        Optional<Opened> opened = vault.flatMap(rows -> ofModel.map(said -> new Opened(rows, model.whole(said))));
        return new FinalScore(
                opened.isPresent() ? metrics(job, preparation, opened.get(), clock) : Map.of(),
                vault.map(RowSet::size).orElse(0),
                steps,
                clock.elapsed(),
                blend.parts().stream()
                        .map(part -> new FinalScore.Part(part.trial(), part.trainer(), part.weight()))
                        .toList(),
                committee.score(),
                committee.way(),
                committee.scores(),
                intervals.map(fit -> reliability(fit, opened)).orElse(List.of()),
                one.map(distilled -> distilled.score(ofBlend(job, preparation, vault, blend, ofBlend))));
    }

    private static Map<String, Double> ofBlend(
            FinalJob job,
            Preparation preparation,
            Optional<RowSet> vault,
            FinalModel blend,
            Optional<List<Predictions>> said) {
        if (vault.isEmpty() || said.isEmpty()) {
            return Map.of();
        }
        return Map.of("blend", objective(job, preparation, new Opened(vault.get(), blend.whole(said.get()))));
    }

    private static double objective(FinalJob job, Preparation preparation, Opened opened) {
        SealedTruth sealed = SealedTruth.of(
                preparation.frame().target(),
                opened.rows().target(),
                opened.answer().predictions());
        return job.objective().metric().compute(sealed.truth(), sealed.predictions());
    }

    private static FinalModel model(Committee committee, List<Fitted> fitted) {
        double sum = fitted.stream().mapToDouble(one -> one.member().weight()).sum();
        return new FinalModel(
                fitted.stream().map(one -> part(one, sum)).toList(),
                committee.combination(),
                committee.calibration(),
                committee.stakes());
    }

    /** The sealed rows, and what the model says about them. */
    private record Opened(RowSet rows, Answer answer) {}

    /** Learned by what the members that were fitted said of held-out rows. */
    private static Optional<IntervalFit> intervals(
            FinalJob job, Optional<HeldOut> known, FinalModel model, Reporter reporter) {
        List<Double> levels = job.ensemble().map(EnsembleJob::levels).orElse(List.of());
        Optional<IntervalFit> fit = known.flatMap(heldOut -> heldOut.intervals(levels, model, job.seed()));
        fit.ifPresent(learned -> reporter.log("the width of intervals varies by: "
                + learned.intervals().scaling().name().toLowerCase(Locale.ROOT)));
        for (double level : levels) {
            boolean there = fit.stream()
                    .flatMap(learned -> learned.reliability().stream())
                    .anyMatch(learned -> learned.level() == level);
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
        Map<Metric, Interval> intervals = new Bootstrap(
                        resamples(truth.rows()), LEVEL, Seeds.of(job.seed(), "bootstrap"))
                .intervals(scorers, truth.rows());
        Map<String, Interval> named = new LinkedHashMap<>();
        for (Metric metric : job.objective().allMetrics(preparation.shape().task())) {
            Interval interval = intervals.get(metric);
            if (interval != null) {
                named.put(metric.wireName(), interval);
            }
        }
        return named;
    }

    private static int resamples(int rows) {
        return (int) Math.max(FEWEST_RESAMPLES, Math.min(RESAMPLES, MOST_DRAWS / Math.max(1, rows)));
    }
}
