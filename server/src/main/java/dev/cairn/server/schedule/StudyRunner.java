package dev.cairn.server.schedule;

import dev.cairn.search.InvalidSearch;
import dev.cairn.search.sampler.Suggestion;
import dev.cairn.search.trial.Explanation;
import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.schedule.Suggestions.Next;
import dev.cairn.server.spec.InvalidSpec;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a study on: queues the trials it has room for, and ends it when all are over. Any process may call it at any time for any study; what
 * two of them do at once is decided by the store, which takes only the suggestions that were made for the next free numbers.
 */
public final class StudyRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StudyRunner.class);

    /** After so many lost races somebody else is filling the study well enough; the reconciler looks again. */
    private static final int MOST_TRIES = 20;

    private final SharingStore sharing;
    private final StudyStore studies;
    private final TrialStore trials;
    private final HistoryCache histories;
    private final StudyPlans plans;
    private final WorkHints hints;
    private final InstantSource clock;
    private final StudyEnd end;
    private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();

    public StudyRunner(
            StudyStore studies,
            TrialStore trials,
            HistoryCache histories,
            StudyPlans plans,
            SharingStore sharing,
            WorkHints hints,
            InstantSource clock) {
        this.sharing = sharing;
        this.studies = studies;
        this.trials = trials;
        this.histories = histories;
        this.plans = plans;
        this.hints = hints;
        this.clock = clock;
        this.end = new StudyEnd(studies, trials, hints);
    }

    /**
     * Fills the study's free places and ends it when it is done. Calls for one study that come while one is at work return at once: it will look
     * again, so that no slot waits for another's suggestion.
     */
    public void fill(UUID study) {
        fill(study, 0);
    }

    /** The same for a caller that looks for work itself right after, on so many slots: these need no hint. */
    public void fill(UUID study, int slotsAwake) {
        AtomicInteger calls = asked.computeIfAbsent(study, id -> new AtomicInteger());
        if (calls.getAndIncrement() > 0) {
            return;
        }
        Hinting hinting = new Hinting(slotsAwake);
        int answered = 0;
        try {
            do {
                answered = calls.get();
                fillOnce(study, hinting);
            } while (calls.addAndGet(-answered) > 0);
        } catch (RuntimeException e) {
            calls.set(0);
            throw e;
        }
    }

    /** Ends the search of a study that clients train when nothing is left to hand out, as of a grid that was walked, and nothing is open. */
    void exhausted(StudyRecord study, StudyHistory history) {
        if (active(study) && history.open() == 0 && history.waiting().isEmpty()) {
            ended(study, end.search(study, plans.of(study), history));
        }
    }

    /** A history that is not looked at again and again is not kept: what little comes after the end reads it anew. */
    private boolean ended(StudyRecord study, boolean ended) {
        if (ended) {
            histories.forget(study.id());
        }
        return ended;
    }

    private void fillOnce(UUID id, Hinting hinting) {
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<StudyRecord> study = studies.find(id);
            if (study.isEmpty() || !active(study.get())) {
                histories.forget(id);
                asked.remove(id);
                return;
            }
            if (stepOrFail(study.get(), hinting)) {
                return;
            }
        }
        LOG.debug("study {} moved on {} times while it was being filled", id, MOST_TRIES);
    }

    /** What cannot be planned now can never be: the specification and its data are fixed. So the study ends and says why. */
    private boolean stepOrFail(StudyRecord study, Hinting hinting) {
        try {
            return step(study, hinting);
        } catch (InvalidSearch | InvalidSpec | InvalidDataset e) {
            LOG.warn("study '{}' cannot go on", study.name(), e);
            studies.transition(
                    study.id(),
                    Set.of(study.state()),
                    StudyState.FAILED,
                    Optional.of("it cannot go on: " + e.getMessage()));
            return true;
        }
    }

    private static boolean active(StudyRecord study) {
        return study.state() == StudyState.RUNNING || study.state() == StudyState.FINISHING;
    }

    /** One look at the study. False when it moved meanwhile and wants another look. */
    private boolean step(StudyRecord study, Hinting hinting) {
        StudyHistory history = histories.refresh(study);
        if (study.state() == StudyState.FINISHING) {
            end.conclude(study, history);
            return ended(study, true);
        }
        Optional<Duration> timeLeft = timeLeft(study);
        if ((timeLeft.isPresent() && timeLeft.get().compareTo(Duration.ZERO) <= 0) || outOfMeans(study)) {
            return ended(study, end.outOfTime(study, plans.of(study), history));
        }
        StudyPlan plan = plans.of(study);
        Optional<Explanation> converged = plan.converged(study, history);
        if (converged.isPresent()) {
            return ended(study, end.converged(study, plan, history, converged.get()));
        }
        int free = study.parallel() - history.open();
        Promotions promotions = Promotions.of(study, plan, history, histories);
        List<Suggestion.Promote> promoted = promotions.next(free);
        if (!promoted.isEmpty()) {
            queue(study, history, new Next(List.of(), promoted, false), hinting);
            return false;
        }
        int room = Math.min(free, study.maxTrials() - history.planned());
        if (study.external() && room > 0) {
            return true; // clients ask for what is left
        }
        boolean more = room > 0;
        if (more) {
            Next next = new Suggestions(study, plan).after(history, room, timeLeft);
            if (!next.trials().isEmpty() || !next.promotions().isEmpty()) {
                return queue(study, history, next, hinting);
            }
            more = !next.exhausted();
        }
        if (more || history.open() > 0 || free <= 0) {
            return true;
        }
        return history.waiting().isEmpty()
                ? ended(study, end.search(study, plan, history))
                : !end.giveUp(study, promotions);
    }

    private boolean queue(StudyRecord study, StudyHistory history, Next next, Hinting hinting) {
        if (!next.trials().isEmpty()
                && !studies.addTrials(study.id(), history.event(), lagEvents(study), next.trials())) {
            return false;
        }
        int ready = next.trials().size();
        for (Suggestion.Promote promote : next.promotions()) {
            boolean promoted = trials.promote(
                    study.id(), promote.trial(), promote.fidelity().maxSteps(), Explanations.stored(promote.why()));
            ready += promoted ? 1 : 0;
        }
        hinting.ready(study.queue(), ready);
        return true;
    }

    /** Passes on what is ready but for what slots that are awake will find by themselves. */
    private final class Hinting {
        private int slotsAwake;

        Hinting(int slotsAwake) {
            this.slotsAwake = slotsAwake;
        }

        void ready(String queue, int trials) {
            int found = Math.min(slotsAwake, trials);
            slotsAwake -= found;
            if (trials > found) {
                hints.workReady(queue, trials - found);
            }
        }
    }

    /**
     * How many events a suggestion may have missed. In deterministic mode what it depends on cannot move; otherwise it may miss what happened to
     * about one trial per place (it is created, starts and ends) beside the lag of the specification.
     */
    private static int lagEvents(StudyRecord study) {
        return study.deterministic() ? Integer.MAX_VALUE : 3 * study.parallel() + study.lag();
    }

    private boolean outOfMeans(StudyRecord study) {
        if (!study.allowance().bounded()) {
            return false;
        }
        Spending spent = sharing.spending(List.of(study.id())).getOrDefault(study.id(), Spending.NONE);
        double price = sharing.prices().getOrDefault(study.queue(), 0.0);
        return spent.exhausts(study.allowance(), study.parallel(), price);
    }

    private Optional<Duration> timeLeft(StudyRecord study) {
        return study.maxTime()
                .map(most ->
                        most.minus(Duration.between(study.startedAt().orElse(study.createdAt()), clock.instant())));
    }
}
