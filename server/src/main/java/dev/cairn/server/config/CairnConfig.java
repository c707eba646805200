package dev.cairn.server.config;

import dev.cairn.store.BlobStore;
import dev.cairn.store.blob.DirectoryBlobStore;
import dev.cairn.store.blob.S3BlobStore;
import dev.cairn.store.blob.S3Settings;
import dev.cairn.store.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that can be configured, checked. {@link ConfigReader} makes it once at start.
 *
 * @param home folder of everything Cairn keeps
 * @param host loopback address to listen on
 * @param port port to listen on; empty means the first free one from 8080
 * @param database a PostgreSQL of the user's own; empty means the embedded one
 * @param artifacts where datasets, checkpoints and predictions are kept
 * @param uploadQuotaBytes largest upload
 * @param slots trials at the same time on this machine's cpu queue
 * @param queues that a worker serves
 * @param simulatedGpus memory of GPUs to pretend; empty means to look for real ones
 * @param projects quotas of projects
 * @param prices money for an hour of a slot, by queue
 * @param trial limits of one trial process
 */
public record CairnConfig(
        Path home,
        String host,
        OptionalInt port,
        Optional<ExternalDatabase> database,
        Artifacts artifacts,
        long uploadQuotaBytes,
        int slots,
        List<QueueOffer> queues,
        Optional<List<Long>> simulatedGpus,
        List<ProjectLimits> projects,
        Map<String, Double> prices,
        TrialLimits trial) {
    public CairnConfig {
        queues = List.copyOf(queues);
        projects = List.copyOf(projects);
        prices = Map.copyOf(prices);
    }

    /**
     * Where files are kept.
     *
     * @param folder of the files, or of copies of what is in the bucket
     * @param bucket object storage that has them instead
     * @param grace age before which no file is collected
     */
    public record Artifacts(Path folder, Optional<S3Settings> bucket, Duration grace) {
        /** The store there. */
        public BlobStore open(InstantSource clock) throws IOException {
            return bucket.isPresent()
                    ? S3BlobStore.open(bucket.get(), folder, clock)
                    : DirectoryBlobStore.open(folder, clock);
        }
    }

    /** A PostgreSQL that somebody else runs. The password stays in its file until a connection is opened. */
    public record ExternalDatabase(String host, int port, String name, String user, Optional<Path> passwordFile) {
        /** With the password that the file holds now. */
        public PostgresSettings settings() throws IOException {
            String password = passwordFile.isPresent()
                    ? Files.readString(passwordFile.get()).strip()
                    : "";
            return new PostgresSettings(host, port, name, user, password);
        }
    }

    /**
     * Limits of one trial process.
     *
     * @param heapBytes Java heap
     * @param memoryBytes resident memory, natives included
     * @param time wall time of one trial
     * @param idle time after which an idle process is retired
     */
    public record TrialLimits(long heapBytes, long memoryBytes, Duration time, Duration idle) {}

    /** The same with a worker that serves these queues. */
    public CairnConfig withQueues(List<QueueOffer> others) {
        return new CairnConfig(
                home,
                host,
                port,
                database,
                artifacts,
                uploadQuotaBytes,
                slots,
                others,
                simulatedGpus,
                projects,
                prices,
                trial);
    }

    /** Folder of the embedded PostgreSQL's data. */
    public Path postgresHome() {
        return home.resolve("postgres");
    }

    /** Folder of what can be made again: unpacked natives and programs. */
    public Path cache() {
        return home.resolve("cache");
    }
}
