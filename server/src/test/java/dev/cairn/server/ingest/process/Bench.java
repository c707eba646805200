package dev.cairn.server.ingest.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.ingest.process.IngestJob.Limits;
import dev.cairn.server.ingest.process.IngestJob.Read;
import dev.cairn.server.ingest.process.IngestJob.Sealed;
import dev.cairn.server.ingest.process.IngestJob.Source;
import dev.cairn.server.ingest.process.IngestJob.Split;
import dev.cairn.server.ingest.report.SeveralTargets;
import dev.cairn.server.ingest.report.TableSchema;
import dev.cairn.server.ingest.report.TargetUse;
import dev.cairn.trainers.data.Frame;
import dev.cairn.trainers.data.FrameFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Carries out ingestion jobs inside the test's own process. */
final class Bench {
    static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final Limits LIMITS = new Limits(256L << 20, 2);

    private final Path root;
    private int folders;

    Bench(Path root) {
        this.root = root;
    }

    /** A job's result with its files. */
    record Done(Path work, IngestResult result) {
        TableSchema schema() {
            return result.schema().orElseThrow();
        }

        IngestResult.SplitMade split() {
            return result.split().orElseThrow();
        }

        Frame train() throws IOException {
            return FrameFile.map(work.resolve(IngestJob.TRAIN_FILE));
        }

        Frame vault() throws IOException {
            return FrameFile.mapSealed(work.resolve(IngestJob.VAULT_FILE));
        }

        Path table() {
            return work.resolve(IngestJob.TABLE_FILE);
        }
    }

    static Read csv() {
        return new Read(false, List.of(), Optional.empty(), List.of(), 1 << 24);
    }

    static Split fraction(double fraction) {
        return new Split(Optional.empty(), TargetUse.AUTO, fraction, Optional.empty(), KEY, List.of());
    }

    /** Reads a table and splits it. */
    Done read(String text, Read read, Split split) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), read, split);
    }

    Done read(byte[] bytes, Read read, Split split) throws IOException {
        Path work = work();
        Files.write(work.resolve(IngestJob.SOURCE_FILE), bytes);
        return done(work, new IngestJob(Optional.of(read), Optional.of(split), LIMITS));
    }

    /** Splits a table that was read before, with another one sealed. */
    Done split(Done table, String target, Done sealed) throws IOException {
        Source source = new Source(table.table().toString(), table.schema(), target);
        Sealed test = new Sealed("test", sealed.table().toString(), sealed.schema());
        Split split = new Split(Optional.of(source), TargetUse.AUTO, 0, Optional.of(test), KEY, List.of());
        return done(work(), new IngestJob(Optional.empty(), Optional.of(split), LIMITS));
    }

    /** Splits a table that was read before, with its columns read in another way. */
    Done split(Done table, TableSchema schema, String target) throws IOException {
        Source source = new Source(table.table().toString(), schema, target);
        Split split = new Split(Optional.of(source), TargetUse.AUTO, 0.2, Optional.empty(), KEY, List.of());
        return done(work(), new IngestJob(Optional.empty(), Optional.of(split), LIMITS));
    }

    /** Splits a table that was read before by the columns that decide which rows are sealed. */
    Done split(Source source, List<String> key) throws IOException {
        Split split = new Split(Optional.of(source), TargetUse.AUTO, 0.2, Optional.empty(), KEY, key);
        return done(work(), new IngestJob(Optional.empty(), Optional.of(split), LIMITS));
    }

    /** Splits a table that was read before, with several columns predicted side by side. */
    Done split(Done table, List<String> targets) throws IOException {
        SeveralTargets several = new SeveralTargets(targets);
        Source source =
                new Source(table.table().toString(), several.in(table.schema()), SeveralTargets.name(targets), targets);
        Split split = new Split(Optional.of(source), TargetUse.AUTO, 0.2, Optional.empty(), KEY, List.of());
        return done(work(), new IngestJob(Optional.empty(), Optional.of(split), LIMITS));
    }

    private Path work() throws IOException {
        return Files.createDirectory(root.resolve("work" + folders++));
    }

    private static Done done(Path work, IngestJob job) {
        IngestResult result = IngestMain.carryOut(work, job);
        assertThat(result.failure()).isEmpty();
        return new Done(work, result);
    }
}
