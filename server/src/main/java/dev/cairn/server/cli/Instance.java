package dev.cairn.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The server that runs on this machine for one home folder, as its file {@code server.properties} tells.
 *
 * @param url where it answers
 * @param pid its process
 */
record Instance(String url, long pid) {
    private static final String FILE = "server.properties";

    /** The instance of {@code home} whose process still lives. */
    static Optional<Instance> find(Path home) {
        Properties properties = new Properties();
        Path file = home.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
            Instance instance =
                    new Instance(properties.getProperty("url", ""), Long.parseLong(properties.getProperty("pid", "0")));
            return ProcessHandle.of(instance.pid())
                    .filter(ProcessHandle::isAlive)
                    .map(process -> instance);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes the file, so that clients on this machine find the server; removed when the program ends cleanly. */
    void announce(Path home) {
        Properties properties = new Properties();
        properties.setProperty("url", url);
        properties.setProperty("pid", Long.toString(pid));
        try {
            Path written = Files.createTempFile(home, "server", ".properties");
            try (var out = Files.newBufferedWriter(written, StandardCharsets.UTF_8)) {
                properties.store(out, null);
            }
            Files.move(
                    written, home.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void withdraw(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
