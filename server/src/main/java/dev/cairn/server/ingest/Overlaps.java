package dev.cairn.server.ingest;

import dev.cairn.server.ingest.process.SidesFile;
import dev.cairn.store.BlobStore;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.VaultStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts rows that one split seals and another trains on. Within one version rows are compared one by one; different versions are not, except
 * where a whole version is sealed for another dataset.
 */
final class Overlaps {
    private static final String WHOLE = "dataset:";

    /** Two splits never change, so what they share does not either. */
    private record Pair(String sealing, String training) {}

    private final DatasetStore datasets;
    private final VaultStore vaults;
    private final BlobStore blobs;
    private final Map<Pair, Long> known = new ConcurrentHashMap<>();

    Overlaps(DatasetStore datasets, VaultStore vaults, BlobStore blobs) {
        this.datasets = datasets;
        this.vaults = vaults;
        this.blobs = blobs;
    }

    /** Splits in use that share rows with this one across its seal. */
    List<Overlap> of(SplitRecord split) throws IOException {
        Optional<DatasetVersionRecord> own = datasets.version(split.versionId());
        List<VaultStore.Used> others = Stream.concat(
                        Stream.concat(
                                vaults.used(split.versionId()).stream(),
                                own.map(version -> vaults.sealingAll(whole(version))).orElse(List.of()).stream()),
                        sealedVersion(split).map(version -> vaults.used(version.id())).orElse(List.of()).stream())
                .filter(used -> !used.split().id().equals(split.id()))
                .distinct()
                .toList();
        List<Overlap> overlaps = new ArrayList<>();
        for (VaultStore.Used other : others) {
            overlaps.add(new Overlap(
                    other.split(), other.studies(), shared(split, other.split()), shared(other.split(), split)));
        }
        return overlaps.stream().filter(Overlap::matters).toList();
    }

    /** How a split says that it seals all of this version. */
    private static String whole(DatasetVersionRecord version) {
        return WHOLE + version.name() + "@" + version.number();
    }

    private Optional<DatasetVersionRecord> sealedVersion(SplitRecord split) {
        if (!split.test().startsWith(WHOLE)) {
            return Optional.empty();
        }
        String reference = split.test().substring(WHOLE.length()).replaceFirst(";.*", "");
        int at = reference.lastIndexOf('@');
        return at < 0
                ? Optional.empty()
                : datasets.version(reference.substring(0, at), Integer.parseInt(reference.substring(at + 1)));
    }

    private long shared(SplitRecord sealing, SplitRecord training) throws IOException {
        Pair pair = new Pair(sealing.id().toString(), training.id().toString());
        Long count = known.get(pair);
        if (count == null) {
            count = counted(sealing, training);
            known.put(pair, count);
        }
        return count;
    }

    private long counted(SplitRecord sealing, SplitRecord training) throws IOException {
        Optional<DatasetVersionRecord> whole = sealedVersion(sealing);
        if (whole.isPresent()) {
            return whole.get().id().equals(training.versionId()) ? training.trainRows() : 0;
        }
        Optional<String> seals = vaults.sides(sealing.id());
        Optional<String> trains = vaults.sides(training.id());
        if (!sealing.versionId().equals(training.versionId()) || seals.isEmpty() || trains.isEmpty()) {
            return 0;
        }
        return SidesFile.sealedAndTrained(blobs.path(seals.get()), blobs.path(trains.get()));
    }
}
