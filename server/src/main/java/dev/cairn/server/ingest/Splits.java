package dev.cairn.server.ingest;

import dev.cairn.server.ingest.process.IngestJob;
import dev.cairn.server.ingest.process.IngestResult.SplitMade;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.Documents;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.NewSplit;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.VaultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes the splits of dataset versions, each once. */
final class Splits {
    /** Frames that lie in the blob store, with what is known of them. */
    record Frames(SplitMade made, String trainSha, Optional<String> vaultSha, String sidesSha) {}

    private final DatasetStore datasets;
    private final VaultStore vaults;
    private final BlobStore blobs;
    private final WorkFolders folders;
    private final IngestProcess processes;

    Splits(CairnStores stores, BlobStore blobs, WorkFolders folders, IngestProcess processes) {
        this.datasets = stores.datasets();
        this.vaults = stores.vaults();
        this.blobs = blobs;
        this.folders = folders;
        this.processes = processes;
    }

    Optional<DatasetVersionRecord> find(String reference) {
        int at = reference.lastIndexOf('@');
        if (at > 0 && reference.substring(at + 1).matches("\\d{1,9}")) {
            return datasets.version(reference.substring(0, at), Integer.parseInt(reference.substring(at + 1)));
        }
        Optional<DatasetVersionRecord> newest = datasets.newest(reference);
        return newest.isPresent() ? newest : id(reference).flatMap(datasets::version);
    }

    private static Optional<UUID> id(String reference) {
        try {
            return Optional.of(UUID.fromString(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    SplitRecord of(DatasetVersionRecord version, SplitRequest request) throws IOException {
        String key = key(request);
        Optional<SplitRecord> known = datasets.split(version.id(), request.target(), key);
        return known.isPresent() ? known.get() : make(version, request, key);
    }

    /** The split's identity beside version and target; a sealed dataset is pinned to its version. */
    String key(SplitRequest request) {
        String key = request.test() instanceof TestSetting.Dataset other
                ? "dataset:" + sealed(other).name() + "@" + sealed(other).number()
                : request.test().key();
        return key + request.suffix();
    }

    private DatasetVersionRecord sealed(TestSetting.Dataset other) {
        return find(other.name())
                .orElseThrow(() -> new InvalidDataset(DataFault.ofFile(
                        "unknown-test-dataset",
                        "There is no dataset '" + other.name() + "' to seal.",
                        "Upload it first.")));
    }

    private SplitRecord make(DatasetVersionRecord version, SplitRequest request, String key) throws IOException {
        TableSchema inferred = Documents.read(version.schemaJson(), TableSchema.class);
        List<DataFault> faults = request.faults(inferred);
        if (!faults.isEmpty()) {
            throw new InvalidDataset(faults);
        }
        Path work = folders.create();
        try {
            TableSchema schema = request.several().in(request.columns().applied(inferred));
            IngestJob.Source source = new IngestJob.Source(
                    blobs.path(version.tableSha()).toString(),
                    schema,
                    request.target(),
                    request.several().columns());
            IngestJob.Split split = splitJob(version.name(), Optional.of(source), request);
            IngestJob job = new IngestJob(Optional.empty(), Optional.of(split), processes.databaseLimits());
            SplitMade made = processes.run(work, job).split().orElseThrow();
            return store(version, request.target(), key, storeFrames(work, made));
        } finally {
            WorkFolders.delete(work);
        }
    }

    /** The job of splitting a table, or the one that is being read. */
    IngestJob.Split splitJob(String name, Optional<IngestJob.Source> source, SplitRequest request) throws IOException {
        TestSetting test = request.test();
        double fraction = test instanceof TestSetting.Fraction share ? share.fraction() : 0;
        Optional<IngestJob.Sealed> sealed = Optional.empty();
        if (test instanceof TestSetting.Dataset other) {
            DatasetVersionRecord version = sealed(other);
            TableSchema schema = Documents.read(version.schemaJson(), TableSchema.class);
            sealed = Optional.of(new IngestJob.Sealed(
                    other.name(), blobs.path(version.tableSha()).toString(), schema));
        }
        String keyHex = HexFormat.of().formatHex(datasets.vaultKey(name));
        return new IngestJob.Split(
                source,
                request.use(),
                fraction,
                sealed,
                keyHex,
                keyColumns(name),
                request.roles(),
                request.sealedColumn());
    }

    /**
     * The features of the first version beside the target it came with: later versions are sealed by the same columns, whatever they add, and
     * studies of other targets by them too.
     */
    private List<String> keyColumns(String name) {
        List<DatasetVersionRecord> versions = datasets.versions(name);
        if (versions.isEmpty()) {
            return List.of();
        }
        DatasetVersionRecord first = versions.get(versions.size() - 1);
        String target = datasets.firstTarget(first.id()).or(first::target).orElse("");
        return Documents.read(first.schemaJson(), TableSchema.class).features(target).stream()
                .map(c -> c.name())
                .toList();
    }

    Frames storeFrames(Path work, SplitMade made) throws IOException {
        String train = blobs.put(work.resolve(IngestJob.TRAIN_FILE)).sha256();
        Optional<String> vault = made.vaultRows() == 0
                ? Optional.empty()
                : Optional.of(blobs.put(work.resolve(IngestJob.VAULT_FILE)).sha256());
        String sides = blobs.put(work.resolve(IngestJob.SIDES_FILE)).sha256();
        return new Frames(made, train, vault, sides);
    }

    SplitRecord store(DatasetVersionRecord version, String target, String key, Frames frames) {
        SplitMade made = frames.made();
        SplitShape shape = new SplitShape(
                made.task(),
                Math.toIntExact(made.trainRows()),
                made.numericFeatures(),
                made.categoricalFeatures(),
                made.classes(),
                version.imageShape(),
                made.dateFeatures(),
                made.textFeatures(),
                made.mostLevels());
        NewSplit split = new NewSplit(
                version.id(),
                target,
                key,
                made.task().name().toLowerCase(Locale.ROOT),
                frames.trainSha(),
                frames.vaultSha(),
                made.trainRows(),
                made.vaultRows(),
                made.droppedRows(),
                Documents.write(shape),
                Documents.write(made.profile()));
        SplitRecord stored = datasets.addSplit(split).value();
        vaults.keepSides(stored.id(), frames.sidesSha());
        return stored;
    }
}
