package dev.cairn.server.spec;

import dev.cairn.server.ingest.InvalidDataset;
import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.TestSetting;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One dataset, {@code people}, of which only the schema is there. */
final class TableData implements StudyData {
    private static final long ROWS = 10_000;
    private static final String SHA = "0".repeat(64);

    private final UUID id = new UUID(7, 7);
    private int splits;

    int splits() {
        return splits;
    }

    @Override
    public Optional<DatasetVersionRecord> find(String reference) {
        return List.of("people", "people@3", id.toString()).contains(reference)
                ? Optional.of(new DatasetVersionRecord(
                        id,
                        id,
                        "people",
                        3,
                        "csv",
                        SHA,
                        SHA,
                        Optional.empty(),
                        List.of(),
                        ROWS,
                        7,
                        1,
                        "{}",
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH))
                : Optional.empty();
    }

    @Override
    public List<String> names() {
        return List.of("people");
    }

    @Override
    public TableSchema schema(DatasetVersionRecord version) {
        return new TableSchema(
                ROWS,
                List.of(
                        column("age", ColumnKind.NUMERIC, true, 0, 80),
                        column("income", ColumnKind.NUMERIC, false, 0, 9000),
                        column("grade", ColumnKind.NUMERIC, true, 0, 5),
                        column("married", ColumnKind.BOOLEAN, false, 0, 2),
                        column("owner", ColumnKind.BOOLEAN, false, 0, 2),
                        column("constant", ColumnKind.CATEGORICAL, false, 0, 1),
                        column("nothing", ColumnKind.CATEGORICAL, false, ROWS, 0),
                        column("town", ColumnKind.CATEGORICAL, false, 0, 5000)),
                0,
                0,
                0);
    }

    private static ColumnSchema column(String name, ColumnKind kind, boolean whole, long missing, long distinct) {
        return new ColumnSchema(name, kind, whole, distinct > 1, missing, distinct, List.of(), "");
    }

    @Override
    public SplitRecord split(DatasetVersionRecord version, SplitRequest request) {
        List<DataFault> faults = request.faults(schema(version));
        if (!faults.isEmpty()) {
            throw new InvalidDataset(faults);
        }
        splits++;
        String target = request.target();
        if (target.isEmpty()) {
            return record(target, request.test(), "CLUSTERING");
        }
        String task = !request.several().isEmpty()
                ? "MULTILABEL"
                : target.equals("married")
                        ? "BINARY"
                        : request.use() == TargetUse.NUMBERS ? "REGRESSION" : kind(target);
        return record(target, request.test(), task);
    }

    private static String kind(String target) {
        return target.equals("grade") ? "MULTICLASS" : "REGRESSION";
    }

    private SplitRecord record(String target, TestSetting test, String task) {
        return new SplitRecord(
                id, id, target, test.key(), task, SHA, Optional.of(SHA), 8000, 2000, 0, "{}", "{}", 0, Instant.EPOCH);
    }

    @Override
    public Optional<SplitRecord> split(UUID split) {
        return Optional.of(record("married", TestSetting.DEFAULT, "BINARY"));
    }

    @Override
    public List<String> classes(SplitRecord split) {
        return split.task().equals("BINARY") ? List.of("no", "yes") : List.of();
    }

    @Override
    public TaskShape shape(SplitRecord split) {
        Task task = Task.valueOf(split.task());
        int classes = task == Task.BINARY || task == Task.MULTILABEL ? 2 : task == Task.MULTICLASS ? 5 : 0;
        return new TaskShape(task, Math.toIntExact(split.trainRows()), 3, 2, classes, Optional.empty());
    }
}
