package dev.cairn.server.worker;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.spec.EnsembleSpec;
import dev.cairn.server.spec.IntervalsSpec;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.store.BlobStore;
import dev.cairn.store.Claim;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.trainers.EnsembleJob;
import dev.cairn.trainers.EnsembleJob.Candidate;
import dev.cairn.trainers.ensemble.Calibrating;
import dev.cairn.trainers.ensemble.Combining;
import dev.cairn.trainers.ensemble.Deciding;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    /** Empty where the best trial alone, as it is, is the model. */
    Optional<EnsembleJob> of(Claim claim, StudyPlan plan) {
        StudySpec spec = plan.study().spec();
        if (spec.ensemble().isEmpty() && !spec.finishes()) {
            return Optional.empty();
        }
        int best = claim.trial().parent().orElse(claim.ref().trial());
        List<Candidate> candidates =
                spec.ensemble().isPresent() ? best(claim, plan) : candidates(claim, plan, Stream.of(best));
        return Optional.of(new EnsembleJob(
                spec.ensemble().map(EnsembleSpec::size).orElse(1),
                candidates,
                spec.calibration().orElse(Calibrating.NONE),
                spec.threshold().orElse(Deciding.NONE),
                List.copyOf(plan.goals().ceilings().values()),
                spec.intervals().map(IntervalsSpec::levels).orElse(List.of()),
                spec.ensemble().map(EnsembleSpec::method).orElse(Combining.AUTO),
                spec.ensemble()
                        .filter(EnsembleSpec::distill)
                        .map(wanted -> plan.study().validation())));
    }

    private List<Candidate> best(Claim claim, StudyPlan plan) {
        Map<String, Integer> ofKind = new HashMap<>();
        return candidates(
                claim,
                plan,
                trials.leaderboard(claim.study().id(), LOOKED_AT).stream()
                        .filter(row -> row.objective().isPresent())
                        .filter(row ->
                                ofKind.merge(plan.trainer(Values.of(row.values())), 1, Integer::sum) <= OF_EACH_KIND
                                        || row.rank() <= MOST)
                        .map(LeaderboardRow::trial));
    }

    private List<Candidate> candidates(Claim claim, StudyPlan plan, Stream<Integer> numbers) {
        Set<String> costs = plan.goals().ceilings().keySet();
        return numbers.flatMap(trial -> trials.find(claim.study().id(), trial).stream())
                .filter(trial -> trial.revision() == claim.trial().revision())
                .flatMap(trial -> candidate(trial, plan, costs).stream())
                .toList();
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

    private Optional<Candidate> candidate(TrialRecord trial, StudyPlan plan, Set<String> costs) {
        Map<String, Double> metrics =
                trial.outcome().map(outcome -> outcome.metrics()).orElse(Map.of());
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
                    refit(trial),
                    costs.stream()
                            .map(cost -> metrics.getOrDefault(cost, Double.NaN))
                            .toList()));
        } catch (IOException e) {
            LOG.warn("the predictions of trial {} cannot be read", trial.number(), e);
            return Optional.empty();
        }
    }
}
