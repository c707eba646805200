package dev.cairn.server.schedule;

import dev.cairn.store.CairnStores;
import dev.cairn.store.LostAttempt;
import dev.cairn.store.SharingStore;
import dev.cairn.store.StoreUnavailable;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.StudyState;
import dev.cairn.store.StudyStore;
import dev.cairn.store.TrialStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs what dead processes leave behind, on plain timers in every server and worker. The reaper gives lost trials back; the reconciler moves
 * studies on whose last mover died between two steps, and creates hints that got lost. Both may run anywhere at once.
 */
public final class Upkeep implements AutoCloseable {
    /** A lease: how long an attempt survives the silence of its worker, and the reaper that of the database. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration REAP_EVERY = Duration.ofMillis(500);
    private static final Duration RECONCILE_EVERY = Duration.ofSeconds(1);

    private final SharingStore sharing;
    private final StudyStore studies;
    private final TrialStore trials;
    private final StudyRunner runner;
    private final QuartzClusters clusters;

    /** Trials without a hint, by queue, as the last round saw them. */
    private final Map<String, Integer> missingBefore = new HashMap<>();

    private final Timer reaper;
    private final Timer reconciler;

    public Upkeep(CairnStores stores, StudyRunner runner, QuartzClusters clusters) {
        this.sharing = stores.sharing();
        this.studies = stores.studies();
        this.trials = stores.trials();
        this.runner = runner;
        this.clusters = clusters;
        this.reaper = Timer.every(REAP_EVERY, "reaper", this::reap);
        this.reconciler = Timer.every(RECONCILE_EVERY, "reconciler", this::reconcile);
    }

    private void reap() {
        for (LostAttempt lost : trials.reap(LEASE)) {
            LOG.info(
                    "attempt {} of trial {} in study {} was lost with its worker; the trial is {}",
                    lost.ref().attempt(),
                    lost.ref().trial(),
                    lost.ref().study(),
                    lost.becomes());
            studies.find(lost.ref().study()).ifPresent(study -> clusters.workReady(study.queue(), 1));
        }
    }

    private void reconcile() {
        Set<String> queues = new TreeSet<>();
        trials.moved().forEach(moved -> queues.add(moved.queue()));
        List<UUID> active = studies.ids(Set.of(StudyState.RUNNING, StudyState.FINISHING));
        for (UUID id : active) {
            Optional<StudyRecord> study = studies.find(id);
            study.filter(found -> !found.external()).ifPresent(found -> queues.add(found.queue()));
            fill(id);
        }
        queues.forEach(this::replaceLostHints);
        queues.forEach(sharing::preempt);
        missingBefore.keySet().retainAll(queues);
    }

    /** One study that cannot be moved on must not stop the others. */
    private void fill(UUID study) {
        try {
            runner.fill(study);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("study {} could not be moved on", study, e);
        }
    }

    /** A hint on its way is missing for a moment only; what two rounds in a row miss is lost. */
    private void replaceLostHints(String queue) {
        int missing = Math.max(0, trials.claimable(queue) - clusters.waitingHints(queue));
        int lost = Math.min(missing, missingBefore.getOrDefault(queue, 0));
        missingBefore.put(queue, missing);
        if (lost > 0) {
            LOG.debug("queue {}: {} hints were lost and are made again", queue, lost);
            clusters.workReady(queue, lost);
        }
    }

    @Override
    public void close() {
        reconciler.close();
        reaper.close();
    }
}
