package dev.cairn.server.simulate;

import dev.cairn.server.ingest.SplitRequest;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.ColumnSchema;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.spec.StudyData;
import dev.cairn.server.spec.StudySpec;
import dev.cairn.store.DatasetVersionRecord;
import dev.cairn.store.SplitRecord;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.data.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stands for the dataset of a specification with a table of the right form, of which only the size is there. */
final class AssumedData implements StudyData {
    private static final UUID ID = new UUID(0, 0);
    private static final String SHA = "0".repeat(64);

    private final StudySpec spec;
    private final AssumedTable table;
    private final Task task;

    AssumedData(StudySpec spec, AssumedTable table) {
        this.spec = spec;
        this.table = table;
        this.task = task();
    }

    private Task task() {
        if (spec.clusters()) {
            return Task.CLUSTERING;
        }
        if (!spec.target().several().isEmpty()) {
            return Task.MULTILABEL;
        }
        boolean numbers = table.classes().isPresent()
                ? table.classes().getAsInt() == 0
                : spec.objective().first().metric().fits(Task.REGRESSION);
        if (numbers) {
            return Task.REGRESSION;
        }
        return table.classes().orElse(2) > 2 ? Task.MULTICLASS : Task.BINARY;
    }

    @Override
    public Optional<DatasetVersionRecord> find(String reference) {
        return Optional.of(new DatasetVersionRecord(
                ID,
                ID,
                reference.replaceAll("@.*", ""),
                1,
                "csv",
                SHA,
                SHA,
                Optional.empty(),
                List.of(),
                table.rows(),
                table.features() + 1,
                1,
                "{}",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH));
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public TableSchema schema(DatasetVersionRecord version) {
        List<ColumnSchema> columns = new ArrayList<>();
        boolean numbers = task == Task.REGRESSION;
        for (String part : spec.target().several().columns()) {
            columns.add(column(part, ColumnKind.BOOLEAN, 2));
        }
        if (!spec.clusters()) {
            columns.add(column(
                    spec.target().name(),
                    numbers ? ColumnKind.NUMERIC : ColumnKind.CATEGORICAL,
                    numbers ? table.rows() : table.classes().orElse(2)));
        }
        columns.add(column(spec.target().name() + "'", ColumnKind.NUMERIC, table.rows()));
        return new TableSchema(table.rows(), columns, 0, 0, 0);
    }

    private static ColumnSchema column(String name, ColumnKind kind, long distinct) {
        return new ColumnSchema(name, kind, false, true, 0, distinct, List.of(), "");
    }

    @Override
    public SplitRecord split(DatasetVersionRecord version, SplitRequest request) {
        return new SplitRecord(
                ID,
                ID,
                request.target(),
                request.test().key(),
                task.name(),
                SHA,
                Optional.empty(),
                table.rows(),
                0,
                0,
                "{}",
                "{}",
                0,
                Instant.EPOCH);
    }

    @Override
    public Optional<SplitRecord> split(UUID id) {
        return Optional.empty();
    }

    @Override
    public TaskShape shape(SplitRecord split) {
        return task == Task.MULTILABEL
                ? table.shape(task, spec.target().columns().size())
                : table.shape(task, table.classes().orElse(2));
    }
}
