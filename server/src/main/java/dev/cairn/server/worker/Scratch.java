package dev.cairn.server.worker;

import dev.cairn.store.AttemptRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders in which processes leave checkpoints and predictions until they are stored; each lives as long as its attempt. */
final class Scratch {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Path root;

    Scratch(Path root) {
        this.root = root;
    }

    Path create(AttemptRef attempt) {
        try {
            Files.createDirectories(root);
            return Files.createTempDirectory(root, "trial-" + attempt.trial() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for trial " + attempt.trial(), e);
        }
    }

    void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} is left behind", folder, e);
        }
    }
}
