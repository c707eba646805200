package dev.cairn.server.worker;

import dev.cairn.server.trial.NoRoom;
import dev.cairn.store.AttemptRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders in which processes leave checkpoints and predictions until they are stored; each lives as long as its attempt. */
final class Scratch {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    /** The process, the trial, and what makes it unique. */
    private static final Pattern NAME = Pattern.compile("trial-(\\d{1,18})-\\d+-.*");

    private final Path root;

    Scratch(Path root) {
        this.root = root;
    }

    /** Deletes what workers left here that are gone. */
    static void sweep(Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        Scratch scratch = new Scratch(root);
        try (Stream<Path> folders = Files.list(root)) {
            folders.filter(Scratch::abandoned).toList().forEach(scratch::delete);
        } catch (IOException e) {
            LOG.warn("cannot look through {}", root, e);
        }
    }

    private static boolean abandoned(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    boolean isFull() {
        return NoRoom.in(root);
    }

    Path create(AttemptRef attempt) {
        try {
            Files.createDirectories(root);
            return Files.createTempDirectory(
                    root, "trial-" + ProcessHandle.current().pid() + "-" + attempt.trial() + "-");
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
