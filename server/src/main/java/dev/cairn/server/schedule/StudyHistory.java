package dev.cairn.server.schedule;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.store.FailureKind;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The trials of a study as they were at one of its events.
 *
 * @param event number of the study event up to which this is complete
 * @param entries all trials by number
 */
public record StudyHistory(long event, NavigableMap<Integer, Entry> entries) {
    /** Nothing known yet. */
    static final StudyHistory UNREAD = new StudyHistory(0, new TreeMap<>());

    private static final Set<TrialState> OVER =
            Set.of(TrialState.COMPLETED, TrialState.PRUNED, TrialState.FAILED, TrialState.CANCELLED);

    public StudyHistory {
        entries = Collections.unmodifiableNavigableMap(entries);
    }

    /** A trial as stored and as samplers and pruners see it. */
    public record Entry(TrialRecord record, Trial trial) {
        boolean over() {
            return OVER.contains(record.state());
        }

        boolean search() {
            return record.kind() == TrialKind.SEARCH;
        }
    }

    /** Whether the state is one that no trial leaves. */
    static boolean over(TrialRecord record) {
        return OVER.contains(record.state());
    }

    /** This history with what changed since, and the curves of those of the changed trials that are over. */
    StudyHistory with(long laterEvent, Collection<TrialRecord> changed, Map<Integer, Curve> curves, String objective) {
        NavigableMap<Integer, Entry> merged = new TreeMap<>(entries);
        for (TrialRecord record : changed) {
            Curve curve = curves.getOrDefault(record.number(), Curve.EMPTY);
            merged.put(record.number(), new Entry(record, trial(record, curve, objective)));
        }
        return new StudyHistory(laterEvent, merged);
    }

    /** The trials of the search by number, as algorithms see them. */
    public List<Trial> searchTrials() {
        return search().map(Entry::trial).toList();
    }

    /** How many search trials there are, whatever their state. */
    int planned() {
        return (int) search().count();
    }

    /** Search trials that wait for a slot or have one. A paused one needs no slot. */
    int open() {
        return (int) search().filter(entry -> !entry.over() && entry.record().state() != TrialState.PAUSED)
                .count();
    }

    /** Search trials that are not over. */
    List<TrialRecord> unfinished() {
        return search().filter(entry -> !entry.over()).map(Entry::record).toList();
    }

    /** The number that the next trial gets, final trials counted. */
    int nextNumber() {
        return entries.isEmpty() ? 1 : entries.lastKey() + 1;
    }

    /** The stored form of a trial. */
    Optional<TrialRecord> record(int number) {
        return Optional.ofNullable(entries.get(number)).map(Entry::record);
    }

    /** The newest final trial. */
    Optional<TrialRecord> finalTrial() {
        return entries.descendingMap().values().stream()
                .map(Entry::record)
                .filter(record -> record.kind() == TrialKind.FINAL)
                .findFirst();
    }

    private Stream<Entry> search() {
        return entries.values().stream().filter(Entry::search);
    }

    private static Trial trial(TrialRecord record, Curve curve, String objective) {
        Values values = Values.of(record.values());
        return switch (record.state()) {
            case QUEUED, RUNNING, PAUSED ->
                new PendingTrial(
                        record.number(),
                        values,
                        curve,
                        new Fidelity(record.maxSteps()),
                        record.state() == TrialState.PAUSED);
            case COMPLETED ->
                new CompletedTrial(
                        record.number(),
                        values,
                        curve,
                        List.of(record.outcome()
                                .map(TrialResult::objective)
                                .filter(score -> score.isPresent())
                                .map(score -> score.getAsDouble())
                                .orElse(Double.NaN)),
                        record.outcome().map(TrialResult::spread).orElse(Double.NaN),
                        record.outcome().map(TrialResult::fitTime).orElse(Duration.ZERO));
            case PRUNED ->
                new PrunedTrial(
                        record.number(),
                        values,
                        curve,
                        record.outcome()
                                .map(result -> result.metrics().getOrDefault(objective, curve.last()))
                                .orElse(curve.last()));
            case FAILED, CANCELLED ->
                new FailedTrial(
                        record.number(),
                        values,
                        curve,
                        record.failure().map(TrialRecord.Failure::message).orElse("cancelled"),
                        record.failure()
                                .filter(f -> f.kind() == FailureKind.DIVERGED)
                                .isPresent());
        };
    }
}
