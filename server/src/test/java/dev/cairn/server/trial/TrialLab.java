package dev.cairn.server.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.search.space.Values;
import dev.cairn.search.trial.Fidelity;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FinalJob;
import dev.cairn.trainers.Measurement;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.TrainJob;
import dev.cairn.trainers.Validation;
import dev.cairn.trainers.data.FrameFile;
import dev.cairn.trainers.data.FrameSchema;
import dev.cairn.trainers.data.FrameSchema.Feature;
import dev.cairn.trainers.data.FrameWriter;
import dev.cairn.trainers.metric.Metric;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A pool whose children also know {@link ProbeTrainer}, and a small two-class frame to try things on. */
final class TrialLab implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final Path home;
    final Path frame;
    final TrialPool pool;

    TrialLab(Path home) throws IOException {
        this(home, TrialPoolConfig.under(home));
    }

    TrialLab(Path home, TrialPoolConfig config) throws IOException {
        this.home = home;
        this.frame = home.resolve("frame");
        writeFrame(frame, 80, 1);
        Path services = Files.createDirectories(home.resolve("probe/META-INF/services"));
        Files.writeString(services.resolve("dev.cairn.trainers.Trainer"), ProbeTrainer.class.getName());
        this.pool = new TrialPool(config, ChildClasspath.current() + File.pathSeparator + home.resolve("probe"));
    }

    static TrialPoolConfig config(Path home, Duration idleAfter, Duration grace) {
        TrialPoolConfig usual = TrialPoolConfig.under(home);
        return new TrialPoolConfig(usual.cache(), usual.work(), idleAfter, grace, usual.growthBytes());
    }

    TrialProcess lease() {
        return pool.lease(Device.CPU, HeapClass.DEFAULT);
    }

    TrialTask.Search probe(String does) {
        return probe(does, TrialLimits.NONE);
    }

    TrialTask.Search probe(String does, TrialLimits limits) {
        return search("probe", Map.of("does", does, "steps", 3), limits, new TreeSet<>(), Optional.empty());
    }

    TrialTask.Search search(
            String trainer,
            Map<String, ?> values,
            TrialLimits limits,
            SortedSet<Integer> rungs,
            Optional<Path> resumeFrom) {
        TrainJob job = new TrainJob(
                frame,
                trainer,
                Values.of(values),
                Objective.of(Metric.ACCURACY),
                new Validation.Folds(2, true),
                Fidelity.FULL,
                7,
                1,
                Device.CPU,
                resumeFrom);
        return new TrialTask.Search(job, home, limits, rungs, PATIENCE);
    }

    TrialTask.Final last(String trainer) throws IOException {
        Path vault = home.resolve("vault");
        writeFrame(vault, 40, 2);
        FinalJob job = new FinalJob(
                frame, vault, trainer, Values.NONE, Objective.of(Metric.ACCURACY), Fidelity.FULL, 7, 1, Device.CPU);
        return new TrialTask.Final(job, home, TrialLimits.NONE);
    }

    static TrialLimits memory(long mebibytes) {
        return new TrialLimits(OptionalLong.of(mebibytes << 20), Optional.empty());
    }

    static TrialLimits wall(Duration limit) {
        return new TrialLimits(OptionalLong.empty(), Optional.of(limit));
    }

    /** Waits until a condition holds that other processes bring about. */
    static void eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void close() {
        pool.close();
    }

    static void writeFrame(Path file, int rows, long seed) throws IOException {
        FrameSchema schema = new FrameSchema(
                List.of(Feature.numeric("x"), Feature.numeric("y")),
                new FrameSchema.ClassTarget("side", List.of("left", "right")),
                Optional.empty());
        Random random = new Random(seed);
        try (FrameWriter writer = FrameFile.writer(file, schema)) {
            for (int row = 0; row < rows; row++) {
                float x = (float) random.nextGaussian();
                writer.numeric(0, x)
                        .numeric(1, (float) random.nextGaussian())
                        .label(x < 0 ? "left" : "right")
                        .group(row)
                        .endRow();
            }
            writer.finish();
        }
    }

    /** Remembers everything it hears. */
    static class Ear implements TrialListener {
        final BlockingQueue<Measurement> measurements = new LinkedBlockingQueue<>();
        final BlockingQueue<SavedCheckpoint> checkpoints = new LinkedBlockingQueue<>();
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        final BlockingQueue<TrialEnd> ends = new LinkedBlockingQueue<>();

        @Override
        public void measurement(Measurement measurement) {
            measurements.add(measurement);
        }

        @Override
        public void checkpoint(SavedCheckpoint checkpoint) {
            checkpoints.add(checkpoint);
        }

        @Override
        public void log(String line) {
            lines.add(line);
        }

        @Override
        public void ended(TrialEnd end) {
            ends.add(end);
        }

        Measurement firstMeasurement() throws InterruptedException {
            Measurement first = measurements.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(first).as("a measurement").isNotNull();
            return first;
        }

        TrialEnd end() throws InterruptedException {
            TrialEnd end = ends.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(end).as("an end; lines %s", lines).isNotNull();
            return end;
        }
    }
}
