package dev.cairn.server.worker;

import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.StudyData;
import dev.cairn.store.BlobStore;
import dev.cairn.store.DatasetStore;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.NewDatasetVersion;
import dev.cairn.store.NewSplit;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A small table of two classes that a line can tell apart, well enough; 120 rows train and 40 are sealed. It is stored as any other. */
final class OneDataset implements StudyData {
    private static final int TRAIN_ROWS = 120;
    private static final int SEALED_ROWS = 40;
    private static final FrameSchema SCHEMA = new FrameSchema(
            List.of(FrameSchema.Feature.numeric("x"), FrameSchema.Feature.numeric("y")),
            new FrameSchema.ClassTarget("side", List.of("left", "right")),
            Optional.empty());

    private final DatasetStore datasets;
    private final DatasetVersionRecord version;
    private final String train;
    private final String sealed;

    OneDataset(DatasetStore datasets, BlobStore blobs, Path folder) throws IOException {
        this.datasets = datasets;
        this.train = frame(blobs, folder, 1, TRAIN_ROWS);
        this.sealed = frame(blobs, folder, 2, SEALED_ROWS);
        this.version = datasets.addVersion(new NewDatasetVersion(
                        "sides",
                        "csv",
                        train,
                        train,
                        Optional.of("side"),
                        List.of(),
                        TRAIN_ROWS + SEALED_ROWS,
                        3,
                        1,
                        "{}",
                        Optional.empty(),
                        Optional.empty()))
                .value();
    }

    private static String frame(BlobStore blobs, Path folder, long seed, int rows) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("frame-" + seed);
        try (FrameWriter writer = FrameFile.writer(file, SCHEMA)) {
            for (int row = 0; row < rows; row++) {
                float x = (float) random.nextGaussian();
                float y = (float) random.nextGaussian();
                writer.numeric(0, x).numeric(1, y);
                writer.label(x + y + 0.8 * random.nextGaussian() > 0 ? "right" : "left");
                writer.group(row).endRow();
            }
            writer.finish();
        }
        String sha = blobs.put(file).sha256();
        Files.delete(file);
        return sha;
    }

    @Override
    public Optional<DatasetVersionRecord> find(String reference) {
        return reference.equals("sides") || reference.equals("sides@1") ? Optional.of(version) : Optional.empty();
    }

    @Override
    public List<String> names() {
        return List.of("sides");
    }

    @Override
    public TableSchema schema(DatasetVersionRecord of) {
        List<ColumnSchema> columns = List.of(
                new ColumnSchema("x", ColumnKind.NUMERIC, false, true, 0, of.rows(), List.of(), ""),
                new ColumnSchema("y", ColumnKind.NUMERIC, false, true, 0, of.rows(), List.of(), ""),
                new ColumnSchema("side", ColumnKind.CATEGORICAL, false, true, 0, 2, List.of(), ""));
        return new TableSchema(of.rows(), columns, 0, 0, 0);
    }

    @Override
    public SplitRecord split(DatasetVersionRecord of, SplitRequest request) {
        boolean none = request.test() instanceof TestSetting.None;
        return datasets.addSplit(new NewSplit(
                        of.id(),
                        request.target(),
                        none ? "none" : "fraction:0.25",
                        "binary",
                        train,
                        none ? Optional.empty() : Optional.of(sealed),
                        TRAIN_ROWS,
                        none ? 0 : SEALED_ROWS,
                        0,
                        "{}",
                        "{}"))
                .value();
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        return datasets.split(id);
    }

    @Override
    public TaskShape shape(SplitRecord split) {
        return new TaskShape(Task.BINARY, TRAIN_ROWS, 2, 0, 2, Optional.empty());
    }
}
