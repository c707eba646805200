package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sends the files of a dataset to the server. */
final class Uploader {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Map<String, String> TYPES = Map.of(
            ".zip", "application/zip",
            ".tsv", "text/tab-separated-values",
            ".json", "application/json",
            ".jsonl", "application/x-ndjson",
            ".ndjson", "application/x-ndjson",
            ".parquet", "application/vnd.apache.parquet",
            ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".arff", "text/plain",
            ".gz", "application/gzip");

    private final Client client;

    Uploader(Client client) {
        this.client = client;
    }

    /** Uploads and answers the dataset version that the server made of it, or had already. */
    JsonNode upload(String name, DataFile data) {
        StringBuilder path = new StringBuilder("/datasets?name=").append(Client.segment(name));
        data.target().ifPresent(target -> path.append("&target=").append(Client.segment(target)));
        data.image().ifPresent(image -> path.append("&image=").append(Client.segment(image)));
        try {
            if (data.labels().isPresent()) {
                return uploadPair(path.toString(), data.file(), data.labels().get());
            }
            return client.upload(path.toString(), type(data.file().toString()), body(data.file()), LONGEST);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + data.file() + ": " + e.getMessage(), e);
        }
    }

    /** The server looks at the content; the type is said for the sake of what stands between. */
    private static String type(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return TYPES.entrySet().stream()
                .filter(type -> name.endsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("text/csv");
    }

    private JsonNode uploadPair(String path, Path images, Path labels) throws IOException {
        Path zip = Files.createTempFile("cairn-idx", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(zip);
                    ZipOutputStream archive = new ZipOutputStream(out)) {
                add(archive, images);
                add(archive, labels);
            }
            return client.upload(path, "application/zip", body(zip), LONGEST);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    private static void add(ZipOutputStream archive, Path file) throws IOException {
        archive.putNextEntry(new ZipEntry(
                Optional.ofNullable(file.getFileName()).orElse(file).toString()));
        Files.copy(file, archive);
        archive.closeEntry();
    }

    private static BodyPublisher body(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + file);
        }
        return BodyPublishers.ofFile(file);
    }
}
