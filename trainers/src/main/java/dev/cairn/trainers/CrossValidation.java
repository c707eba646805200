package dev.cairn.trainers;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.InvalidFrame;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.metric.Gap;
import dev.cairn.trainers.metric.Metric;
import dev.cairn.trainers.split.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs one trial: a model per fold, all advancing in lockstep from measurement to measurement, so that each point of the curve is a mean over all
 * folds. What it measures is what the trial would score if it ended there.
 */
public final class CrossValidation implements AutoCloseable {
    /** Work that a crash may cost; saving takes milliseconds. */
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(5);

    private final TrainJob job;
    private final Reporter reporter;
    private final Duration betweenCheckpoints;
    private final Preparation preparation;
    private final List<Fold> folds = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final Stopwatch clock = new Stopwatch();
    private final Yielding yielding;
    private int step;

    /** Where a fold's model comes from. */
    private record Origin(long seed, RowSet train) {}

    private CrossValidation(TrainJob job, Reporter reporter, Yielding yielding, Duration betweenCheckpoints)
            throws TrainingFailure {
        this.job = job;
        this.reporter = reporter;
        this.betweenCheckpoints = betweenCheckpoints;
        this.yielding = yielding;
        this.preparation = Preparation.of(job.frame(), job.trainer(), job.values(), job.objective(), job.fidelity());
    }

    /**
     * Runs the job to its end, to its fidelity, or to a verdict, whichever comes first.
     *
     * @throws TrainingFailure when a model diverges, when the data cannot be validated on, or when called off
     */
    public static Evaluation run(TrainJob job, Reporter reporter) throws TrainingFailure {
        return run(job, reporter, BETWEEN_CHECKPOINTS);
    }

    static Evaluation run(TrainJob job, Reporter reporter, Duration betweenCheckpoints) throws TrainingFailure {
        return run(job, reporter, new Yielding(reporter), betweenCheckpoints);
    }

    static Evaluation run(TrainJob job, Reporter reporter, Yielding yielding, Duration betweenCheckpoints)
            throws TrainingFailure {
        try (CrossValidation run = new CrossValidation(job, reporter, yielding, betweenCheckpoints)) {
            run.start();
            return run.toEnd();
        } catch (InvalidFrame e) {
            throw new TrainingFailure(Kind.DATA, String.valueOf(e.getMessage()), e);
        }
    }

    private void start() throws TrainingFailure {
        reporter.log(job.trainer()
                + preparation.values().byName().entrySet().stream()
                        .map(value ->
                                " " + value.getKey() + "=" + value.getValue().raw())
                        .collect(Collectors.joining()));
        FoldPlan plan = FoldPlan.of(RowSet.all(preparation.frame()), job.validation(), job.seed(), reporter);
        for (FoldPlan.Part part : plan.parts()) {
            lookUp();
            int number = folds.size();
            FoldData data = new FoldData(number, part.train(), preparation.shape(), job.objective());
            long seed = Seeds.of(job.seed(), "trial", job.root(), number);
            Learner learner = preparation.trainer().start(data, preparation.values(), seed, job.device());
            folds.add(new Fold(number, learner, part.train(), part.validation()));
            origins.add(new Origin(seed, part.train()));
            reporter.log("fold " + (number + 1) + ": " + part.train().size() + " rows to train on, "
                    + part.validation().size() + " held out");
        }
        if (job.resumeFrom().isPresent()) {
            resume();
        }
    }

    private void resume() throws TrainingFailure {
        byte[] bytes;
        try {
            bytes = reporter.state(job.resumeFrom().orElseThrow());
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the checkpoint cannot be read: " + e, e);
        }
        Progress progress = Progress.read(bytes, job.trainer(), folds.size());
        for (int fold = 0; fold < folds.size(); fold++) {
            folds.get(fold).learner().restore(progress.learners().get(fold));
        }
        step = progress.step();
        clock.add(progress.elapsed());
        reporter.log("resumed at step " + step);
    }

    private Evaluation toEnd() throws TrainingFailure {
        Duration saved = clock.elapsed();
        boolean stopped = false;
        while (!stopped && !ended()) {
            advance();
            Verdict verdict = measure();
            stopped = !(verdict instanceof Verdict.Continue);
            boolean mayGoOnLater = stopped || step >= preparation.maxSteps();
            boolean due = clock.elapsed().minus(saved).compareTo(betweenCheckpoints) >= 0;
            if (!allFinished() && (mayGoOnLater ? !(verdict instanceof Verdict.Stop) : due)) {
                checkpoint();
                saved = clock.elapsed();
                if (verdict instanceof Verdict.Pause && reporter.pauseWanted()) {
                    throw new TrainingFailure(Kind.CANCELLED, "paused after step " + step);
                }
            }
        }
        reporter.log("ended at step " + step + " of " + preparation.maxSteps() + " after "
                + clock.elapsed().toMillis() + " ms: " + reason(stopped));
        return evaluation(stopped);
    }

    private String reason(boolean stopped) {
        if (stopped) {
            return "stopped by the study";
        }
        return step >= preparation.maxSteps() ? "all steps done" : "no fold improves any more";
    }

