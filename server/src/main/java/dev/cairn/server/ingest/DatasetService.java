package dev.cairn.server.ingest;

import dev.cairn.server.ingest.Spool.Spooled;
import dev.cairn.server.ingest.process.IngestJob;
import dev.cairn.server.ingest.process.IngestResult;
import dev.cairn.server.ingest.report.ColumnSetting;
import dev.cairn.server.ingest.report.ColumnSettings;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.Documents;
import dev.cairn.server.ingest.report.Profile;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.store.BlobDiskFull;
import dev.cairn.store.BlobStore;
import dev.cairn.store.CairnStores;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.MissingRecord;
import dev.cairn.store.NewDatasetVersion;
import dev.cairn.store.SplitRecord;
import dev.cairn.store.Stored;
import dev.cairn.trainers.TaskShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/** Takes uploads in, and splits dataset versions into training rows and sealed rows. What fails leaves nothing behind. */
public final class DatasetService {
    private final DatasetStore datasets;
    private final BlobStore blobs;
    private final IngestLimits limits;
    private final WorkFolders folders;
    private final IngestProcess processes;
    private final Splits splits;
    private final Overlaps overlaps;
    private final KeyedLocks locks = new KeyedLocks();

    /**
     * A service that works in a folder of its own.
     *
     * @param workRoot folder for uploads under way; leftovers of processes that died are removed from it
     */
    public DatasetService(CairnStores stores, BlobStore blobs, Path workRoot, IngestLimits limits) throws IOException {
        this.datasets = stores.datasets();
        this.blobs = blobs;
        this.limits = limits;
        this.folders = new WorkFolders(workRoot);
        this.processes = new IngestProcess(limits);
        this.splits = new Splits(stores, blobs, folders, processes);
        this.overlaps = new Overlaps(datasets, stores.vaults(), blobs);
    }

    /**
     * Takes an upload in. The same bytes under the same name are one version, which takes over the target they come with; other bytes are the
     * next version. The stream is read to its end before anything else happens, or to the quota.
     *
     * @throws UploadTooLarge beyond the quota
     * @throws StorageFull on a full disk
     * @throws InvalidDataset with all faults of the file
     * @throws IngestFailure when the ingestion process could not finish
     */
    public Stored<DatasetVersionRecord> upload(InputStream body, UploadRequest request) throws IOException {
        Path work = folders.create();
        try {
            Spooled spooled = spool(body, work.resolve(IngestJob.SOURCE_FILE));
            Lock lock = locks.of(request.name());
            lock.lock();
            try {
                Optional<DatasetVersionRecord> known = known(request, spooled);
                return known.isPresent()
                        ? new Stored<>(retargeted(known.get(), request), false)
                        : ingest(request, spooled, work);
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            throw telling(e, "storing the dataset");
        } finally {
            WorkFolders.delete(work);
        }
    }

    /** The largest upload. */
    public long quotaBytes() {
        return limits.quotaBytes();
    }

    private Spooled spool(InputStream body, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return Spool.copy(body, out, limits.quotaBytes());
        }
    }

    private Optional<DatasetVersionRecord> known(UploadRequest request, Spooled spooled) {
        Optional<DatasetVersionRecord> known = datasets.versions(request.name()).stream()
                .filter(v -> v.sourceSha().equals(spooled.sha256()))
                .findFirst();
        if (known.isPresent()
                && request.image().isPresent()
                && !known.get().imageShape().equals(shape(request))) {
            throw new InvalidDataset(DataFault.ofFile(
                    "other-shape",
                    "These bytes are version " + known.get().number() + " of '" + request.name()
                            + "' already, with another shape.",
                    "Upload them under another name."));
        }
        return known;
    }

    private DatasetVersionRecord retargeted(DatasetVersionRecord known, UploadRequest request) {
        if (request.target().isEmpty() || request.target().equals(known.target())) {
            return known;
        }
        String target = request.target().get();
        TargetCheck check = TargetCheck.of(schema(known), target, TargetUse.AUTO);
        if (!check.fits()) {
            throw new InvalidDataset(check.faults());
        }
        return datasets.retarget(known.id(), target);
    }

    private static List<Integer> shape(UploadRequest request) {
        return request.image()
                .map(s -> List.of(s.height(), s.width(), s.channels()))
                .orElse(List.of());
    }

