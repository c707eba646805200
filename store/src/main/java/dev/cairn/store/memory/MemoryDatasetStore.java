package dev.cairn.store.memory;

import dev.cairn.store.AttemptRef;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.Ids;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewDatasetVersion;
import dev.cairn.store.NewSplit;
import dev.cairn.store.Page;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.StoreConflict;
import dev.cairn.store.Stored;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Datasets in memory. */
final class MemoryDatasetStore implements DatasetStore {
    private final World world;
    private final SecureRandom random = new SecureRandom();
    private final SortedMap<String, UUID> datasets = new TreeMap<>();
    private final Map<String, byte[]> vaultKeys = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final Map<UUID, DatasetVersionRecord> versions = new LinkedHashMap<>();
    private final Map<UUID, NewSplit> splits = new LinkedHashMap<>();
    private final Map<UUID, SplitRecord> splitRecords = new LinkedHashMap<>();
    private final Map<UUID, List<SealedRead>> vaultReads = new HashMap<>();

    MemoryDatasetStore(World world) {
        this.world = world;
    }

    @Override
    public Stored<DatasetVersionRecord> addVersion(NewDatasetVersion version) {
        synchronized (world) {
            List<DatasetVersionRecord> had = versions(version.name());
            Optional<DatasetVersionRecord> same = had.stream()
                    .filter(other -> other.sourceSha().equals(version.sourceSha()))
                    .findFirst();
            if (same.isPresent()) {
                return new Stored<>(same.get(), false);
            }
            UUID dataset = datasets.computeIfAbsent(version.name(), name -> Ids.next(world.clock()));
            DatasetVersionRecord made = new DatasetVersionRecord(
                    Ids.next(world.clock()),
                    dataset,
                    version.name(),
                    had.isEmpty() ? 1 : had.get(0).number() + 1,
                    version.format(),
                    version.sourceSha(),
                    version.tableSha(),
                    version.target(),
                    version.imageShape(),
                    version.rows(),
                    version.columns(),
                    version.bytes(),
                    version.schemaJson(),
                    version.source(),
                    version.licence(),
                    world.now());
            versions.put(made.id(), made);
            return new Stored<>(made, true);
        }
    }

    @Override
    public Optional<DatasetVersionRecord> version(UUID id) {
        synchronized (world) {
            return Optional.ofNullable(versions.get(id));
        }
    }

    @Override
    public Optional<DatasetVersionRecord> newest(String name) {
        return versions(name).stream().findFirst();
    }

