package dev.cairn.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Wraps the programs of PostgreSQL, which refuse to run as root. As root they run in a user namespace of their own, where
 * they keep the right to root's files and are not root. An ordinary user runs them as they are. A session of their own keeps
 * a Ctrl-C at the terminal from them: the server is ended last, by us.
 */
final class UnprivilegedCommand {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private UnprivilegedCommand() {}

    static List<String> of(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (onPath("setsid")) {
            whole.add("setsid");
        }
        if (ROOT) {
            if (!namespacesWork()) {
                throw new DatabaseFailure(
                        "PostgreSQL does not run as root, and this machine allows no user namespaces"
                                + " (tried 'unshare --user'): run Cairn as an ordinary user, or set CAIRN_DB_HOST to a PostgreSQL of your own");
            }
            whole.addAll(List.of("unshare", "--user"));
        }
        whole.addAll(command);
        return whole;
    }

    private static boolean namespacesWork() {
        try {
            Process probe = new ProcessBuilder("unshare", "--user", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }
}
