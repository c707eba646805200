package dev.cairn.server.drill;

import dev.cairn.search.space.Int;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Learns nothing, quickly or as slowly as asked. What it predicts is a hash chained over its steps from the configuration and the seed: a step
 * that is lost, doubled or done in another state shows in the last digit. Known only to processes that drills start.
 */
public final class DrillTrainer implements Trainer {
    @Override
    public String name() {
        return "drill";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return shape.task() == Task.REGRESSION ? Optional.empty() : Optional.of("drills are for numbers");
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(
                Real.of("level", 0, 1),
                Int.of("steps", 1, 1_000_000),
                Int.of("pause", 0, 3_600_000),
                Int.of("obeys", 0, 1));
    }

    @Override
    public Values defaults(TaskShape shape) {
        return Values.of(Map.of("level", 0.5, "steps", 1, "pause", 0, "obeys", 1));
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("steps"));
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        long configuration = Double.doubleToLongBits(values.real("level"));
        return new Chain(
                mixed(seed ^ configuration),
                maxSteps(values),
                Duration.ofMillis(values.whole("pause")),
                values.whole("obeys") == 1);
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static final class Chain implements Learner {
        private final int steps;
        private final Duration pause;
        private final boolean obeys;
        private long state;
        private int step;

        Chain(long state, int steps, Duration pause, boolean obeys) {
            this.state = state;
            this.steps = steps;
            this.pause = pause;
            this.obeys = obeys;
        }

        @Override
        public int step() {
            return step;
        }

        @Override
        public boolean finished() {
            return step >= steps;
        }

        @Override
        public void advance(int toStep, BooleanSupplier cancelled) {
            while (step < toStep && !finished() && waited(cancelled)) {
                step++;
                state = mixed(state + step);
            }
        }

        /** False when called off meanwhile; a trial that does not obey is not asked. */
        private boolean waited(BooleanSupplier cancelled) {
            long end = System.nanoTime() + pause.toNanos();
            while (System.nanoTime() < end) {
                if (obeys && cancelled.getAsBoolean()) {
                    return false;
                }
                LockSupport.parkNanos(Math.min(20_000_000, end - System.nanoTime()));
            }
            return true;
        }

        @Override
        public Predictions predict(RowSet rows) {
            double[] same = new double[rows.size()];
            Arrays.fill(same, (state >>> 11) * 0x1p-53);
            return new Predictions.Values(same);
        }

        @Override
        public long modelBytes() {
            return Long.BYTES;
        }

        @Override
        public byte[] save() {
            return ByteBuffer.allocate(12).putInt(step).putLong(state).array();
        }

        @Override
        public void restore(byte[] saved) {
            ByteBuffer in = ByteBuffer.wrap(saved);
            step = in.getInt();
            state = in.getLong();
        }

        @Override
        public void close() {}
    }
}
