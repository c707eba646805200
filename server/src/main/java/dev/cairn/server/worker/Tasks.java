package dev.cairn.server.worker;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.server.schedule.Lineage;
import dev.cairn.server.schedule.StudyPlan;
import dev.cairn.server.spec.ResolvedStudy;
import dev.cairn.server.trial.TrialLimits;
import dev.cairn.server.trial.TrialTask;
import dev.cairn.server.vault.Vault;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.Claim;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.TrainJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a claimed trial into a task for a process. Only a final trial's task names the sealed rows. */
final class Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    /** A verdict takes milliseconds; a trial that waits for a server that is away loses this much at each rung. */
    private static final Duration RUNG_WAIT = Duration.ofSeconds(2);

    /** In deterministic mode a trial rather waits than goes on without its verdict. */
    private static final Duration EXACT_RUNG_WAIT = Duration.ofHours(1);

    /** To keep a fitted model and to end the study. */
    private static final Duration AFTER_FIT = Duration.ofMillis(400);

    /** After the end of the budget: what a kill and the last words to the store take is within a second of it. */
    private static final Duration KILL_AFTER = Duration.ofMillis(400);

    private static final Duration TOO_LATE = Duration.ofSeconds(3);

    private static final long CELLS_A_MILLI = 500;
    private static final long MOST_MILLIS_AFTER_FIT = 2_000;

    private final Vault blobs;
    private final TrialLimits limits;
    private final EnsembleMembers members;
    private final KeptModels standing;
    private final TrialReader trials;
    private final InstantSource clock = InstantSource.system();

    /** Tasks have these limits where their study does not say. */
    Tasks(Vault blobs, TrialReader reader, TrialLimits limits) {
        this.blobs = blobs;
        this.limits = limits;
        this.trials = reader;
        this.members = new EnsembleMembers(reader, blobs);
        this.standing = new KeptModels(reader, blobs);
    }

    TrialTask task(Claim claim, StudyPlan plan, Slot slot, Path scratch, Optional<Path> resumeFrom) throws IOException {
        Values point = Values.of(claim.trial().values());
        ResolvedStudy.Configuration configuration = plan.study().configuration(point);
        Device used = slot.computesOn(plan.study().spec().resources().threads());
        return claim.trial().kind() == TrialKind.FINAL
                ? last(claim, plan, configuration, used, scratch)
                : search(claim, plan, configuration, used, scratch, resumeFrom);
    }

    /** The kept model that stands for a final trial until it has its own. */
    Optional<CheckpointRow> standingModel(Claim claim, StudyPlan plan) {
        return claim.trial().kind() == TrialKind.FINAL
                ? standing.best(claim, plan).map(KeptModels.Kept::row)
                : Optional.empty();
    }

    /** The file of the checkpoint to go on from. One that is damaged or gone costs time and no result: the attempt begins anew. */
    Optional<Path> resumable(Claim claim) {
        if (claim.resumeFrom().isEmpty() || claim.trial().kind() == TrialKind.FINAL) {
            return Optional.empty();
        }
        CheckpointRow row = claim.resumeFrom().get();
        try {
            return Optional.of(blobs.path(row.sha256()));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "trial {} begins anew: its checkpoint at step {} cannot be read",
                    claim.ref().trial(),
                    row.step(),
                    e);
            return Optional.empty();
        }
    }

    private TrialTask search(
            Claim claim,
            StudyPlan plan,
            ResolvedStudy.Configuration configuration,
            Device device,
            Path scratch,
            Optional<Path> resumeFrom)
            throws IOException {
        ResolvedStudy study = plan.study();
        TrainJob job = new TrainJob(
                blobs.path(study.split().trainSha()),
                configuration.trainer().name(),
                configuration.values(),
                study.objective(),
                study.validation(),
                new Fidelity(claim.trial().maxSteps()),
                claim.study().seed(),
                claim.ref().trial(),
                device,
                resumeFrom,
                study.goals().costs(),
                study.goals().along(),
                Lineage.of(trials, claim.trial()).get(0).number());
        return new TrialTask.Search(
                job,
                scratch,
                limits(plan),
                rungs(claim, plan, configuration),
                claim.study().deterministic() ? EXACT_RUNG_WAIT : RUNG_WAIT,
                standing.toBeat(claim, plan));
    }

    private TrialTask last(
            Claim claim, StudyPlan plan, ResolvedStudy.Configuration configuration, Device device, Path scratch)
            throws IOException {
        ResolvedStudy study = plan.study();
        FinalJob job = new FinalJob(
                blobs.path(study.split().trainSha()),
                blobs.open(study.split(), claim),
                configuration.trainer().name(),
                configuration.values(),
                study.objective(),
                new Fidelity(claim.trial().maxSteps()),
                claim.study().seed(),
                claim.trial().parent().orElse(claim.ref().trial()),
                device,
                members.of(claim, plan),
                Math.max(
                        1,
                        Math.min(claim.study().parallel(), Runtime.getRuntime().availableProcessors())),
                until(claim.study(), study),
                standing.of(claim, plan),
                stages(claim, study));
        return new TrialTask.Final(job, scratch, limits(plan));
    }

    /** When a final trial is to have its model: where the search left a part of the study's time for that. */
    private static Optional<Instant> until(StudyRecord record, ResolvedStudy study) {
        return end(record, study).map(end -> end.minus(afterFit(study)));
    }

    private static Optional<Instant> end(StudyRecord record, ResolvedStudy study) {
        return study.timeOfModel().isZero()
                ? Optional.empty()
                : record.maxTime()
                        .map(search -> record.startedAt()
                                .orElse(record.createdAt())
                                .plus(search)
                                .plus(study.timeOfModel()));
    }

    /** In which a final trial must have ended, well or not; empty for what may take as long as it takes. One that began too late is scored all the same. */
    Optional<Duration> latestEnd(Claim claim, StudyPlan plan) {
        if (claim.trial().kind() != TrialKind.FINAL) {
            return Optional.empty();
        }
        return end(claim.study(), plan.study()).map(end -> {
            Duration left = Duration.between(clock.instant(), end);
            return left.isNegative() ? TOO_LATE : left.plus(KILL_AFTER);
        });
    }

    /** The models of a larger table take longer to be kept. */
    private static Duration afterFit(ResolvedStudy study) {
        long cells = (long) study.shape().rows()
                * (study.shape().numericFeatures() + study.shape().categoricalFeatures());
        return AFTER_FIT.plusMillis(Math.min(MOST_MILLIS_AFTER_FIT, cells / CELLS_A_MILLI));
    }

    /** What the winner's ancestors were trained with, each up to the step at which the next went on. */
    private List<FinalJob.Stage> stages(Claim claim, ResolvedStudy study) {
        List<TrialRecord> lineage = claim.trial().parent().stream()
                .boxed()
                .flatMap(winner -> trials.find(claim.study().id(), winner).stream())
                .flatMap(winner -> Lineage.of(trials, winner).stream())
                .toList();
        return lineage.stream()
                .limit(Math.max(0, lineage.size() - 1))
                .map(trial -> new FinalJob.Stage(
                        trial.maxSteps(),
                        study.configuration(Values.of(trial.values())).values()))
                .toList();
    }

    private static SortedSet<Integer> rungs(Claim claim, StudyPlan plan, ResolvedStudy.Configuration configuration) {
        int last = Math.min(claim.trial().maxSteps(), configuration.trainer().maxSteps(configuration.values()));
        SortedSet<Integer> rungs = new TreeSet<>();
        for (int step = 1; step < last; step++) {
            if (plan.pruner(Values.of(claim.trial().values())).judgesAt(step)) {
                rungs.add(step);
            }
        }
        return rungs;
    }

    private TrialLimits limits(StudyPlan plan) {
        return plan.study()
                .spec()
                .resources()
                .memory()
                .map(memory -> new TrialLimits(OptionalLong.of(memory.count()), limits.wall()))
                .orElse(limits);
    }
}
