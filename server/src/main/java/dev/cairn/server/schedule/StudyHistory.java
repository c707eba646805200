package dev.cairn.server.schedule;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.CompletedTrial;
import dev.cairn.search.trial.Curve;
import dev.cairn.search.trial.FailedTrial;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.search.trial.PendingTrial;
import dev.cairn.search.trial.PrunedTrial;
import dev.cairn.search.trial.Trial;
import dev.cairn.server.spec.Goals;
import dev.cairn.store.FailureKind;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The trials of a study as they were at one of its events. What is asked at every step of a long search does not go through all of its trials.
 *
 * @param event number of the study event up to which this is complete
 * @param entries all trials by number, which starts at 1 and has no gaps
 * @param live search trials that are not over, by number
 * @param finals how many final trials there are
 */
public record StudyHistory(long event, BlockList<Entry> entries, NavigableMap<Integer, Entry> live, int finals) {
    /** Nothing known yet. */
    static final StudyHistory UNREAD = new StudyHistory(0, BlockList.empty(), new TreeMap<>(), 0);

    private static final Set<TrialState> OVER =
            Set.of(TrialState.COMPLETED, TrialState.PRUNED, TrialState.FAILED, TrialState.CANCELLED);

    /**
     * A trial as stored and as samplers and pruners see it.
     *
     * @param arm which arm of the sampler suggested it, an empty text if none did
     */
    public record Entry(TrialRecord record, Trial trial, String arm) {
        boolean over() {
            return OVER.contains(record.state());
        }

        boolean search() {
            return record.kind() == TrialKind.SEARCH;
        }

        /** The trial with all its objectives and what it does to the bounds. */
        Trial seen(Goals goals) {
            return trial instanceof CompletedTrial done && !goals.plain()
                    ? goals.seen(
                            done, record.outcome().map(TrialResult::metrics).orElse(Map.of()))
                    : trial;
        }
    }

    /** Whether the state is one that no trial leaves. */
    static boolean over(TrialRecord record) {
        return OVER.contains(record.state());
    }

    /** This history with what changed since, and the curves of those of the changed trials that are over. */
    StudyHistory with(long laterEvent, Collection<TrialRecord> changed, Map<Integer, Curve> curves, String objective) {
        BlockList.Editor<Entry> all = entries.edit();
        NavigableMap<Integer, Entry> open = new TreeMap<>(live);
        for (TrialRecord record : changed.stream()
                .sorted(Comparator.comparingInt(TrialRecord::number))
                .toList()) {
            Curve curve = curves.getOrDefault(record.number(), Curve.EMPTY);
            Entry entry = new Entry(record, trial(record, curve, objective), Explanations.arm(record.why()));
            all.put(Math.min(record.number() - 1, all.size()), entry);
            open.remove(record.number());
            if (entry.search() && !entry.over()) {
                open.put(record.number(), entry);
            }
        }
        int last = (int) changed.stream()
                .filter(record -> record.kind() == TrialKind.FINAL && record.number() > entries.size())
                .count();
        return new StudyHistory(laterEvent, all.done(), Collections.unmodifiableNavigableMap(open), finals + last);
    }

    /** The trials of the search by number, as algorithms see them. */
    public List<Trial> searchTrials() {
        return entries.stream().filter(Entry::search).map(Entry::trial).toList();
    }

    /** The same trials with all their objectives and what they do to the bounds. */
    List<Trial> searchTrials(Goals goals) {
        return entries.stream()
                .filter(Entry::search)
                .map(entry -> entry.seen(goals))
                .toList();
    }

    /** Which arm of the sampler suggested each trial, by number; an empty text for one that no sampler suggested. */
    List<String> arms() {
        return entries.stream().map(Entry::arm).toList();
    }

    /** How many search trials there are, whatever their state. */
    int planned() {
        return entries.size() - finals;
    }

    /** Search trials that wait for a slot or have one. A paused one needs no slot. */
    int open() {
        return (int) live.values().stream()
                .filter(entry -> entry.record().state() != TrialState.PAUSED)
                .count();
    }

    /** Numbers of the trials that wait to be promoted. */
    List<Integer> waiting() {
        return live.values().stream()
                .map(Entry::record)
                .filter(record -> record.state() == TrialState.PAUSED)
                .map(TrialRecord::number)
                .toList();
    }

    /** Search trials that are not over. */
    List<TrialRecord> unfinished() {
        return live.values().stream().map(Entry::record).toList();
    }

    /** The number that the next trial gets, final trials counted. */
    int nextNumber() {
        return entries.size() + 1;
    }

    /** The stored form of a trial. */
    Optional<TrialRecord> record(int number) {
        return number >= 1 && number <= entries.size()
                ? Optional.of(entries.get(number - 1).record())
                : Optional.empty();
    }

    /** The newest final trial. */
    Optional<TrialRecord> finalTrial() {
        return finals == 0
                ? Optional.empty()
                : entries.stream()
                        .map(Entry::record)
                        .filter(record -> record.kind() == TrialKind.FINAL)
                        .reduce((first, later) -> later);
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
