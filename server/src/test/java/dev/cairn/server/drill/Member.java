package dev.cairn.server.drill;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One process of a drill. What it starts is remembered, so that nothing of it stays behind. */
final class Member {
    private final Process process;
    private final Path home;
    private final Path output;

    private Member(Process process, Path home, Path output) {
        this.process = process;
        this.home = home;
        this.output = output;
    }

    /**
     * Starts a Java program on its home.
     *
     * @param prefix what comes before {@code java}, such as {@code faketime}
     * @param options of the JVM
     */
    static Member start(
            Path home, List<String> prefix, List<String> options, Map<String, String> environment, List<String> main)
            throws IOException {
        Files.createDirectories(home);
        Files.deleteIfExists(home.resolve("up"));
        Path output = home.resolve("output");
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        builder.environment().put("CAIRN_HOME", home.toString());
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        builder.environment().putAll(environment);
        return new Member(builder.start(), home, output);
    }

    /** This program's classpath with a folder before it. */
    static String classpath(Path first) {
        return first
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    Path home() {
        return home;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Whether it has said that it is up; fails when it has ended instead. */
    boolean up() {
        if (!alive()) {
            throw new IllegalStateException("the process of " + home + " ended; it printed: " + output());
        }
        return hasBegun();
    }

    /** Whether it has said that it is up, be it alive or not. */
    boolean hasBegun() {
        return said().isPresent();
    }

    /** Where it answers, once it is up. */
    String url() {
        Wait.until("the process of " + home + " is up", Duration.ofMinutes(4), this::up);
        return said().orElseThrow().split(" ", -1)[1];
    }

    private Optional<String> said() {
        try {
            Path file = home.resolve("up");
            return Files.exists(file)
                    ? Optional.of(Files.readString(file)).filter(text -> text.startsWith(pid() + " "))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** The JVMs that run its trials. */
    List<ProcessHandle> trialProcesses() {
        return descendants().stream()
                .filter(child -> child.info().commandLine().orElse("").contains("TrialMain"))
                .toList();
    }

    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    void stop() {
        signal("STOP", pid());
    }

    void goOn() {
        signal("CONT", pid());
    }

    /** Ends it as SIGTERM does, and answers how long that took. */
    Duration terminate(Duration limit) {
        long begin = System.nanoTime();
        process.destroy();
        if (!awaitEnd(limit)) {
            throw new IllegalStateException("the process of " + home + " did not end within " + limit);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Ends it whatever it does, with all that it started. */
    void end() {
        List<ProcessHandle> children = descendants();
        goOn();
        process.destroy();
        if (!awaitEnd(Duration.ofSeconds(25))) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
