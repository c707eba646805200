package dev.cairn.trainers;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Keeps what a trial reports, and answers as a test wants. */
final class Recorder implements Reporter {
    static final Explanation BECAUSE = new Explanation("test", "the test says so", Map.of());

    final List<Measurement> measurements = new ArrayList<>();
    final List<Integer> checkpointSteps = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final Map<Path, OutOfFold> outOfFold = new HashMap<>();
    private final Function<Measurement, Verdict> judge;
    private byte[] latest = new byte[0];
    private int asksUntilCancelled = Integer.MAX_VALUE;

    Recorder() {
        this(measurement -> new Verdict.Continue());
    }

    Recorder(Function<Measurement, Verdict> judge) {
        this.judge = judge;
    }

    Recorder cancelAfter(int asks) {
        asksUntilCancelled = asks;
        return this;
    }

    @Override
    public Verdict report(Measurement measurement) {
        measurements.add(measurement);
        return judge.apply(measurement);
    }

    @Override
    public boolean cancelled() {
        return --asksUntilCancelled < 0;
    }

    @Override
    public void checkpoint(int step, byte[] state) {
        checkpointSteps.add(step);
        latest = state;
    }

    @Override
    public synchronized void log(String line) {
        lines.add(line);
    }

    /** How many lines begin so, for those who ask while others log. */
    synchronized long lines(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }

    @Override
    public OutOfFold outOfFold(Path file) throws IOException {
        OutOfFold found = outOfFold.get(file);
        if (found == null) {
            throw new IOException("it is gone");
        }
        return found;
    }

    byte[] latest() {
        return latest;
    }

    /** The latest checkpoint as a file. */
    Path latestIn(Path folder) {
        try {
            return Files.write(folder.resolve("checkpoint"), latest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
