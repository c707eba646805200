package dev.cairn.server.ingest.process;

import dev.cairn.server.ingest.process.IngestResult.SplitMade;
import dev.cairn.server.ingest.report.Documents;
import dev.cairn.server.ingest.report.FaultList;
import dev.cairn.server.ingest.report.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ingestion process's entry: reads {@code job.json} in the folder given, works there, leaves {@code result.json}, and ends. */
public final class IngestMain {
    private final Path work;
    private final IngestJob job;
    private final FaultList faults = new FaultList();

    private IngestMain(Path work, IngestJob job) {
        this.work = work;
        this.job = job;
    }

    public static void main(String[] args) throws IOException {
        Path work = Path.of(args[0]);
        endWithParent();
        IngestJob job = Documents.read(Files.readString(work.resolve(IngestJob.JOB_FILE)), IngestJob.class);
        IngestResult result = carryOut(work, job);
        Path written = work.resolve("result.part");
        Files.writeString(written, Documents.write(result));
        Files.move(written, work.resolve(IngestJob.RESULT_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Does the job, whose files lie in the work folder. */
    static IngestResult carryOut(Path work, IngestJob job) {
        return new IngestMain(work, job).result();
    }

    /** The parent holds our input open and never writes to it: its end is the parent's. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // as good as its end
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private IngestResult result() {
        try (Database database = Database.open(work, tables(), job.limits())) {
            return run(database);
        } catch (IOException | SQLException | java.io.UncheckedIOException e) {
            boolean diskFull = isDiskFull(e);
            return IngestResult.failed(String.valueOf(e.getMessage()), diskFull);
        }
    }

    private IngestResult run(Database database) throws IOException, SQLException {
        Optional<TableSchema> schema = Optional.empty();
        Optional<String> target = Optional.empty();
        String format = "";
        if (job.read().isPresent()) {
            ReadStep step = new ReadStep(work, job.read().get(), faults);
            schema = step.run(database);
            target = schema.flatMap(step::target);
            format = step.format().name().toLowerCase(Locale.ROOT);
        }
        Optional<SplitMade> split = Optional.empty();
        if (faults.isEmpty() && job.split().isPresent()) {
            split = split(database, job.split().get(), schema, target);
        }
        return faults.isEmpty()
                ? new IngestResult(List.of(), schema, target, split, format, "", false)
                : IngestResult.faulty(faults.all());
    }

    private Optional<SplitMade> split(
            Database database, IngestJob.Split split, Optional<TableSchema> schema, Optional<String> target)
            throws IOException, SQLException {
        IngestJob.Source source = split.table()
                .orElseGet(() -> new IngestJob.Source(
                        work.resolve(IngestJob.TABLE_FILE).toString(), schema.orElseThrow(), target.orElseThrow()));
        TableFile stored = new TableFile(database, Path.of(source.path()), source.schema());
        TableFile table = source.parts().isEmpty() ? stored : LabelParts.joined(stored, source.parts(), faults);
        Optional<TableFile> sealed = split.sealed().map(s -> new TableFile(database, Path.of(s.path()), s.schema()));
        return new SplitStep(table, sealed, source.target(), split, faults).run(work);
    }

    private List<Path> tables() {
        List<Path> tables = new ArrayList<>();
        job.split().flatMap(IngestJob.Split::table).ifPresent(t -> tables.add(Path.of(t.path())));
        job.split().flatMap(IngestJob.Split::sealed).ifPresent(t -> tables.add(Path.of(t.path())));
        return tables;
    }

    static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
                return true;
            }
        }
        return false;
    }
}
