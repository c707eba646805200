package dev.cairn.server.schedule;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users do to studies. Everything may be asked again: a study that is already as wished stays so. */
public final class StudyService {
    private static final Logger LOG = LoggerFactory.getLogger(StudyService.class);

    private final StudyIntake intake;
    private final StudyStore studies;
    private final TrialStore trials;
    private final StudyRunner runner;
    private final WorkHints hints;

    public StudyService(
            StudyIntake intake, StudyStore studies, TrialStore trials, StudyRunner runner, WorkHints hints) {
        this.intake = intake;
        this.studies = studies;
        this.trials = trials;
        this.runner = runner;
        this.hints = hints;
    }

    /**
     * Stores the study and queues its first trials.
     *
     * @throws StoreConflict when the name is taken
     */
    public StudyRecord submit(String specText) {
        StudyRecord study = studies.insert(intake.read(specText));
        fill(study.id());
        return find(study.id());
    }

    /** From the moment it is stored a study goes on by itself: what fails here the reconciler does within a second. */
    private void fill(UUID study) {
        try {
            runner.fill(study);
        } catch (RuntimeException e) {
            LOG.warn("study {} is stored and its trials will be planned later", study, e);
        }
    }

    /** Running trials save a checkpoint and are given back; nothing is claimed until the study is resumed. */
    public StudyRecord pause(UUID study) {
        return become(study, StudyState.PAUSED, Set.of(StudyState.RUNNING));
    }

    /** Goes on where the study was paused. */
    public StudyRecord resume(UUID study) {
        StudyRecord resumed = become(study, StudyState.RUNNING, Set.of(StudyState.PAUSED));
        fill(study);
        // The hints of its queued trials were used up while nobody could claim them.
        hints.workReady(resumed.queue(), Math.min(resumed.parallel(), trials.claimable(resumed.queue())));
        return resumed;
    }

    /** Ends the study for good; running trials are told at their next renewal, within a second. */
    public StudyRecord cancel(UUID study) {
        return become(study, StudyState.CANCELLED, Set.of(StudyState.RUNNING, StudyState.PAUSED, StudyState.FINISHING));
    }

    /** Raises the budget of trials or of time; a completed study goes on. */
    public StudyRecord extend(UUID study, OptionalInt maxTrials, Optional<Duration> maxTime) {
        StudyRecord before = find(study);
        StudyRecord extended = studies.extend(
                study, maxTrials.orElse(before.maxTrials()), maxTime.isPresent() ? maxTime : before.maxTime());
        fill(study);
        return extended;
    }

    /** Deletes a study that is over, with all it has. */
    public void delete(UUID study) {
        studies.delete(study);
    }

    private StudyRecord become(UUID study, StudyState wished, Set<StudyState> from) {
        StudyRecord now = find(study);
        if (now.state() == wished) {
            return now;
        }
        Optional<StudyRecord> changed = studies.transition(study, from, wished, Optional.empty());
        if (changed.isPresent()) {
            return changed.get();
        }
        StudyRecord then = find(study);
        if (then.state() == wished) {
            return then;
        }
        throw new StoreConflict("study '" + then.name() + "' is " + then.state() + " and cannot become " + wished);
    }

    private StudyRecord find(UUID study) {
        return studies.find(study).orElseThrow(() -> new MissingRecord("no study has the id " + study));
    }
}
