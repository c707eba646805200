package dev.cairn.store.memory;

import dev.cairn.store.TrialState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The order of a study's completed search trials. */
final class Ranking {
    private Ranking() {}

    static List<MemoryTrial> completed(MemoryStudy study) {
        double sign = study.made().maximize() ? -1 : 1;
        return study.trials().values().stream()
                .filter(trial -> trial.state() == TrialState.COMPLETED)
                .filter(trial -> objective(trial).isPresent())
                .sorted(Comparator.comparingDouble(
                                (MemoryTrial trial) -> sign * objective(trial).orElseThrow())
                        .thenComparingInt(MemoryTrial::number))
                .toList();
    }

    static Optional<MemoryTrial> best(MemoryStudy study) {
        return completed(study).stream().findFirst();
    }

    static OptionalDouble objective(MemoryTrial trial) {
        return trial.result().isPresent() ? trial.result().get().objective() : OptionalDouble.empty();
    }
}
