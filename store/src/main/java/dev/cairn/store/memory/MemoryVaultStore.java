package dev.cairn.store.memory;

import dev.cairn.store.MissingRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.VaultStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Vaults in memory. */
final class MemoryVaultStore implements VaultStore {
    private final World world;
    private final MemoryDatasetStore datasets;
    private final Map<UUID, List<Refused>> refusals = new HashMap<>();
    private final Map<UUID, Long> counts = new HashMap<>();
    private final Map<UUID, String> sides = new HashMap<>();

    MemoryVaultStore(World world, MemoryDatasetStore datasets) {
        this.world = world;
        this.datasets = datasets;
    }

    @Override
    public List<Read> reads(UUID split, int limit) {
        synchronized (world) {
            return datasets.reads(split).stream()
                    .map(read -> new Read(
                            read.number(),
                            read.reader(),
                            Optional.ofNullable(
                                            world.studies().get(read.reader().study()))
                                    .map(study -> study.made().name()),
                            read.at()))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void refuse(UUID split, String asker) {
        synchronized (world) {
            if (datasets.split(split).isEmpty()) {
                throw new MissingRecord("there is no split " + split);
            }
            List<Refused> kept = refusals.computeIfAbsent(split, id -> new ArrayList<>());
            kept.add(0, new Refused(asker, world.now()));
            if (kept.size() > MOST_KEPT) {
                kept.remove(MOST_KEPT);
            }
            counts.merge(split, 1L, Long::sum);
        }
    }

    @Override
    public List<Refused> refusals(UUID split, int limit) {
        synchronized (world) {
            return refusals.getOrDefault(split, List.of()).stream().limit(limit).toList();
        }
    }

    @Override
    public long refused(UUID split) {
        synchronized (world) {
            return counts.getOrDefault(split, 0L);
        }
    }

    @Override
    public Optional<UUID> sealedIn(String sha256) {
        synchronized (world) {
            List<SplitRecord> all = datasets.splits();
            if (all.stream().anyMatch(split -> split.trainSha().equals(sha256))) {
                return Optional.empty();
            }
            return all.stream()
                    .filter(split -> split.vaultSha().isPresent())
                    .filter(split -> split.vaultSha().get().equals(sha256) || holds(split.versionId(), sha256))
                    .map(SplitRecord::id)
                    .findFirst();
        }
    }

    private boolean holds(UUID version, String sha256) {
        return datasets.version(version)
                .filter(v -> v.tableSha().equals(sha256) || v.sourceSha().equals(sha256))
                .isPresent();
    }

    @Override
    public void keepSides(UUID split, String sha256) {
        synchronized (world) {
            sides.put(split, sha256);
        }
    }

    @Override
    public Optional<String> sides(UUID split) {
        synchronized (world) {
            return Optional.ofNullable(sides.get(split));
        }
    }

    @Override
    public List<Used> used(UUID version) {
        return used(split -> split.versionId().equals(version));
    }

    @Override
    public List<Used> sealingAll(String test) {
        return used(split -> split.test().equals(test) || split.test().startsWith(test + ";"));
    }

    private List<Used> used(Predicate<SplitRecord> which) {
        synchronized (world) {
            return datasets.splits().stream()
                    .filter(which)
                    .map(split -> new Used(split, users(split.id())))
                    .filter(used -> !used.studies().isEmpty())
                    .toList();
        }
    }

    private List<String> users(UUID split) {
        return world.studies().values().stream()
                .filter(study -> study.made().splitId().filter(split::equals).isPresent())
                .map(study -> study.made().name())
                .sorted()
                .toList();
    }

    /** Files that only this store names. */
    Stream<String> blobs() {
        return sides.values().stream();
    }
}