    private boolean ended() {
        return step >= preparation.maxSteps() || (step > 0 && allFinished());
    }

    private boolean allFinished() {
        return folds.stream().allMatch(fold -> fold.learner().finished());
    }

    private void advance() throws TrainingFailure {
        int stride = preparation.trainer().stepsPerMeasurement();
        int next = Math.min(preparation.maxSteps(), (step / stride + 1) * stride);
        for (Fold fold : folds) {
            if (reporter.pauseWanted()) {
                pause();
            }
            fold.advance(next, yielding);
            if (reporter.cancelled()) {
                throw new TrainingFailure(
                        Kind.CANCELLED, "called off at step " + fold.learner().step());
            }
            if (yielding.saidSo()) {
                pause();
            }
        }
        step = allFinished() ? longest() : next;
    }

    /** Between the beginnings of folds, which may take a while each. */
    private void lookUp() throws TrainingFailure {
        if (reporter.cancelled() || reporter.pauseWanted()) {
            throw new TrainingFailure(Kind.CANCELLED, "called off before its first step");
        }
    }

    /** A round of all folds may take long: those that have come further are saved further, and wait for the others when all go on. */
    private void pause() throws TrainingFailure {
        if (step > 0) {
            checkpoint();
        }
        throw new TrainingFailure(Kind.CANCELLED, "paused after step " + step);
    }

    private int longest() {
        return folds.stream().mapToInt(fold -> fold.learner().step()).max().orElse(step);
    }

    private Verdict measure() throws TrainingFailure {
        FoldScores scores = FoldScores.of(folds, curveMetrics());
        Map<String, Double> means = new LinkedHashMap<>(scores.means());
        means.putAll(CostMeter.measure(job.along().costs(), folds, clock.elapsed(), 1));
        means.putAll(gaps());
        return reporter.report(new Measurement(step, clock.elapsed(), means, scores.perFold()));
    }

    private List<Metric> curveMetrics() {
        return Stream.concat(
                        job.objective().curveMetrics(preparation.shape().task()).stream(),
                        job.along().metrics().stream().sorted())
                .distinct()
                .toList();
    }

    private void checkpoint() throws TrainingFailure {
        List<byte[]> learners = new ArrayList<>();
        for (Fold fold : folds) {
            learners.add(fold.learner().save());
        }
        reporter.checkpoint(step, new Progress(job.trainer(), step, clock.elapsed(), learners).bytes());
    }

    private Evaluation evaluation(boolean stopped) throws TrainingFailure {
        FoldScores scores = FoldScores.of(
                folds, job.objective().allMetrics(preparation.shape().task()));
        Map<String, Double> means = new LinkedHashMap<>(scores.means());
        String objective = job.objective().metric().wireName();
        if (means.getOrDefault(objective, Double.NaN).isNaN()) {
            throw new TrainingFailure(
                    Kind.DATA,
                    objective + " is not defined on the rows of any fold, for instance because all are of one class");
        }
        Companions.degenerate(folds).forEach(reporter::log);
        means.putAll(CostMeter.measure(job.costs(), folds, clock.elapsed(), CostMeter.REPETITIONS));
        means.putAll(gaps());
        if (!stopped) {
            means.putAll(Prospects.of(folds, job.objective().metric(), job.seed()));
            if (reporter.wantsModel(means.getOrDefault(objective, Double.NaN))) {
                KeptModel.of(job, folds).ifPresent(model -> reporter.model(step, model));
            }
        }
        return new Evaluation(
                means,
                scores.perFold(),
                scores.spread(job.objective().metric()),
                said(),
                heldOut(),
                step,
                clock.elapsed(),
                stopped,
                provenance());
    }

    private Provenance provenance() {
        List<Provenance.Model> models = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            Learner learner = folds.get(fold).learner();
            RowSet train = origins.get(fold).train();
            models.add(new Provenance.Model(
                    origins.get(fold).seed(),
                    learner.step(),
                    train.size(),
                    Provenance.digest(train.rows()),
                    learner.provenance()));
        }
        return new Provenance(
                job.trainer(),
                preparation.values(),
                job.objective(),
                job.device(),
                job.root() == job.trial() ? OptionalInt.empty() : OptionalInt.of(job.root()),
                models,
                Provenance.present());
    }

    /** Of all folds together, since a group may be small. */
    private Map<String, Double> gaps() throws TrainingFailure {
        Map<String, Double> gaps = new LinkedHashMap<>();
        for (Gap gap : job.along().gaps()) {
            gaps.put(gap.wireName(), gap.of(new RowSet(preparation.frame(), heldOut()), said()));
        }
        return gaps;
    }

    private Predictions said() throws TrainingFailure {
        List<Predictions> said = new ArrayList<>();
        for (Fold fold : folds) {
            said.add(fold.predictions());
        }
        return Predictions.concat(said);
    }

    private int[] heldOut() {
        return folds.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.validation().rows()))
                .toArray();
    }

    @Override
    public void close() {
        folds.forEach(Fold::close);
    }
}
