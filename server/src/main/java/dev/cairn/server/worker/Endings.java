package dev.cairn.server.worker;

import dev.cairn.search.space.Values;
import dev.cairn.server.schedule.Explanations;
import dev.cairn.server.schedule.StudyPlans;
import dev.cairn.server.spec.ResourcesSpec;
import dev.cairn.server.spec.SlotClass;
import dev.cairn.server.spec.SlotClasses;
import dev.cairn.server.trial.ProvenanceForm;
import dev.cairn.server.trial.TrialEnd;
import dev.cairn.server.trial.TrialResult;
import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
import dev.cairn.store.Claim;
import dev.cairn.store.FailureKind;
import dev.cairn.store.Interval;
import dev.cairn.store.Outcome;
import dev.cairn.store.WorkerStore;
import dev.cairn.trainers.FinalJob.Standing;
import dev.cairn.trainers.FinalScore;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.ensemble.Combining.Way;
import dev.cairn.trainers.interval.Reliability;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what the end of a trial's process means for its attempt, given what was wished of it. */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final BlobStore blobs;
    private final StudyPlans plans;
    private final WorkerStore workers;

    Endings(BlobStore blobs, StudyPlans plans, WorkerStore workers) {
        this.blobs = blobs;
        this.plans = plans;
        this.workers = workers;
    }

    /** The outcome to store. A result that is there counts, whatever was wished meanwhile. */
    Outcome outcome(LiveAttempt attempt, TrialEnd end, Slot slot) {
        int failures = attempt.claim().trial().failures();
        if (end instanceof TrialEnd.Scored scored) {
            return scored(attempt, scored.result());
        }
        if (end instanceof TrialEnd.FinalScored last) {
            return finalScored(last.score());
        }
        if (attempt.standing().isPresent() && (attempt.wish() == Wish.NONE || attempt.wish() == Wish.OVER)) {
            return stoodFor(attempt, attempt.standing().get(), end);
        }
        if (end instanceof TrialEnd.Failed failed && failed.kind() != TrainingFailure.Kind.CANCELLED) {
            return failed(attempt, failed, slot);
        }
        if (attempt.wish() == Wish.CANCEL || attempt.wish() == Wish.OVER) {
            return new Outcome.Cancelled(attempt.steps());
        }
        if (attempt.wish() == Wish.PREEMPT) {
            return new Outcome.Preempted();
        }
        if (attempt.wish() != Wish.NONE) {
            return new Outcome.Released(attempt.wish() == Wish.PAUSE ? "the study was paused" : "the worker went away");
        }
        if (end instanceof TrialEnd.Stopped && attempt.stoppedFor().isPresent()) {
            return new Outcome.Paused(
                    attempt.steps(), Explanations.stored(attempt.stoppedFor().get()));
        }
        if (end instanceof TrialEnd.Died died) {
            return RetryRules.crashed(died.exitCode(), died.lastLines(), failures);
        }
        return new Outcome.Released("it ended unasked");
    }

    /** What a GPU is too small for may fit a larger one, if somebody offers that. */
    private Outcome failed(LiveAttempt attempt, TrialEnd.Failed failed, Slot slot) {
        if (failed.kind() == TrainingFailure.Kind.GPU_OUT_OF_MEMORY) {
            ResourcesSpec needs =
                    plans.of(attempt.claim().study()).study().spec().resources();
            Optional<SlotClass> larger = SlotClasses.of(workers.list()).larger(slot.offer(), needs);
            if (larger.isPresent()) {
                return new Outcome.Moved(larger.get().queue(), FailureKind.GPU_OUT_OF_MEMORY, failed.message());
            }
        }
        return RetryRules.failed(
                failed.kind(), failed.message(), attempt.claim().trial().failures());
    }

    private Outcome scored(LiveAttempt attempt, TrialResult result) {
        String objective = attempt.claim().study().objective();
        double score = result.metrics().getOrDefault(objective, Double.NaN);
        if (Double.isNaN(score)) {
            return RetryRules.failed(TrainingFailure.Kind.DIVERGED, objective + " is not a number at the end", 0);
        }
        if (result.stoppedByVerdict()) {
            return new Outcome.Pruned(
                    result.metrics(),
                    result.steps(),
                    result.fitTime(),
                    attempt.stoppedFor().map(Explanations::stored).orElse(Map.of()));
        }
        return new Outcome.Completed(
                result.metrics(),
                result.perFold(),
                score,
                result.spread(),
                result.steps(),
                result.fitTime(),
                result.predictions().flatMap(file -> kept(attempt, file)),
                plans.of(attempt.claim().study()).study().goals().kept(result.metrics()),
                attempt.sparedFor().map(Explanations::stored).orElse(Map.of()),
                result.provenance().map(ProvenanceForm::write).orElse(Map.of()));
    }

    /** Waits while the store is full, unless the attempt is to end; the score does not depend on the predictions, and then stands alone. */
    private Optional<String> kept(LiveAttempt attempt, TrialResult.ContentFile predictions) {
        try {
            while (true) {
                try {
                    String sha256 = blobs.put(predictions.path()).sha256();
                    attempt.waiting(Optional.empty());
                    return Optional.of(sha256);
                } catch (BlobDiskFull e) {
                    if (attempt.wish() != Wish.NONE) {
                        throw e;
                    }
                    attempt.waiting(Optional.of(Notes.FULL));
                    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
                }
            }
        } catch (IOException e) {
            LOG.warn("the predictions of trial {} are not kept", attempt.ref().trial(), e);
            return Optional.empty();
        }
    }

    /** What was there before the final trial began is the model: its process did not end in time, or not well. */
    private Outcome stoodFor(LiveAttempt attempt, Standing standing, TrialEnd end) {
        Claim claim = attempt.claim();
        int trial = claim.trial().parent().orElse(claim.ref().trial());
        String trainer = plans.of(claim.study()).trainer(Values.of(claim.trial().values()));
        FinalScore.Part best = new FinalScore.Part(trial, trainer, 1);
        if (standing instanceof Standing.Folds folds) {
            FinalScore.Part kept = new FinalScore.Part(folds.trial(), folds.trainer(), 1);
            return unscored(kept, "the mean of the models of its folds stands for", why(attempt, end));
        }
        return unscored(
                best,
                standing instanceof Standing.Quick
                        ? "no trial completed; what was there at once stands for"
                        : "its configuration, fitted when it is first asked, stands for",
                why(attempt, end));
    }

    private static Outcome unscored(FinalScore.Part part, String stands, String why) {
        String note = stands + " trial " + part.trial() + " (" + part.trainer() + "), not scored: " + why;
        return finalScored(new FinalScore(
                Map.of(),
                0,
                0,
                Duration.ZERO,
                List.of(part),
                OptionalDouble.empty(),
                Way.ALONE,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.of(note)));
    }

    private static String why(LiveAttempt attempt, TrialEnd end) {
        if (end instanceof TrialEnd.Failed failed) {
            return failed.message();
        }
        return attempt.wish() == Wish.OVER ? "the time was over" : "its process ended without a word";
    }

    private static Outcome finalScored(FinalScore score) {
        Map<String, Interval> metrics = new LinkedHashMap<>();
        score.metrics()
                .forEach((name, interval) ->
                        metrics.put(name, new Interval(interval.value(), interval.low(), interval.high())));
        return new Outcome.FinalScored(metrics, score.rows(), score.fitTime(), model(score));
    }

    /** What the model is made of, as the store keeps it. */
    private static Map<String, Object> model(FinalScore score) {
        if (score.parts().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "members",
                score.parts().stream()
                        .map(part -> Map.of("trial", part.trial(), "trainer", part.trainer(), "weight", part.weight()))
                        .toList());
        score.blended().ifPresent(blended -> model.put("blended", blended));
        score.note().ifPresent(note -> model.put("note", note));
        model.put("way", score.way().name().toLowerCase(Locale.ROOT));
        Map<String, Object> ways = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            double scored = score.ways().getOrDefault(way, Double.NaN);
            if (!Double.isNaN(scored)) {
                ways.put(way.name().toLowerCase(Locale.ROOT), scored);
            }
        }
        model.put("ways", ways);
        if (!score.intervals().isEmpty()) {
            model.put(
                    "intervals", score.intervals().stream().map(Endings::level).toList());
        }
        score.distilled()
                .ifPresent(one -> model.put(
                        "distilled",
                        Map.of(
                                "trial",
                                one.trial(),
                                "trainer",
                                one.trainer(),
                                "taught",
                                one.taught(),
                                "heldOut",
                                one.heldOut(),
                                "sealed",
                                one.sealed())));
        return model;
    }

    private static Map<String, Object> level(Reliability told) {
        Map<String, Object> level = new LinkedHashMap<>();
        level.put("level", told.level());
        level.put("scaledBy", told.scaledBy().name().toLowerCase(Locale.ROOT));
        level.put("heldOut", rate(told.heldOut()));
        told.sealed().ifPresent(rate -> level.put("sealed", rate(rate)));
        return level;
    }

    private static Map<String, Object> rate(Reliability.Rate rate) {
        return Map.of("coverage", ends(rate.coverage()), "width", ends(rate.width()), "rows", rate.rows());
    }

    private static List<Double> ends(dev.cairn.trainers.metric.Interval interval) {
        return List.of(interval.value(), interval.low(), interval.high());
    }
}
