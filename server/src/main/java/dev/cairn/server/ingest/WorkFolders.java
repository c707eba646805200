package dev.cairn.server.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders in which ingestion works. Each names its process, so that those of a process that died can be told and removed. */
final class WorkFolders {
    private static final Pattern NAME = Pattern.compile("ingest-(\\d+)-.*");

    private final Path root;

    WorkFolders(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
        sweep();
    }

    Path create() throws IOException {
        return Files.createDirectory(
                root.resolve("ingest-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID()));
    }

    static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the work folder " + folder.getFileName(), e);
        }
    }

    /** Removes what a process that is gone has left. */
    private void sweep() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(root)) {
            folders = all.toList();
        }
        for (Path folder : folders) {
            Matcher name = NAME.matcher(folder.getFileName().toString());
            if (name.matches() && !alive(Long.parseLong(name.group(1)))) {
                delete(folder);
            }
        }
    }

    private static boolean alive(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent() && process.get().isAlive();
    }
}
