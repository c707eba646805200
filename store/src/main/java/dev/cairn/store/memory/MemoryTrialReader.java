package dev.cairn.store.memory;

import dev.cairn.store.AttemptRecord;
import dev.cairn.store.AttemptState;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.LeaderboardRow;
import dev.cairn.store.MeasurementFeed;
import dev.cairn.store.MeasurementRow;
import dev.cairn.store.Page;
import dev.cairn.store.StoppingTally;
import dev.cairn.store.TrialChanges;
import dev.cairn.store.TrialCurve;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialMetrics;
import dev.cairn.store.TrialReader;
import dev.cairn.store.TrialRecord;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialSample;
import dev.cairn.store.TrialState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What memory knows of trials. */
final class MemoryTrialReader implements TrialReader {
    private final World world;

    MemoryTrialReader(World world) {
        this.world = world;
    }

    @Override
    public Optional<TrialRecord> find(UUID study, int trial) {
        synchronized (world) {
            return world.trial(study, trial).map(MemoryTrial::toRecord);
        }
    }

    @Override
    public Optional<TrialRecord> finalTrial(UUID study) {
        synchronized (world) {
            return trials(study)
                    .filter(trial -> trial.kind() == TrialKind.FINAL)
                    .max(Comparator.comparingInt(MemoryTrial::number))
                    .map(MemoryTrial::toRecord);
        }
    }

    private Stream<MemoryTrial> trials(UUID study) {
        return world.find(study).stream().flatMap(found -> found.trials().values().stream());
    }

    @Override
    public TrialChanges changes(UUID study, long afterEvent) {
        synchronized (world) {
            List<MemoryTrial> changed =
                    trials(study).filter(trial -> trial.event() > afterEvent).toList();
            return new TrialChanges(
                    world.find(study).map(MemoryStudy::eventSeq).orElse(0L),
                    changed.stream().map(MemoryTrial::toRecord).toList(),
                    changed.stream()
                            .map(MemoryTrial::number)
                            .filter(measured(study)::contains)
                            .collect(Collectors.toSet()));
        }
    }

    @Override
    public Look look(UUID study, long afterEvent) {
        synchronized (world) {
            return new Look(world.study(study).toRecord(), changes(study, afterEvent));
        }
    }

    private Set<Integer> measured(UUID study) {
        return world.find(study).stream()
                .flatMap(found -> found.measured().stream())
                .map(measured -> measured.item().trial())
                .collect(Collectors.toSet());
    }

    @Override
    public Page<TrialRecord> list(UUID study, Set<TrialState> states, Optional<String> cursor, int limit) {
        synchronized (world) {
            List<TrialRecord> all = trials(study)
                    .filter(trial -> states.isEmpty() || states.contains(trial.state()))
                    .map(MemoryTrial::toRecord)
                    .toList();
            return Pages.of(all, cursor, limit, trial -> Integer.toString(trial.number()));
        }
    }

    @Override
    public TrialSample sample(UUID study, boolean completed, int spread, int best) {
        synchronized (world) {
            List<TrialRecord> all = trials(study)
                    .filter(trial -> trial.kind() == TrialKind.SEARCH)
                    .filter(trial -> !completed || trial.state() == TrialState.COMPLETED)
                    .map(MemoryTrial::toRecord)
                    .toList();
            long n = all.size();
            Set<Integer> kept =
                    leaderboard(study, best).stream().map(LeaderboardRow::trial).collect(Collectors.toSet());
            LongStream.range(0, n)
                    .filter(at -> at == 0 || at * spread / n != (at - 1) * spread / n)
                    .forEach(at -> kept.add(all.get((int) at).number()));
            return new TrialSample(
                    (int) n,
                    all.stream().filter(trial -> kept.contains(trial.number())).toList());
        }
    }

