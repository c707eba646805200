package dev.cairn.server.schedule;

import dev.cairn.search.trial.Curve;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialChanges;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The histories of the studies this process works on. Only what changed since the last look is read from the store. */
public final class HistoryCache {
    private final TrialReader reader;
    private final Map<UUID, Cached> byStudy = new ConcurrentHashMap<>();

    public HistoryCache(TrialReader reader) {
        this.reader = reader;
    }

    /** The history as it is now. */
    public StudyHistory refresh(StudyRecord study) {
        return byStudy.computeIfAbsent(study.id(), id -> new Cached()).refresh(study);
    }

    /** What these trials reported so far, also while they run; without those that reported nothing. */
    public Map<Integer, Curve> curvesNow(StudyRecord study, Collection<Integer> trials) {
        return trials.isEmpty()
                ? Map.of()
                : reader.curves(study.id(), study.objective(), trials).stream()
                        .collect(Collectors.toMap(TrialCurve::trial, HistoryCache::curve));
    }

    /** Frees the memory of a study that is over. */
    public void forget(UUID study) {
        byStudy.remove(study);
    }

    private static Curve curve(TrialCurve stored) {
        return new Curve(stored.steps(), stored.values());
    }

    private final class Cached {
        private StudyHistory known = StudyHistory.UNREAD;

        synchronized StudyHistory refresh(StudyRecord study) {
            TrialChanges changes = reader.changes(study.id(), known.event());
            if (changes.event() != known.event()) {
                known = known.with(
                        changes.event(), changes.trials(), standing(study, changes.trials()), study.objective());
            }
            return known;
        }

        /** Curves that stand still: of trials that are over or paused. */
        private Map<Integer, Curve> standing(StudyRecord study, List<TrialRecord> changed) {
            List<Integer> still = changed.stream()
                    .filter(trial -> StudyHistory.over(trial) || trial.state() == TrialState.PAUSED)
                    .map(TrialRecord::number)
                    .toList();
            return curvesNow(study, still);
        }
    }
}
