package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ArffReader;
import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.csv.CsvReader;
import dev.cairn.server.ingest.csv.JsonReader;
import dev.cairn.server.ingest.csv.RawTable;
import dev.cairn.server.ingest.csv.TableFormat;
import dev.cairn.server.ingest.csv.TypedTable;
import dev.cairn.server.ingest.report.ColumnKind;
import dev.cairn.server.ingest.report.DataFault;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetCheck;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.trainers.data.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an upload into a table with a schema and a target, or into faults. */
final class ReadStep {
    private final Path work;
    private final IngestJob.Read job;
    private final FaultList faults;
    private TableFormat format = TableFormat.CSV;

    ReadStep(Path work, IngestJob.Read job, FaultList faults) {
        this.work = work;
        this.job = job;
        this.faults = faults;
    }

    /** The schema of the table written; empty when there were faults. */
    Optional<TableSchema> run(Database database) throws IOException, SQLException {
        Path clean = work.resolve("clean.csv");
        try {
            Optional<Draft> draft = draft(database, clean);
            return draft.isPresent() && faults.isEmpty()
                    ? Optional.of(store(database, clean, draft.get()))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(clean);
        }
    }

    private Optional<Draft> draft(Database database, Path clean) throws IOException {
        Path source = work.resolve(IngestJob.SOURCE_FILE);
        format = TableFormat.of(source);
        if (job.idx() && format != TableFormat.XLSX) {
            format = TableFormat.IDX;
            return IdxArchive.read(source, clean, job.maxBytes(), faults);
        }
        TypedTable typed = table(database, source, clean);
        RawTable raw = typed.table();
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (!job.image().isEmpty()) {
            List<Integer> image = job.image();
            ImageShape shape = new ImageShape(image.get(0), image.get(1), image.get(2));
            return Optional.of(PixelColumns.draft(raw, shape, imageTarget(raw), faults));
        }
        List<String> names = raw.columns().stream().map(ColumnFacts::name).toList();
        List<ColumnKind> kinds = raw.columns().stream()
                .map(facts -> kind(facts, Optional.ofNullable(typed.declared().get(facts.name()))))
                .toList();
        return Optional.of(new Draft(raw.rows(), names, kinds, raw.columns(), Optional.empty()));
    }

    private TypedTable table(Database database, Path source, Path clean) throws IOException {
        return switch (format) {
            case JSON -> JsonReader.read(source, clean, job.maxBytes(), faults);
            case ARFF -> ArffReader.read(source, clean, job.maxBytes(), faults);
            case PARQUET -> ParquetRows.read(database, source, clean, job.maxBytes(), faults);
            case XLSX -> SheetRows.read(source, clean, job.maxBytes(), faults);
            case CSV, IDX -> new TypedTable(CsvReader.read(source, clean, job.maxBytes(), faults), Map.of());
        };
    }

    /** What a file declares as labels or texts is not read as numbers, though it may look like them. */
    private static ColumnKind kind(ColumnFacts facts, Optional<ColumnKind> declared) {
        ColumnKind spelled = Draft.kindBySpelling(facts);
        return declared.isPresent() && spelled == ColumnKind.NUMERIC && !facts.isAllMissing()
                ? ColumnKind.CATEGORICAL
                : spelled;
    }

    /** In what form the file came. */
    TableFormat format() {
        return format;
    }

    private String imageTarget(RawTable raw) {
        List<String> names = raw.columns().stream().map(ColumnFacts::name).toList();
        return job.target()
                .or(() -> job.preferred().stream().filter(names::contains).findFirst())
                .orElse(names.get(names.size() - 1));
    }

    private TableSchema store(Database database, Path clean, Draft draft) throws SQLException {
        Path table = work.resolve(IngestJob.TABLE_FILE);
        long stored = database.store(clean, draft.kinds(), table);
        if (stored != draft.rows()) {
            throw new SQLException("the database stored " + stored + " rows of " + draft.rows());
        }
        return Judge.schema(
                draft, database.extents(table, draft.kinds(), draft.rows(), column -> !isFraction(draft, column)));
    }

    private static boolean isFraction(Draft draft, int column) {
        return draft.kinds().get(column) == ColumnKind.NUMERIC
                && !draft.facts().isEmpty()
                && !draft.facts().get(column).isWhole();
    }

    /** The target said, if it can be predicted; otherwise the preferred ones, then the columns from the last to the first. */
    Optional<String> target(TableSchema schema) {
        if (job.target().isPresent()) {
            TargetCheck check = TargetCheck.of(schema, job.target().get(), TargetUse.AUTO);
            check.faults().forEach(faults::add);
            return check.fits() ? job.target() : Optional.empty();
        }
        List<String> candidates = new ArrayList<>(job.preferred());
        for (int i = schema.columns().size() - 1; i >= 0; i--) {
            candidates.add(schema.columns().get(i).name());
        }
        Optional<String> fit = candidates.stream()
                .filter(name -> TargetCheck.of(schema, name, TargetUse.AUTO).fits())
                .findFirst();
        if (fit.isEmpty()) {
            faults.add(DataFault.ofFile(
                    "no-target",
                    "No column of this file can be predicted.",
                    "A target has at least two different values."));
            String last = schema.columns().get(schema.columns().size() - 1).name();
            TargetCheck.of(schema, last, TargetUse.AUTO).faults().forEach(faults::add);
        }
        return fit;
    }
}