    private Stored<DatasetVersionRecord> ingest(UploadRequest request, Spooled spooled, Path work) throws IOException {
        List<DatasetVersionRecord> earlier = datasets.versions(request.name());
        List<String> preferred =
                earlier.stream().limit(1).flatMap(v -> v.target().stream()).toList();
        IngestJob.Read read = new IngestJob.Read(
                request.format() == Format.IDX_ZIP, shape(request), request.target(), preferred, limits.quotaBytes());
        IngestJob.Split split = splits.splitJob(request.name(), Optional.empty(), usual(""));
        IngestResult result =
                processes.run(work, new IngestJob(Optional.of(read), Optional.of(split), processes.databaseLimits()));
        TableSchema schema = result.schema().orElseThrow();
        NewDatasetVersion version = new NewDatasetVersion(
                request.name(),
                result.format(),
                spooled.sha256(),
                blobs.put(work.resolve(IngestJob.TABLE_FILE)).sha256(),
                result.target(),
                schema.hasImage()
                        ? List.of(schema.imageHeight(), schema.imageWidth(), schema.imageChannels())
                        : List.of(),
                schema.rows(),
                schema.columns().size(),
                spooled.bytes(),
                Documents.write(schema),
                Optional.empty(),
                Optional.empty());
        Splits.Frames frames = splits.storeFrames(work, result.split().orElseThrow());
        Stored<DatasetVersionRecord> stored = datasets.addVersion(version);
        splits.store(
                stored.value(),
                result.target().orElseThrow(),
                splits.key(usual(result.target().get())),
                frames);
        return stored;
    }

    /** A version by id, by name (the newest) or by name@version. */
    public Optional<DatasetVersionRecord> find(String reference) {
        return splits.find(reference);
    }

    /** The columns of a version, judged from all its rows. */
    public TableSchema schema(DatasetVersionRecord version) {
        return Documents.read(version.schemaJson(), TableSchema.class);
    }

    /** What was said of the version's columns for all studies; of those that it has. */
    public ColumnSettings columns(DatasetVersionRecord version) {
        List<String> names = schema(version).names();
        Map<String, ColumnSetting> said = new LinkedHashMap<>();
        datasets.columns(version.name())
                .map(json -> Documents.read(json, ColumnSettings.class))
                .ifPresent(settings -> settings.byName().forEach((name, setting) -> {
                    if (names.contains(name)) {
                        said.put(name, setting);
                    }
                }));
        return ColumnSettings.of(said);
    }

    /**
     * Says what columns are, for all studies to come of any version of the dataset.
     *
     * @throws InvalidDataset when they can not be read so
     */
    public void sayColumns(DatasetVersionRecord version, ColumnSettings settings) {
        List<DataFault> faults = settings.faults(schema(version));
        if (!faults.isEmpty()) {
            throw new InvalidDataset(faults);
        }
        datasets.sayColumns(version.name(), Documents.write(settings));
    }

    /** What a study gets that says nothing more than its target; whatever that is, while a file is read. */
    private static SplitRequest usual(String target) {
        return SplitRequest.of(target, TestSetting.DEFAULT);
    }

    /**
     * The split of a version, made when it is asked for the first time.
     *
     * @throws InvalidDataset when the target, the test set or a column's role cannot be used
     */
    public SplitRecord split(DatasetVersionRecord version, SplitRequest request) throws IOException {
        Lock lock = locks.of(version.id() + request.target());
        lock.lock();
        try {
            return splits.of(version, request);
        } catch (IOException e) {
            throw telling(e, "splitting the dataset");
        } finally {
            lock.unlock();
        }
    }

    /** A full disk may show anywhere; it is told as what it is. */
    private static IOException telling(IOException e, String doing) {
        if (e instanceof BlobDiskFull || Spool.diskFull(e)) {
            throw new StorageFull(doing, e);
        }
        return e;
    }

    /** Other divisions of the same rows that studies use and that cross this one's seal. */
    public List<Overlap> overlaps(SplitRecord split) throws IOException {
        return overlaps.of(split);
    }

    /** The task that the training rows of a split make. */
    public TaskShape shape(SplitRecord split) {
        return Documents.read(split.shapeJson(), SplitShape.class).taskShape();
    }

    /** The classes of a split's target in the order of their codes; empty for regression. */
    public List<String> classes(SplitRecord split) {
        return Documents.read(split.shapeJson(), SplitShape.class).classes();
    }

    /** The profile of a split's training rows. */
    public Profile profile(SplitRecord split) {
        return Documents.read(split.profileJson(), Profile.class);
    }

    /** The profile of the training rows that a version has for its own target and the default share of sealed rows. */
    public Profile profile(UUID versionId) {
        DatasetVersionRecord version =
                datasets.version(versionId).orElseThrow(() -> new MissingRecord("no dataset version " + versionId));
        String target = version.target().orElseThrow(() -> new IllegalStateException("every version has a target"));
        try {
            return profile(split(version, usual(target)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
