package dev.cairn.server.worker;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Direction;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.trial.CheckpointFile;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.trainers.FinalJob.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of the folds of good trials, of which the best stands for the final one until that is fitted. They are kept where a clock bounds the
 * study and its model: each trial that beats the best so far leaves its own.
 */
final class KeptModels {
    private static final Logger LOG = LoggerFactory.getLogger(KeptModels.class);

    /** Most of them beat what was best before them, and so have theirs; a model that is too large is not kept. */
    private static final int LOOKED_AT = 25;

    private final TrialReader trials;
    private final BlobStore blobs;

    KeptModels(TrialReader trials, BlobStore blobs) {
        this.trials = trials;
        this.blobs = blobs;
    }

    /** A kept model, and whose it is. */
    record Kept(TrialRecord trial, CheckpointRow row, Path file) {}

    /** What a search trial must score better than for its models to be kept; empty where nobody needs them. */
    OptionalDouble toBeat(Claim claim, StudyPlan plan) {
        ResolvedStudy study = plan.study();
        if (study.timeOfModel().isZero() || study.spec().search().strategy().equals("pbt")) {
            return OptionalDouble.empty();
        }
        boolean minimize = study.objective().direction() == Direction.MINIMIZE;
        return ranked(claim, 1).stream()
                .findFirst()
                .map(LeaderboardRow::objective)
                .orElse(OptionalDouble.of(minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY));
    }

    /** The best trial's, or else that of the best one that has left its own. */
    Optional<Kept> best(Claim claim, StudyPlan plan) {
        if (plan.study().timeOfModel().isZero()) {
            return Optional.empty();
        }
        return ranked(claim, LOOKED_AT).stream()
                .flatMap(row -> trials.find(claim.study().id(), row.trial()).stream())
                .filter(trial -> trial.revision() == claim.trial().revision())
                .flatMap(trial -> kept(trial).stream())
                .findFirst();
    }

    /** What a final trial falls back on. */
    Standing of(Claim claim, StudyPlan plan) {
        Optional<Kept> best = best(claim, plan);
        if (best.isPresent()) {
            TrialRecord trial = best.get().trial();
            String trainer = plan.trainer(Values.of(trial.values()));
            return new Standing.Folds(trial.number(), trainer, best.get().file());
        }
        return claim.trial().parent().isPresent() ? new Standing.Recipe() : new Standing.Quick();
    }

    private List<LeaderboardRow> ranked(Claim claim, int most) {
        return trials.leaderboard(claim.study().id(), most).stream()
                .filter(row -> row.objective().isPresent())
                .toList();
    }

    private Optional<Kept> kept(TrialRecord trial) {
        Optional<CheckpointRow> row = trials.checkpoint(trial.study(), trial.number());
        try {
            if (row.isPresent()) {
                Path file = blobs.path(row.get().sha256());
                return CheckpointFile.read(file).answers()
                        ? Optional.of(new Kept(trial, row.get(), file))
                        : Optional.empty();
            }
        } catch (IOException e) {
            LOG.warn("the models of trial {} cannot be read", trial.number(), e);
        }
        return Optional.empty();
    }
}
