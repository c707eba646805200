package dev.cairn.server.worker;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.spec.EnsembleSpec;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.store.BlobStore;
import dev.cairn.store.Claim;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.EnsembleJob.Candidate;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The best trials of a study as what its final model may be made of: those whose predictions were kept. */
final class EnsembleMembers {
    private static final Logger LOG = LoggerFactory.getLogger(EnsembleMembers.class);

    /** Worse ones are hardly ever chosen. */
    private static final int MOST = 25;

    /** But the best of each kind, since they err differently. */
    private static final int OF_EACH_KIND = 3;

    private static final int LOOKED_AT = 1_000;

    private final TrialReader trials;
    private final BlobStore blobs;

    EnsembleMembers(TrialReader trials, BlobStore blobs) {
        this.trials = trials;
        this.blobs = blobs;
    }

    EnsembleJob of(Claim claim, StudyPlan plan, EnsembleSpec wanted) {
        Map<String, Integer> ofKind = new HashMap<>();
        List<Candidate> candidates = trials.leaderboard(claim.study().id(), LOOKED_AT).stream()
                .filter(row -> row.objective().isPresent())
                .filter(row -> ofKind.merge(plan.trainer(Values.of(row.values())), 1, Integer::sum) <= OF_EACH_KIND
                        || row.rank() <= MOST)
                .map(LeaderboardRow::trial)
                .flatMap(trial -> trials.find(claim.study().id(), trial).stream())
                .filter(trial -> trial.revision() == claim.trial().revision())
                .flatMap(trial -> candidate(trial, plan).stream())
                .toList();
        return new EnsembleJob(wanted.size(), candidates);
    }

    /** Folds leave a part of the rows out, a holdout more; both are fitted one after the other. */
    private static Duration refit(TrialRecord trial) {
        return trial.outcome()
                .map(outcome -> {
                    int folds = outcome.perFold().values().stream()
                            .mapToInt(List::size)
                            .max()
                            .orElse(1);
                    double parts = folds < 2 ? 0.8 : folds - 1;
                    return Duration.ofNanos((long) (outcome.fitTime().toNanos() / parts));
                })
                .orElse(Duration.ZERO);
    }

    private Optional<Candidate> candidate(TrialRecord trial, StudyPlan plan) {
        Optional<String> sha = trial.outcome().flatMap(outcome -> outcome.predictions());
        if (sha.isEmpty()) {
            return Optional.empty();
        }
        ResolvedStudy.Configuration configuration = plan.study().configuration(Values.of(trial.values()));
        try {
            return Optional.of(new Candidate(
                    trial.number(),
                    configuration.trainer().name(),
                    configuration.values(),
                    new Fidelity(trial.maxSteps()),
                    blobs.path(sha.get()),
                    refit(trial)));
        } catch (IOException e) {
            LOG.warn("the predictions of trial {} cannot be read", trial.number(), e);
            return Optional.empty();
        }
    }
}
