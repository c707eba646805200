package dev.cairn.server.trial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The working and temporary folder of one child: native libraries unpack themselves there and do not always tidy up. */
record ChildFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(ChildFolder.class);

    private static final String PREFIX = "trial-";

    static ChildFolder create(Path parent) {
        try {
            Files.createDirectories(parent);
            return new ChildFolder(Files.createTempDirectory(
                    parent, prefix(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new TrialProcessFailure("cannot make a folder for a trial process in " + parent, e);
        }
    }

    /** Deletes what children of parents that are no longer alive left behind. */
    static void sweep(Path parent) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!ownerAlive(folder)) {
                    new ChildFolder(folder).delete();
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot look through {}", parent, e);
        }
    }

    private static boolean ownerAlive(Path folder) {
        String name = folder.getFileName().toString();
        return ProcessHandle.allProcesses().anyMatch(process -> name.startsWith(prefix(process.pid())));
    }

    private static String prefix(long pid) {
        return PREFIX + pid + "-";
    }

    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> leavesFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : leavesFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete {}", path, e);
        }
    }
}
