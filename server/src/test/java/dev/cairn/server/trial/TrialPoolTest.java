package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.server.trial.TrialLab.Ear;
import dev.cairn.trainers.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialPoolTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void an_idle_child_is_retired_and_leaves_nothing_behind(@TempDir Path home) throws Exception {
        try (TrialLab lab = new TrialLab(home, TrialLab.config(home, SOON, SOON))) {
            TrialProcess process = lab.lease();
            process.close();
            TrialLab.eventually(() -> !process.alive() && lab.pool.warmChildren() == 0);
            TrialLab.eventually(() -> empty(home.resolve("work")));
        }
    }

    @Test
    void a_child_of_another_heap_class_is_not_taken(@TempDir Path home) throws Exception {
        try (TrialLab lab = new TrialLab(home)) {
            TrialProcess small = lab.lease();
            small.close();
            try (TrialProcess large = lab.pool.lease(Device.CPU, new HeapClass(512))) {
                assertThat(large.pid()).isNotEqualTo(small.pid());
            }
        }
    }

    @Test
    void closing_the_pool_ends_running_trials_and_their_processes(@TempDir Path home) throws Exception {
        Ear ear = new Ear();
        TrialProcess process;
        try (TrialLab lab = new TrialLab(home)) {
            process = lab.lease();
            process.run(lab.probe("deaf"), ear);
            ear.firstMeasurement();
        }
        assertThat(process.alive()).isFalse();
        assertThat(ear.ends).hasOnlyElementsOfType(TrialEnd.Died.class).hasSize(1);
        assertThat(home.resolve("work")).isEmptyDirectory();
    }

    @Test
    void a_child_dies_with_its_parent_even_when_that_is_killed(@TempDir Path home) throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            long child = said.lines()
                    .filter(line -> line.startsWith(ParentMain.CHILD))
                    .mapToLong(line -> Long.parseLong(line.substring(ParentMain.CHILD.length())))
                    .findFirst()
                    .orElseThrow();
            assertThat(TrialLab.alive(child)).isTrue();
            parent.destroyForcibly();
            TrialLab.eventually(() -> !TrialLab.alive(child));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void what_a_killed_parent_left_behind_is_swept_up(@TempDir Path home) throws Exception {
        Path left = Files.createDirectories(home.resolve("work/trial-" + Integer.MAX_VALUE + "-1/natives"));
        Files.writeString(left.resolve("lib.so"), "unpacked");
        try (TrialLab lab = new TrialLab(home)) {
            assertThat(lab.pool.warmChildren()).isZero();
            assertThat(home.resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void a_child_that_hears_garbage_ends(@TempDir Path home) throws Exception {
        Process child = new ChildCommand(Device.CPU, HeapClass.DEFAULT, home, home, ChildClasspath.current()).start();
        child.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        child.getOutputStream().flush();
        assertThat(child.waitFor()).isEqualTo(ParentLink.ORPHANED_STATUS);
    }

    @Test
    void a_child_sees_the_gpu_of_its_slot_and_on_the_cpu_none(@TempDir Path home) throws Exception {
        assertThat(visibleDevices(new Device("gpu", 3, 1), home)).isEqualTo("CUDA_VISIBLE_DEVICES=3");
        assertThat(visibleDevices(Device.CPU, home)).isEqualTo("CUDA_VISIBLE_DEVICES=");
    }

    /** From the kernel, where there is one that tells. */
    private static String visibleDevices(Device device, Path home) throws Exception {
        Process child = new ChildCommand(device, HeapClass.DEFAULT, home, home, ChildClasspath.current()).start();
        try {
            Path environment = Path.of("/proc", Long.toString(child.pid()), "environ");
            assumeThat(environment).isReadable();
            // For a moment after the fork the kernel has the new program but tells nothing of its environment.
            TrialLab.eventually(() -> variables(environment).contains("CUDA_VISIBLE_DEVICES="));
            return Stream.of(variables(environment).split("\0", -1))
                    .filter(variable -> variable.startsWith("CUDA_VISIBLE_DEVICES"))
                    .findFirst()
                    .orElseThrow();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static String variables(Path environment) {
        try {
            return Files.readString(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_child_sees_neither_the_database_nor_the_web_server() {
        assertThat(ChildClasspath.current().split(":"))
                .noneMatch(entry -> entry.matches(".*(postgresql|hibernate|jetty|javalin|quartz|duckdb).*\\.jar"))
                .anyMatch(entry -> entry.contains("jackson-dataformat-cbor"));
    }

    private static boolean empty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
