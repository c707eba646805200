package dev.cairn.store.memory;

import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The order of a study's completed search trials; those that break a bound come last, by number. */
final class Ranking {
    private Ranking() {}

    static List<MemoryTrial> completed(MemoryStudy study) {
        double sign = study.made().maximize() ? -1 : 1;
        return study.trials().values().stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH && trial.state() == TrialState.COMPLETED)
                .sorted(Comparator.comparing(
                                (MemoryTrial trial) -> objective(trial).isEmpty())
                        .thenComparingDouble(trial -> sign * objective(trial).orElse(0))
                        .thenComparingInt(MemoryTrial::number))
                .toList();
    }

    static Optional<MemoryTrial> best(MemoryStudy study) {
        return completed(study).stream()
                .filter(trial -> objective(trial).isPresent())
                .findFirst();
    }

    static OptionalDouble objective(MemoryTrial trial) {
        return trial.result().isPresent() ? trial.result().get().objective() : OptionalDouble.empty();
    }
}
