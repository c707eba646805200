package dev.cairn.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server process that an earlier run left behind, as its {@code postmaster.pid} tells. */
final class Postmaster {
    private static final long PATIENCE_SECONDS = 15;

    private Postmaster() {}

    /**
     * Ends the server that still runs on this data folder, if there is one, and removes a pid file that belongs to nobody:
     * PostgreSQL itself refuses to start when the pid has meanwhile gone to another program.
     */
    static void clear(Path data) {
        Path file = data.resolve("postmaster.pid");
        Optional<Long> pid = pid(file);
        if (pid.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid.get()).filter(process -> isServerOf(process, data));
        if (orphan.isPresent()) {
            end(orphan.get());
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DatabaseFailure("cannot remove the stale file " + file, e);
        }
    }

    /** The fast shutdown of PostgreSQL: SIGINT rolls back what is open and ends; a server that does not end is killed. */
    static void end(ProcessHandle server) {
        signal("INT", server);
        if (!endedWithin(server)) {
            signal("QUIT", server);
            if (!endedWithin(server)) {
                server.destroyForcibly();
                endedWithin(server);
            }
        }
    }

    private static boolean endedWithin(ProcessHandle server) {
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new DatabaseFailure("cannot wait for the end of process " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void signal(String name, ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new DatabaseFailure("cannot signal the server process " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isServerOf(ProcessHandle process, Path data) {
        String command = process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(data.toString());
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
