package dev.cairn.store.memory;

import dev.cairn.store.BackOff;
import dev.cairn.store.ProjectQuota;
import dev.cairn.store.ProjectRecord;
import dev.cairn.store.SharingStore;
import dev.cairn.store.Spending;
import dev.cairn.store.TrialKind;
import dev.cairn.store.TrialState;
import dev.cairn.store.WorkerRecord;
import dev.cairn.store.WorkerStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sharing in memory. */
final class MemorySharingStore implements SharingStore {
    private final World world;
    private final WorkerStore workers;

    MemorySharingStore(World world, WorkerStore workers) {
        this.world = world;
        this.workers = workers;
    }

    @Override
    public void configure(List<ProjectQuota> projects, Map<String, Double> pricesPerSlotHour) {
        synchronized (world) {
            world.shares().quotas().clear();
            projects.forEach(project -> world.shares().quotas().put(project.name(), project));
            world.shares().prices().clear();
            world.shares().prices().putAll(pricesPerSlotHour);
        }
    }

    @Override
    public List<ProjectRecord> projects() {
        synchronized (world) {
            Set<String> names = new TreeSet<>(world.shares().quotas().keySet());
            world.studies().values().stream()
                    .filter(study -> !study.state().terminal())
                    .forEach(study -> names.add(study.project()));
            return names.stream().map(world.shares()::project).toList();
        }
    }

    @Override
    public Map<String, Double> prices() {
        synchronized (world) {
            return Map.copyOf(world.shares().prices());
        }
    }

    @Override
    public Map<UUID, Spending> spending(Collection<UUID> studies) {
        synchronized (world) {
            Map<UUID, Spending> spending = new HashMap<>();
            studies.forEach(id -> world.find(id).ifPresent(study -> spending.put(id, study.spending())));
            return spending;
        }
    }

    @Override
    public Map<UUID, BackOff> backOffs(Collection<UUID> studies) {
        synchronized (world) {
            Map<UUID, BackOff> backOffs = new HashMap<>();
            studies.forEach(
                    id -> world.find(id).flatMap(MemoryStudy::backOff).ifPresent(found -> backOffs.put(id, found)));
            return backOffs;
        }
    }

    @Override
    public int preempt(String queue) {
        synchronized (world) {
            Set<UUID> serving = workers.list().stream()
                    .filter(WorkerRecord::serving)
                    .map(WorkerRecord::id)
                    .collect(Collectors.toSet());
            int slots = workers.list().stream()
                    .filter(WorkerRecord::serving)
                    .mapToInt(worker -> worker.slots().getOrDefault(queue, 0))
                    .sum();
            long free = slots - holding(queue, serving).count();
            int asked = 0;
            List<MemoryStudy> waiting = world.studies().values().stream()
                    .filter(study -> study.claimable() && study.mayStart())
                    .sorted(Comparator.comparing(study -> -study.made().priority()))
                    .toList();
            for (MemoryStudy study : waiting) {
                long wanted = Math.min(study.ready(queue), study.made().parallel() - study.running());
                long served = Math.min(Math.max(0, free), wanted);
                free -= served;
                for (long i = served; i < wanted; i++) {
                    Optional<MemoryTrial> victim = holding(queue, serving)
                            .filter(trial -> trial.kind() == TrialKind.SEARCH
                                    && !trial.study().aged()
                                    && trial.study().made().priority()
                                            < study.made().priority())
                            .min(Comparator.<MemoryTrial, Integer>comparing(
                                            trial -> trial.study().made().priority())
                                    .thenComparing(trial -> trial.newest().startedAt(), Comparator.reverseOrder())
                                    .thenComparing(MemoryTrial::number, Comparator.reverseOrder()));
                    if (victim.isEmpty()) {
                        return asked;
                    }
                    victim.get().requestPreemption();
                    asked++;
                }
            }
            return asked;
        }
    }

    /** Trials that hold a slot and were not asked to leave it. */
    private Stream<MemoryTrial> holding(String queue, Set<UUID> serving) {
        return world.studies().values().stream()
                .flatMap(study -> study.trials().values().stream())
                .filter(trial -> trial.state() == TrialState.RUNNING
                        && trial.queue().equals(queue)
                        && serving.contains(trial.newest().worker())
                        && !trial.cancelRequested()
                        && !trial.preemptRequested());
    }
}
