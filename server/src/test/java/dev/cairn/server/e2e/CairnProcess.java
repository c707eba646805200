package dev.cairn.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A Cairn program as a process of its own, run like a user runs it, on a home folder of the test. */
final class CairnProcess implements AutoCloseable {
    private final Process process;
    private final Path home;
    private final Path output;

    private CairnProcess(Process process, Path home, Path output) {
        this.process = process;
        this.home = home;
        this.output = output;
    }

    /** Starts {@code cairn arguments…} with {@code CAIRN_HOME} at {@code home}. */
    static CairnProcess start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        Files.createDirectories(home);
        Path output = Files.createTempFile(home.getParent(), "cairn-", ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.cairn.server.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        builder.environment().put("CAIRN_HOME", home.toString());
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        builder.environment().putAll(environment);
        return new CairnProcess(builder.start(), home, output);
    }

    /** Waits until this process says where it answers; the word of one that was killed before it does not count. */
    String url() {
        until(Duration.ofMinutes(3), () -> announced("pid").equals(Long.toString(process.pid())) || !process.isAlive());
        assertThat(process.isAlive())
                .as("the server lives; it printed: %s", output())
                .isTrue();
        return announced("url");
    }

    private String announced(String key) {
        Properties properties = new Properties();
        Path file = home.resolve("server.properties");
        if (!Files.exists(file)) {
            return "";
        }
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(key, "");
    }

    long pid() {
        return process.pid();
    }

    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** Ends the process as Ctrl-C does and waits for it. */
    void terminate(Duration limit) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s; it printed: %s", limit, output())
                .isTrue();
    }

    /** Waits for the end and answers the exit code. */
    int exitCode(Duration limit) throws InterruptedException {
        assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s; it printed: %s", limit, output())
                .isTrue();
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = descendants();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    /** Waits for a condition; fails when it has not come true within the limit. */
    static void until(Duration limit, BooleanSupplier condition) {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("the condition comes true within %s", limit)
                    .isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
