package dev.cairn.server.schedule;

import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.StudyRecord;
import dev.cairn.store.TrialChanges;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    /**
     * A study and its history as they are now, read together. The history of a study that is over is neither read nor kept: {@link StudyHistory#UNREAD}.
     *
     * @throws MissingRecord when there is no such study
     */
    public Look look(UUID study) {
        try {
            if (!byStudy.containsKey(study)) {
                StudyRecord found = reader.look(study, Long.MAX_VALUE).study();
                if (found.state().terminal()) {
                    return new Look(found, StudyHistory.UNREAD);
                }
            }
            Look found = byStudy.computeIfAbsent(study, id -> new Cached()).look(study);
            if (found.study().state().terminal()) {
                forget(study);
                return new Look(found.study(), StudyHistory.UNREAD);
            }
            return found;
        } catch (MissingRecord e) {
            forget(study);
            throw e;
        }
    }

    /** What {@link #look} finds. */
    public record Look(StudyRecord study, StudyHistory history) {}

    /** What these trials reported so far, also while they run; without those that reported nothing. */
    public Map<Integer, Curve> curvesNow(StudyRecord study, Collection<Integer> trials) {
        return trials.isEmpty()
                ? Map.of()
                : reader.curves(study.id(), study.objective(), trials).stream()
                        .collect(Collectors.toMap(TrialCurve::trial, HistoryCache::curve));
    }

    /** The curves of another metric than the objective, by trial; those of trials that are over are read once. */
    Map<Integer, Curve> curves(StudyRecord study, String metric, Collection<Trial> trials) {
        Map<Integer, Curve> curves = new HashMap<>();
        kept(
                        study,
                        metric,
                        trials,
                        wanted -> reader.curves(study.id(), metric, wanted).stream()
                                .collect(Collectors.toMap(TrialCurve::trial, curve -> List.of(curve(curve)))))
                .forEach((trial, one) -> curves.put(trial, one.get(0)));
        return curves;
    }

    /** The objective's curves on each fold, by trial; those of trials that are over are read once. */
    Map<Integer, List<Curve>> foldCurves(StudyRecord study, Collection<Trial> trials) {
        return kept(study, study.objective() + " by fold", trials, wanted -> {
            Map<Integer, List<Curve>> curves = new HashMap<>();
            reader.foldCurves(study.id(), study.objective(), wanted)
                    .forEach((trial, folds) -> curves.put(
                            trial, folds.stream().map(HistoryCache::curve).toList()));
            return curves;
        });
    }

    private Map<Integer, List<Curve>> kept(
            StudyRecord study,
            String what,
            Collection<Trial> trials,
            Function<List<Integer>, Map<Integer, List<Curve>>> read) {
        return byStudy.computeIfAbsent(study.id(), id -> new Cached()).kept(what, trials, read);
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
        private final Map<String, Map<Integer, List<Curve>>> kept = new HashMap<>();

        synchronized Map<Integer, List<Curve>> kept(
                String what, Collection<Trial> trials, Function<List<Integer>, Map<Integer, List<Curve>>> read) {
            Map<Integer, List<Curve>> over = kept.computeIfAbsent(what, none -> new HashMap<>());
            List<Integer> wanted = trials.stream()
                    .map(Trial::number)
                    .filter(number -> !over.containsKey(number))
                    .toList();
            Map<Integer, List<Curve>> fresh = wanted.isEmpty() ? Map.<Integer, List<Curve>>of() : read.apply(wanted);
            Map<Integer, List<Curve>> all = new HashMap<>(over);
            all.putAll(fresh);
            all.values().removeIf(List::isEmpty);
            trials.stream()
                    .filter(trial -> !(trial instanceof PendingTrial))
                    .forEach(trial -> over.putIfAbsent(trial.number(), fresh.getOrDefault(trial.number(), List.of())));
            return all;
        }

        synchronized StudyHistory refresh(StudyRecord study) {
            return with(study, reader.changes(study.id(), known.event()));
        }

        synchronized Look look(UUID id) {
            TrialReader.Look found = reader.look(id, known.event());
            return new Look(found.study(), with(found.study(), found.changes()));
        }

        private StudyHistory with(StudyRecord study, TrialChanges changes) {
            if (changes.event() != known.event()) {
                known = known.with(changes.event(), changes.trials(), standing(study, changes), study.objective());
            }
            return known;
        }

        /** Curves that stand still: of trials that are over or paused. */
        private Map<Integer, Curve> standing(StudyRecord study, TrialChanges changes) {
            List<Integer> still = changes.trials().stream()
                    .filter(trial -> changes.measured().contains(trial.number()))
                    .filter(trial -> StudyHistory.over(trial) || trial.state() == TrialState.PAUSED)
                    .map(TrialRecord::number)
                    .toList();
            return curvesNow(study, still);
        }
    }
}
