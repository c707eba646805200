package dev.cairn.trainers;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fits a study's best configuration, or the best blend of several, on all training rows, keeps it, and scores it once on the sealed ones, if there
 * are any, with 95 % intervals. Where the time does not do for that, what the job says stands for it, and the result says so.
 */
public final class FinalEvaluation {
    private static final int RESAMPLES = 2_000;

    /** Of many rows fewer resamples do: each takes long, and what is left tells the spread still. */
    private static final int FEWEST_RESAMPLES = 200;

    private static final long MOST_DRAWS = 20_000_000;
    private static final double LEVEL = 0.95;

    /** A fit that sees that its time is over needs a moment to say so. */
    private static final Duration SLACK = Duration.ofMillis(50);

    private final FinalJob job;
    private final Preparation preparation;
    private final Deadline deadline;
    private final Reporter reporter;
    private final Optional<RowSet> vault;
    private final Stopwatch stopwatch = new Stopwatch();

    private FinalEvaluation(FinalJob job, Preparation preparation, Deadline deadline, Reporter reporter)
            throws TrainingFailure {
        this.job = job;
        this.preparation = preparation;
        this.deadline = deadline;
        this.reporter = reporter;
        this.vault = job.vaultFrame().isPresent()
                ? Optional.of(RowSet.all(ClusterSpace.laidOut(
                        Preparation.mapSealed(job.vaultFrame().get()), preparation.frame())))
                : Optional.empty();
    }

    /** Keeps the {@link FinalModel} as the reporter's checkpoint, unless the models of folds stand, which are kept already. */
    public static FinalScore run(FinalJob job, Reporter reporter) throws TrainingFailure {
        return run(job, reporter, InstantSource.system());
    }

    static FinalScore run(FinalJob job, Reporter reporter, InstantSource clock) throws TrainingFailure {
        try {
            Preparation preparation =
                    Preparation.of(job.trainFrame(), job.trainer(), job.values(), job.objective(), job.fidelity());
            return new FinalEvaluation(job, preparation, new Deadline(job.until(), clock), reporter).score();
        } catch (InvalidFrame e) {
            throw new TrainingFailure(Kind.DATA, String.valueOf(e.getMessage()), e);
        }
    }

    private FinalScore score() throws TrainingFailure {
        StandingModel standing = new StandingModel(job, preparation, reporter);
        standing.prepare();
        try {
            return scored(refitted());
        } catch (TrainingFailure e) {
            boolean mayStand = job.until().isPresent() && e.kind() != Kind.CANCELLED;
            if (!mayStand) {
                throw e;
            }
            reporter.log("no fit on all training rows: " + e.getMessage());
            return scored(standing.because(String.valueOf(e.getMessage()), vault));
        }
    }

    /** In a thread of its own, since not every fit can be called off. */
    private Made refitted() throws TrainingFailure {
        if (deadline.over()) {
            throw new TrainingFailure(Kind.TIME_OUT, "there was no time left to fit");
        }
        FutureTask<Made> refit = new FutureTask<>(() -> new Refit(job, preparation, deadline, reporter, vault).made());
        Thread thread = new Thread(refit, "refit");
        thread.setDaemon(true);
        thread.start();
        try {
            Optional<Duration> left = deadline.left();
            return left.isPresent() ? refit.get(left.get().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS) : refit.get();
        } catch (TimeoutException e) {
            refit.cancel(true);
            throw new TrainingFailure(Kind.TIME_OUT, "the time was over while it was fitted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TrainingFailure failure ? failure : unexpected(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingFailure(Kind.CANCELLED, "interrupted", e);
        }
    }

    private static TrainingFailure unexpected(@Nullable Throwable cause) {
        if (cause instanceof InvalidFrame invalid) {
            throw invalid;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new TrainingFailure(Kind.CODE, String.valueOf(cause), new ExecutionException(cause));
    }

    /** The score is made before the model is kept, so that whoever finds the model has its score. */
    private FinalScore scored(Made made) throws TrainingFailure {
        Optional<Opened> opened = vault.flatMap(rows -> made.answer().map(answer -> new Opened(rows, answer)));
        Map<String, Interval> metrics = opened.isPresent() ? metrics(opened.get()) : Map.of();
        List<Reliability> intervals =
                made.intervals().map(fit -> reliability(fit, opened)).orElse(List.of());
        made.model().ifPresent(model -> reporter.checkpoint(Math.max(1, made.steps()), model.bytes()));
        return new FinalScore(
                metrics,
                opened.map(known -> known.rows().size()).orElse(0),
                made.steps(),
                stopwatch.elapsed(),
                made.parts(),
                made.blended(),
                made.way(),
                made.ways(),
                intervals,
                made.distilled(),
                made.note());
    }

    /** The sealed rows, and what the model says about them. */
    private record Opened(RowSet rows, Answer answer) {}

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

    /** Beside models of fewer rows, as far as there is time for them: each takes about as long as all did so far, or less. */
    private Optional<Scorer> stability(Opened opened) throws TrainingFailure {
        Duration each = stopwatch.elapsed();
        return Companions.beside(
                preparation,
                (Predictions.Clusters) opened.answer().predictions(),
                opened.rows(),
                job.seed(),
                () -> deadline.left().filter(left -> left.compareTo(each) < 0).isEmpty());
    }

    private Map<String, Interval> metrics(Opened opened) throws TrainingFailure {
        SealedTruth sealed = SealedTruth.of(
                preparation.frame().target(),
                opened.rows().target(),
                opened.answer().predictions());
        Target truth = sealed.truth();
        Map<Metric, Scorer> scorers = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.fitting(preparation.shape().task())) {
            if (metric.comparesModels()) {
                stability(opened).ifPresent(scorer -> scorers.put(metric, scorer));
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
