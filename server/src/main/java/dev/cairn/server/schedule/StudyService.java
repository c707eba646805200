package dev.cairn.server.schedule;

import dev.cairn.server.spec.SearchSpec;
import dev.cairn.server.spec.StudySchedule;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.MoreBudget;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.StudyOrigin;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialStore;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users do to studies. Everything may be asked again: a study that is already as wished stays so. */
public final class StudyService {
    private static final Logger LOG = LoggerFactory.getLogger(StudyService.class);

    private static final int MOST_TRIES = 10;

    /** A name has up to 100 characters, with a dash and a number. */
    private static final int LONGEST_STEM = 90;

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
        StudySchedule.refuse(specText);
        StudyRecord study = studies.insert(intake.read(specText));
        fill(study.id());
        return find(study.id());
    }

    /** Refuses what could not be submitted, but for a name that is taken; stores nothing. */
    void check(String specText) {
        intake.read(specText);
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

    /** Raises the budget; a completed study goes on. */
    public StudyRecord extend(UUID study, MoreBudget more) {
        StudyRecord before = find(study);
        if (more.trials() > 0 && SearchSpec.populated(before.specJson())) {
            throw new StoreConflict("the intervals of a population are laid out for its number of trials:"
                    + " clone study '" + before.name() + "' with another");
        }
        StudyRecord extended = studies.extend(study, more);
        fill(study);
        return extended;
    }

    /** How many trials may run at the same time. Fewer than run now end as they would; nothing new is claimed until then. */
    public StudyRecord resize(UUID study, int parallel) {
        StudyRecord resized = studies.resize(study, parallel);
        fill(study);
        hints.workReady(resized.queue(), Math.min(parallel, trials.claimable(resized.queue())));
        return resized;
    }

    /**
     * Queues the values of a trial that is over as a new trial.
     *
     * @return its number
     */
    public int retry(UUID study, int trial) {
        StudyRecord before = find(study);
        if (before.deterministic()) {
            throw new StoreConflict("a deterministic study cannot try a trial again: the trials that come after would"
                    + " depend on when it was asked; clone or fork it");
        }
        if (SearchSpec.populated(before.specJson())) {
            throw new StoreConflict("a trial of a population is an interval of one of its members, which goes on from"
                    + " another trial by itself when one failed");
        }
        int number = studies.retry(study, trial);
        fill(study);
        hints.workReady(before.queue(), 1);
        return number;
    }

    /** Calls one trial off; one that runs is told within a second. */
    public void cancelTrial(UUID study, int trial) {
        if (trials.cancel(study, trial)) {
            fill(study);
        }
    }

    /**
     * Replaces the space, constraints, sampler or stopping rule of a study that runs. What was tried and is still inside the new space goes on
     * to inform it.
     *
     * @param edits the fields that change
     */
    public StudyRecord revise(UUID study, String edits) {
        for (int i = 0; i < MOST_TRIES; i++) {
            StudyRecord now = find(study);
            if (now.deterministic()) {
                throw new StoreConflict("a deterministic study is not revised while it runs: its trials would depend on"
                        + " when that was; clone or fork it with the change");
            }
            StudyIntake.Revised revised = intake.revise(now, edits);
            if (revised.changes().isEmpty()) {
                return now;
            }
            Optional<StudyRecord> changed = studies.revise(
                    study, now.eventSeq(), revised.specJson(), edits, revised.changes(), revised.inside());
            if (changed.isPresent()) {
                fill(study);
                return changed.get();
            }
        }
        throw new StoreConflict("the study was revised again and again meanwhile; look at it and try again");
    }

    /** A new study with the specification of another. */
    public StudyRecord clone(UUID study, String edits) {
        return derive(StudyOrigin.clone(find(study)), edits);
    }

    /**
     * A new study that goes on from a point of another's history.
     *
     * @param event the last event of that history
     * @param trials the last trial of it
     */
    public StudyRecord fork(UUID study, long event, int trials, String edits) {
        StudyRecord source = find(study);
        if (event > source.eventSeq()) {
            throw new StoreConflict(
                    "study '" + source.name() + "' has " + source.eventSeq() + " events; there is no event " + event);
        }
        return derive(StudyOrigin.fork(source, event, trials), edits);
    }

    private StudyRecord derive(StudyOrigin origin, String edits) {
        StudyRecord source = find(origin.study());
        StudyIntake.Derived derived = intake.derive(source, edits, freeName(source.name()), origin.kind());
        StudyRecord made = studies.derive(derived.study(), origin, derived.inside());
        fill(made.id());
        hints.workReady(made.queue(), Math.min(made.parallel(), trials.claimable(made.queue())));
        return find(made.id());
    }

    private String freeName(String name) {
        String stem = name.replaceFirst("-\\d{1,6}$", "");
        return IntStream.iterate(2, n -> n + 1)
                .mapToObj(n -> stem.substring(0, Math.min(stem.length(), LONGEST_STEM)) + "-" + n)
                .filter(free -> studies.find(free).isEmpty())
                .findFirst()
                .orElseThrow();
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
        throw new StoreConflict("study '" + then.name() + "' is " + word(then.state()) + " and cannot become "
                + word(wished) + way(then, wished));
    }

    private static String word(StudyState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What would do instead. */
    private static String way(StudyRecord study, StudyState wished) {
        return wished == StudyState.RUNNING && study.state() == StudyState.COMPLETED
                ? "; more budget lets it go on ('cairn extend')"
                : "";
    }

    private StudyRecord find(UUID study) {
        return studies.find(study).orElseThrow(() -> new MissingRecord("no study has the id " + study));
    }
}