    @Override
    public List<AttemptRecord> newestAttempts(UUID study, int most) {
        List<AttemptRecord> all = attempts(study);
        int older = Math.max(0, all.size() - most);
        return IntStream.range(0, all.size())
                .filter(i -> i >= older || all.get(i).state() == AttemptState.RUNNING)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public List<AttemptRecord> attempts(UUID study, int trial) {
        return attempts(study).stream()
                .filter(attempt -> attempt.ref().trial() == trial)
                .toList();
    }

    @Override
    public List<TrialRecord> named(UUID study, Collection<Integer> trials) {
        synchronized (world) {
            return trials(study)
                    .filter(trial -> trials.contains(trial.number()))
                    .map(MemoryTrial::toRecord)
                    .toList();
        }
    }

    @Override
    public List<TrialMetrics> metrics(UUID study) {
        synchronized (world) {
            return searched(study, TrialState.COMPLETED)
                    .map(trial -> new TrialMetrics(
                            trial.number(), trial.result().orElseThrow().metrics()))
                    .toList();
        }
    }

    @Override
    public StoppingTally stopping(UUID study, int most) {
        synchronized (world) {
            List<MemoryTrial> pruned = searched(study, TrialState.PRUNED).toList();
            List<StoppingTally.Stopped> sample = pruned.stream()
                    .map(trial -> new StoppingTally.Stopped(
                            trial.toRecord().values(),
                            trial.toRecord().maxSteps(),
                            trial.result().orElseThrow().steps()))
                    .toList();
            return new StoppingTally(
                    pruned.size(),
                    trials(study)
                            .filter(trial -> trial.kind() == TrialKind.SEARCH)
                            .flatMap(trial -> trial.result().stream())
                            .mapToLong(TrialResult::steps)
                            .sum(),
                    objectives(study, false).min(),
                    objectives(study, false).max(),
                    objectives(study, true).boxed().toList(),
                    evenly(sample, most));
        }
    }

    private Stream<MemoryTrial> searched(UUID study, TrialState state) {
        return trials(study)
                .filter(trial -> trial.kind() == TrialKind.SEARCH
                        && trial.state() == state
                        && trial.result().isPresent());
    }

    /** Of the completed trials that a verdict spoke against, or of the others. */
    private DoubleStream objectives(UUID study, boolean control) {
        return searched(study, TrialState.COMPLETED)
                .flatMap(trial -> trial.result().stream())
                .filter(result -> result.objective().isPresent() && result.why().isEmpty() != control)
                .mapToDouble(result -> result.objective().getAsDouble());
    }

    private static <T> List<T> evenly(List<T> all, int most) {
        long n = all.size();
        return IntStream.range(0, all.size())
                .filter(at -> at == 0 || (long) at * most / n != (at - 1L) * most / n)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public List<AttemptRecord> attempts(UUID study) {
        synchronized (world) {
            return trials(study)
                    .flatMap(trial -> trial.attemptRecords().stream())
                    .sorted(Comparator.comparing(AttemptRecord::startedAt))
                    .toList();
        }
    }

    @Override
    public List<MeasurementRow> measurements(UUID study, int trial) {
        synchronized (world) {
            return world.find(study)
                    .map(found -> List.copyOf(newest(found, trial).values()))
                    .orElse(List.of());
        }
    }

    /** Each step from the highest attempt that reported it; attempts measure one after the other, so the last one wins. */
    private static SortedMap<Integer, MeasurementRow> newest(MemoryStudy study, int trial) {
        SortedMap<Integer, MeasurementRow> bySteps = new TreeMap<>();
        study.measured().stream()
                .map(MemoryStudy.Measured::item)
                .filter(item -> item.trial() == trial)
                .forEach(item -> bySteps.put(item.measurement().step(), item.measurement()));
        return bySteps;
    }

    @Override
    public List<TrialCurve> curves(UUID study, String metric, Collection<Integer> trials) {
        synchronized (world) {
            Optional<MemoryStudy> found =
                    world.find(study).filter(any -> any.made().metrics().contains(metric));
            if (found.isEmpty()) {
                return List.of();
            }
            return found.get().trials().keySet().stream()
                    .filter(number -> trials.isEmpty() || trials.contains(number))
                    .map(number -> curve(found.get(), number, metric))
                    .filter(curve -> curve.steps().length > 0)
                    .toList();
        }
    }

    @Override
    public Map<Integer, List<TrialCurve>> foldCurves(UUID study, String metric, Collection<Integer> trials) {
        synchronized (world) {
            Map<Integer, List<TrialCurve>> curves = new TreeMap<>();
            world.find(study)
                    .ifPresent(found -> trials.forEach(trial -> curves.put(
                            trial,
                            TrialCurve.byFold(
                                    trial, metric, newest(found, trial).values()))));
            curves.values().removeIf(List::isEmpty);
            return curves;
        }
    }

    private static TrialCurve curve(MemoryStudy study, int trial, String metric) {
        Collection<MeasurementRow> rows = newest(study, trial).values();
        return new TrialCurve(
                trial,
                rows.stream().mapToInt(MeasurementRow::step).toArray(),
                rows.stream()
                        .mapToDouble(row -> row.metrics().getOrDefault(metric, Double.NaN))
                        .toArray());
    }

    @Override
    public MeasurementFeed feed(UUID study, long cursor, int limit) {
        synchronized (world) {
            List<MeasurementFeed.Item> items = new ArrayList<>();
            long end = cursor;
            for (MemoryStudy.Measured measured :
                    world.find(study).map(MemoryStudy::measured).orElse(List.of())) {
                if (items.size() >= limit && measured.transaction() > end) {
                    break;
                }
                if (measured.transaction() > cursor) {
                    items.add(measured.item());
                    end = measured.transaction();
                }
            }
            return new MeasurementFeed(end, items);
        }
    }

    @Override
    public long feedEnd(UUID study) {
        synchronized (world) {
            return world.find(study).stream()
                    .flatMap(found -> found.measured().stream())
                    .mapToLong(MemoryStudy.Measured::transaction)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public List<LeaderboardRow> leaderboard(UUID study, int skipped, int limit) {
        synchronized (world) {
            List<MemoryTrial> ranked = world.find(study).map(Ranking::completed).orElse(List.of());
            return IntStream.range(0, ranked.size())
                    .skip(skipped)
                    .limit(limit)
                    .mapToObj(place -> row(ranked.get(place), place + 1))
                    .toList();
        }
    }

    private static LeaderboardRow row(MemoryTrial trial, int rank) {
        TrialResult result = trial.result().orElseThrow();
        return new LeaderboardRow(
                rank,
                trial.number(),
                trial.toRecord().values(),
                result.objective(),
                result.spread(),
                result.metrics(),
                result.steps(),
                result.fitTime(),
                trial.attempts().size());
    }

    @Override
    public Map<String, Object> provenance(UUID study, int trial) {
        synchronized (world) {
            return world.trial(study, trial).map(MemoryTrial::provenance).orElse(Map.of());
        }
    }

    @Override
    public Optional<CheckpointRow> checkpoint(UUID study, int trial) {
        synchronized (world) {
            return world.trial(study, trial).flatMap(MemoryTrial::newestCheckpoint);
        }
    }
}
