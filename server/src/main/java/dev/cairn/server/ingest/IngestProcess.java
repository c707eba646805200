package dev.cairn.server.ingest;

import dev.cairn.server.ingest.process.IngestJob;
import dev.cairn.server.ingest.process.IngestMain;
import dev.cairn.server.ingest.process.IngestResult;
import dev.cairn.server.ingest.report.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts ingestion processes and takes their results. A file that makes the parser or the database run wild ends its process, not the server; at
 * most a few run at a time.
 */
final class IngestProcess {
    private static final Logger LOG = LoggerFactory.getLogger(IngestProcess.class);
    private static final String LOG_FILE = "log";
    private static final int OUT_OF_MEMORY_EXIT = 3;
    /** Below, the time to compile well is longer than the work. */
    private static final long SMALL_BYTES = 16L << 20;

    /** With less room than this a process can leave neither a result nor a reason. */
    private static final long FULL_BYTES = 1L << 20;

    private static final List<String> KEPT_ENVIRONMENT = List.of("PATH", "LANG", "LC_ALL");

    private final IngestLimits limits;
    private final Semaphore places;

    IngestProcess(IngestLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.processes(), true);
    }

    IngestJob.Limits databaseLimits() {
        return new IngestJob.Limits(limits.databaseBytes(), limits.threads());
    }

    /**
     * Runs a job in its work folder.
     *
     * @throws InvalidDataset with the faults it found
     * @throws StorageFull when it found the disk full
     * @throws IngestFailure when it could not finish
     */
    IngestResult run(Path work, IngestJob job) throws IOException {
        Files.writeString(work.resolve(IngestJob.JOB_FILE), Documents.write(job));
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return checked(work, started(work));
        } finally {
            places.release();
        }
    }

    private int started(Path work) throws IOException {
        Files.createDirectories(work.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(command(work));
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT_ENVIRONMENT);
        Process process = builder.directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(LOG_FILE).toFile())
                .start();
        try {
            if (!process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IngestFailure(
                        "reading the data took longer than " + limits.time().toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static boolean isSmall(Path work) throws IOException {
        Path source = work.resolve(IngestJob.SOURCE_FILE);
        return Files.exists(source) && Files.size(source) < SMALL_BYTES;
    }

    private List<String> command(Path work) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapBytes() / 1024 + "k",
                "-Xms32m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (isSmall(work) ? 1 : 4),
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.serialFilter=!*",
                "-Djava.io.tmpdir=" + work.resolve("tmp").toAbsolutePath(),
                "-cp",
                absoluteClassPath(),
                IngestMain.class.getName(),
                work.toAbsolutePath().toString());
    }

    /** The process has a working folder of its own, where relative entries would point elsewhere. */
    private static String absoluteClassPath() {
        String separator = System.getProperty("path.separator");
        return List.of(System.getProperty("java.class.path").split(java.util.regex.Pattern.quote(separator))).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(separator));
    }

    private IngestResult checked(Path work, int exit) throws IOException {
        Path file = work.resolve(IngestJob.RESULT_FILE);
        if (!Files.exists(file)) {
            String log = log(work);
            if (log.contains("No space left") || Files.getFileStore(work).getUsableSpace() < FULL_BYTES) {
                throw new StorageFull("reading the data", new IOException("the ingestion process ended with " + exit));
            }
            LOG.warn("An ingestion process ended with {} and no result: {}", exit, log);
            throw exit == OUT_OF_MEMORY_EXIT
                    ? new IngestFailure("the data needs more memory than the ingestion process has ("
                            + (limits.heapBytes() >> 20) + " MiB)")
                    : new IngestFailure("the ingestion process ended with exit code " + exit);
        }
        IngestResult result = Documents.read(Files.readString(file), IngestResult.class);
        if (result.diskFull()) {
            throw new StorageFull("reading the data", new IOException(result.failure()));
        }
        if (!result.failure().isEmpty()) {
            LOG.warn("An ingestion process failed: {}", result.failure());
            throw new IngestFailure(result.failure());
        }
        if (!result.faults().isEmpty()) {
            throw new InvalidDataset(result.faults());
        }
        return result;
    }

    private static String log(Path work) throws IOException {
        Path log = work.resolve(LOG_FILE);
        if (!Files.exists(log)) {
            return "";
        }
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 2000));
    }

    private static IngestFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IngestFailure("ingestion was interrupted", e);
    }
}