    @Override
    public Optional<DatasetVersionRecord> version(String name, int number) {
        return versions(name).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    @Override
    public List<DatasetVersionRecord> versions(String name) {
        synchronized (world) {
            return versions.values().stream()
                    .filter(version -> version.name().equals(name))
                    .sorted(Comparator.comparingInt(DatasetVersionRecord::number)
                            .reversed())
                    .toList();
        }
    }

    @Override
    public Page<DatasetVersionRecord> list(Optional<String> cursor, int limit) {
        synchronized (world) {
            List<DatasetVersionRecord> newest = datasets.keySet().stream()
                    .flatMap(name -> newest(name).stream())
                    .toList();
            return Pages.of(newest, cursor, limit, DatasetVersionRecord::name);
        }
    }

    @Override
    public DatasetVersionRecord retarget(UUID id, String target) {
        synchronized (world) {
            DatasetVersionRecord old =
                    version(id).orElseThrow(() -> new MissingRecord("there is no dataset version " + id));
            DatasetVersionRecord changed = new DatasetVersionRecord(
                    old.id(),
                    old.datasetId(),
                    old.name(),
                    old.number(),
                    old.format(),
                    old.sourceSha(),
                    old.tableSha(),
                    Optional.of(target),
                    old.imageShape(),
                    old.rows(),
                    old.columns(),
                    old.bytes(),
                    old.schemaJson(),
                    old.source(),
                    old.licence(),
                    old.createdAt());
            versions.put(id, changed);
            return changed;
        }
    }

    @Override
    public void delete(UUID version) {
        synchronized (world) {
            List<String> users = world.studies().values().stream()
                    .filter(study -> study.made()
                            .splitId()
                            .flatMap(this::split)
                            .filter(split -> split.versionId().equals(version))
                            .isPresent())
                    .map(study -> study.made().name())
                    .sorted()
                    .toList();
            if (!users.isEmpty()) {
                throw StoreConflict.inUse("the dataset version", users);
            }
            if (versions.remove(version) == null) {
                throw new MissingRecord("there is no dataset version " + version);
            }
            splitRecords.values().removeIf(split -> split.versionId().equals(version));
            splits.values().removeIf(split -> split.versionId().equals(version));
        }
    }

    @Override
    public byte[] vaultKey(String name) {
        synchronized (world) {
            datasets.computeIfAbsent(name, any -> Ids.next(world.clock()));
            return vaultKeys
                    .computeIfAbsent(name, any -> {
                        byte[] key = new byte[32];
                        random.nextBytes(key);
                        return key;
                    })
                    .clone();
        }
    }

    @Override
    public Optional<String> columns(String name) {
        synchronized (world) {
            return Optional.ofNullable(columns.get(name));
        }
    }

    @Override
    public void sayColumns(String name, String json) {
        synchronized (world) {
            if (!datasets.containsKey(name)) {
                throw new MissingRecord("there is no dataset '" + name + "'");
            }
            columns.put(name, json);
        }
    }

    @Override
    public Stored<SplitRecord> addSplit(NewSplit split) {
        synchronized (world) {
            if (!versions.containsKey(split.versionId())) {
                throw new MissingRecord("there is no dataset version " + split.versionId());
            }
            Optional<SplitRecord> same = split(split.versionId(), split.target(), split.test());
            if (same.isPresent()) {
                return new Stored<>(same.get(), false);
            }
            UUID id = Ids.next(world.clock());
            splits.put(id, split);
            splitRecords.put(id, record(id, split, 0, world.now()));
            return new Stored<>(splitRecords.get(id), true);
        }
    }

    private static SplitRecord record(UUID id, NewSplit split, long reads, Instant createdAt) {
        return new SplitRecord(
                id,
                split.versionId(),
                split.target(),
                split.test(),
                split.task(),
                split.trainSha(),
                split.vaultSha(),
                split.trainRows(),
                split.vaultRows(),
                split.droppedRows(),
                split.shapeJson(),
                split.profileJson(),
                reads,
                createdAt);
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        synchronized (world) {
            return Optional.ofNullable(splitRecords.get(id));
        }
    }

    @Override
    public Optional<SplitRecord> split(UUID version, String target, String test) {
        synchronized (world) {
            return splitRecords.values().stream()
                    .filter(split -> split.versionId().equals(version)
                            && split.target().equals(target)
                            && split.test().equals(test))
                    .findFirst();
        }
    }

    @Override
    public Optional<String> firstTarget(UUID version) {
        synchronized (world) {
            return splitRecords.values().stream()
                    .filter(split -> split.versionId().equals(version))
                    .map(SplitRecord::target)
                    .filter(target -> !target.isEmpty())
                    .findFirst();
        }
    }

    @Override
    public long countVaultRead(UUID split, AttemptRef reader) {
        synchronized (world) {
            NewSplit made = splits.get(split);
            SplitRecord old = splitRecords.get(split);
            if (made == null || old == null) {
                throw new MissingRecord("there is no split " + split);
            }
            List<SealedRead> reads = vaultReads.computeIfAbsent(split, id -> new ArrayList<>());
            reads.add(0, new SealedRead(reads.size() + 1L, reader, world.now()));
            splitRecords.put(split, record(split, made, reads.size(), old.createdAt()));
            return reads.size();
        }
    }

    /** A read of sealed rows. */
    record SealedRead(long number, AttemptRef reader, Instant at) {}

    /** Reads of sealed rows, the newest first. */
    List<SealedRead> reads(UUID split) {
        return vaultReads.getOrDefault(split, List.of());
    }

    List<SplitRecord> splits() {
        return List.copyOf(splitRecords.values());
    }

    /** The lineage that a split belongs to. */
    Optional<UUID> datasetOf(UUID split) {
        return split(split).flatMap(found -> version(found.versionId())).map(DatasetVersionRecord::datasetId);
    }

    Stream<String> blobs() {
        return Stream.concat(
                versions.values().stream().flatMap(version -> Stream.of(version.sourceSha(), version.tableSha())),
                splitRecords.values().stream()
                        .flatMap(split -> Stream.concat(Stream.of(split.trainSha()), split.vaultSha().stream())));
    }
}
