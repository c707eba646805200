package dev.cairn.store.memory;

import dev.cairn.store.BlobReferences;
import dev.cairn.store.CheckpointRow;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialResult;
import dev.cairn.store.TrialState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The files that records in memory name. */
final class MemoryBlobReferences implements BlobReferences {
    private final World world;
    private final MemoryDatasetStore datasets;
    private final MemoryVaultStore vaults;

    MemoryBlobReferences(World world, MemoryDatasetStore datasets, MemoryVaultStore vaults) {
        this.world = world;
        this.datasets = datasets;
        this.vaults = vaults;
    }

    @Override
    public Set<String> all() {
        synchronized (world) {
            Set<String> named = new TreeSet<>();
            datasets.blobs().forEach(named::add);
            vaults.blobs().forEach(named::add);
            world.studies().values().stream()
                    .flatMap(study -> study.trials().values().stream())
                    .forEach(trial -> {
                        trial.checkpoints().stream().map(CheckpointRow::sha256).forEach(named::add);
                        trial.result().flatMap(TrialResult::predictions).ifPresent(named::add);
                    });
            return named;
        }
    }

    @Override
    public int forgetCheckpoints(int best, boolean dryRun) {
        synchronized (world) {
            return world.studies().values().stream()
                    .mapToInt(study -> forget(study, best, dryRun))
                    .sum();
        }
    }

    private static int forget(MemoryStudy study, int best, boolean dryRun) {
        Set<Integer> needed = needed(study, best);
        int count = 0;
        for (MemoryTrial trial : study.trials().values()) {
            Set<CheckpointRow> keep = needed.contains(trial.number())
                    ? trial.newestCheckpoint().stream().collect(Collectors.toSet())
                    : Set.of();
            List<CheckpointRow> gone = trial.checkpoints().stream()
                    .filter(row -> !keep.contains(row))
                    .toList();
            count += gone.size();
            if (!dryRun) {
                trial.checkpoints().removeAll(gone);
            }
        }
        return count;
    }

    private static Set<Integer> needed(MemoryStudy study, int best) {
        Set<Integer> needed = new HashSet<>();
        boolean forks = !study.state().terminal() && study.toRecord().specJson().contains("\"strategy\":\"pbt\"");
        for (MemoryTrial trial : study.trials().values()) {
            if (forks || !trial.state().terminal() || trial.made().kind() == TrialKind.FINAL) {
                needed.add(trial.number());
            }
            OptionalInt parent = trial.made().parent();
            if (!trial.state().terminal() && parent.isPresent()) {
                needed.add(parent.getAsInt());
            }
        }
        double sign = study.made().maximize() ? -1 : 1;
        study.trials().values().stream()
                .filter(trial -> trial.kind() == TrialKind.SEARCH
                        && trial.state() == TrialState.COMPLETED
                        && !trial.checkpoints().isEmpty()
                        && Ranking.objective(trial).isPresent())
                .sorted(Comparator.comparingDouble(
                        trial -> sign * Ranking.objective(trial).getAsDouble()))
                .limit(best)
                .forEach(trial -> needed.add(trial.number()));
        return needed;
    }

    @Override
    public <T> Optional<T> alone(Supplier<T> work) {
        return Optional.of(work.get());
    }
}
