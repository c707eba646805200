package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.csv.ColumnFacts;
import dev.cairn.server.ingest.csv.CsvReader;
import dev.cairn.server.ingest.csv.RawTable;
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
import java.util.Optional;

/** Turns an upload into a table with a schema and a target, or into faults. */
final class ReadStep {
    private final Path work;
    private final IngestJob.Read job;
    private final FaultList faults;

    ReadStep(Path work, IngestJob.Read job, FaultList faults) {
        this.work = work;
        this.job = job;
        this.faults = faults;
    }

    /** The schema of the table written; empty when there were faults. */
    Optional<TableSchema> run(Database database) throws IOException, SQLException {
        Path clean = work.resolve("clean.csv");
        try {
            Optional<Draft> draft = draft(clean);
            return draft.isPresent() && faults.isEmpty()
                    ? Optional.of(store(database, clean, draft.get()))
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(clean);
        }
    }

    private Optional<Draft> draft(Path clean) throws IOException {
        Path source = work.resolve(IngestJob.SOURCE_FILE);
        if (job.idx()) {
            return IdxArchive.read(source, clean, job.maxBytes(), faults);
        }
        RawTable raw = CsvReader.read(source, clean, job.maxBytes(), faults);
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (!job.image().isEmpty()) {
            List<Integer> image = job.image();
            ImageShape shape = new ImageShape(image.get(0), image.get(1), image.get(2));
            return Optional.of(PixelColumns.draft(raw, shape, imageTarget(raw), faults));
        }
        List<String> names = raw.columns().stream().map(ColumnFacts::name).toList();
        var kinds = raw.columns().stream().map(Draft::kindBySpelling).toList();
        return Optional.of(new Draft(raw.rows(), names, kinds, raw.columns(), Optional.empty()));
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
        return Judge.schema(draft, database.extents(table, draft.kinds(), draft.rows()));
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
