package dev.cairn.server.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file from which trial processes take their classes readily parsed and verified (class data sharing of the JVM), instead of from jars. The JVM
 * ignores one that does not fit its version or its classpath, so that a stale file costs time only.
 */
final class TrialArchive {
    /** The file to start from; absent or gone, children start without. */
    static final String USED = "cairn.trial.archive";

    /** The file that a child writes when its pool is closed; the launcher asks for it after a build. */
    static final String WRITTEN = "cairn.trial.archive.new";

    private TrialArchive() {}

    /** What a child's JVM is told of it. */
    static List<String> options() {
        Optional<Path> written = file(WRITTEN);
        if (written.isPresent()) {
            return List.of("-Xlog:cds*=off", "-XX:ArchiveClassesAtExit=" + written.get());
        }
        return file(USED)
                .filter(Files::isReadable)
                .map(file -> List.of("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + file))
                .orElse(List.of());
    }

    /** Whether children end by themselves when their pool is closed, which takes them seconds, since only so they write. */
    static boolean isWritten() {
        return file(WRITTEN).isPresent();
    }

    private static Optional<Path> file(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }
}
