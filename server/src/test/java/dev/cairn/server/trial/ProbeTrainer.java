package dev.cairn.server.trial;

import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.TaskShape;
import dev.cairn.trainers.Trainer;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Misbehaves on demand; known only to the children that tests start. */
public final class ProbeTrainer implements Trainer {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Optional<String> cannotFitBecause(TaskShape shape) {
        return Optional.empty();
    }

    @Override
    public SearchSpace space(TaskShape shape) {
        return SearchSpace.of(Real.of("unused", 0, 1));
    }

    @Override
    public Values defaults(TaskShape shape) {
        return Values.of(Map.of("unused", 0.5, "does", "learn", "steps", 3));
    }

    @Override
    public int maxSteps(Values values) {
        return Math.toIntExact(values.whole("steps"));
    }

    @Override
    public Learner start(FoldData fold, Values values, long seed, Device device) {
        return new ProbeLearner(fold, values.text("does"), maxSteps(values));
    }

    private static final class ProbeLearner implements Learner {
        private static final int CHUNK_BYTES = 4 << 20;

        private final FoldData fold;
        private final String does;
        private final int steps;
        private final List<Object> hoard = new ArrayList<>();
        private int step;

        ProbeLearner(FoldData fold, String does, int steps) {
            this.fold = fold;
            this.does = does;
            this.steps = steps;
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
        public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
            if (step > 0) {
                misbehave(cancelled);
            }
            step = toStep;
        }

        private void misbehave(BooleanSupplier cancelled) throws TrainingFailure {
            switch (does) {
                case "learn" -> {}
                case "print" -> {
                    System.out.println("to standard output");
                    System.err.println("to standard error");
                }
                case "throw" -> throw new IllegalStateException("a bug");
                case "diverge" -> throw new TrainingFailure(TrainingFailure.Kind.DIVERGED, "left the numbers");
                case "wait" -> {
                    while (!cancelled.getAsBoolean()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                case "deaf" -> {
                    while (true) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                case "heap" -> {
                    while (true) {
                        hoard.add(new byte[CHUNK_BYTES]);
                    }
                }
                case "native" -> {
                    while (hoard.size() < 50) {
                        ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK_BYTES);
                        for (int i = 0; i < CHUNK_BYTES; i += 1024) {
                            bytes.put(i, (byte) 1);
                        }
                        hoard.add(bytes);
                    }
                    while (!cancelled.getAsBoolean()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
                default -> throw new IllegalArgumentException(does);
            }
        }

        @Override
        public Predictions predict(RowSet rows) {
            int classes = fold.shape().classes();
            double[] equal = new double[rows.size() * classes];
            java.util.Arrays.fill(equal, 1.0 / classes);
            return new Predictions.Probabilities(classes, equal);
        }

        @Override
        public long modelBytes() {
            return Long.BYTES;
        }

        @Override
        public byte[] save() {
            return new byte[] {(byte) step};
        }

        @Override
        public void restore(byte[] state) {
            step = state[0];
        }

        @Override
        public void close() {
            hoard.clear();
        }
    }
}
