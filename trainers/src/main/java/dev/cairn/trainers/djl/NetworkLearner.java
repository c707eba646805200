package dev.cairn.trainers.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.MemoryFailure;
import dev.cairn.trainers.Patience;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One network while it learns; a step is an epoch. It is fitted on most of the fold's training rows and watches its loss
 * on the others, which selects the epoch whose parameters predict (early stopping, Prechelt 1998).
 */
final class NetworkLearner implements Learner {
    private static final double WATCHED = 0.15;
    private static final int VERSION = 1;

    private static final int FEW_BATCHES = 8;

    /** Cells that are handed to the engine at once, 1 MiB. */
    private static final int CHUNK_CELLS = 1 << 18;

    private final Network network;
    private final NetworkSettings settings;
    private final Inputs inputs;
    private final Loss loss;
    private final long seed;
    private final Table fitted;
    private final Target fittedTarget;
    private final Table watched;
    private final Target watchedTarget;
    private final Patience patience;
    private final NDManager manager;
    private final Weights weights;
    private @Nullable Table lastTable;
    private int step;

    NetworkLearner(
            FoldData fold,
            Inputs inputs,
            Loss loss,
            Network network,
            NetworkSettings settings,
            long seed,
            Device device)
            throws TrainingFailure {
        this.network = network;
        this.settings = settings;
        this.inputs = inputs;
        this.loss = loss;
        this.seed = seed;
        InnerSplit split = fold.innerSplit(WATCHED, Seeds.of(seed, "inner"));
        this.fitted = inputs.table(split.fit());
        this.fittedTarget = split.fit().target();
        this.watched = inputs.table(split.watch());
        this.watchedTarget = split.watch().target();
        this.patience = new Patience(settings.patience());
        this.manager = Torch.manager(device);
        this.weights = new Weights(
                manager,
                network.parameters(Seeds.random(seed, "initial")),
                settings.optimizer(),
                settings.learningRate(),
                settings.l2());
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= settings.epochs() || patience.exhausted(step);
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        try {
            while (step < toStep && !finished() && epoch(cancelled)) {
                step++;
                if (patience.tell(step, watchedLoss())) {
                    weights.select();
                }
            }
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object means the same numbers without reading them all again
    public Predictions predict(RowSet rows) throws TrainingFailure {
        Table table = lastTable;
        if (table == null || table.rows() != rows) {
            table = inputs.table(rows);
            lastTable = table;
        }
        try {
            return loss.predictions(outputs(table, weights.selected()));
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    @Override
    public long modelBytes() {
        return weights.bytes();
    }

    @Override
    public byte[] save() throws TrainingFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeInt(step);
            patience.write(out);
            weights.write(out);
        } catch (IOException e) {
            throw failure(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new TrainingFailure(Kind.CODE, "a saved network of version " + version + " is not known");
            }
            step = in.readInt();
            patience.read(in);
            weights.read(in);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    /** An epoch that is called off is taken back. One of few batches is not left: a copy of the parameters would take long beside it. */
    private boolean epoch(BooleanSupplier cancelled) throws TrainingFailure {
        boolean leavable = fitted.size() / settings.batchSize() >= FEW_BATCHES;
        if (!leavable) {
            return !cancelled.getAsBoolean() && pass(() -> false);
        }
        Weights.State before = weights.state();
        boolean whole = pass(cancelled);
        if (!whole) {
            weights.back(before);
        }
        return whole;
    }

    /** One pass over the rows in a new order. Returns false when called off in between. */
    private boolean pass(BooleanSupplier cancelled) throws TrainingFailure {
        Torch.seed(Seeds.of(seed, "dropout", step));
        int[] order = shuffled(fitted.size(), Seeds.random(seed, "order", step));
        int batch = settings.batchSize();
        int chunk = Math.max(1, CHUNK_CELLS / (batch * fitted.width())) * batch;
        for (int from = 0; from < order.length; from += chunk) {
            int to = Math.min(order.length, from + chunk);
            try (NDManager scope = manager.newSubManager()) {
                NDList rows =
                        Torch.split(Torch.array(scope, fitted.read(order, from, to), to - from, fitted.width()), batch);
                float[] truth = loss.answers(fittedTarget, order, from, to);
                NDList answers = Torch.split(Torch.array(scope, truth, to - from, loss.outputs()), batch);
                for (int i = 0; i < rows.size(); i++) {
                    if (cancelled.getAsBoolean()) {
                        return false;
                    }
                    learn(rows.get(i), answers.get(i));
                }
            }
        }
        return true;
    }

    private void learn(NDArray rows, NDArray answers) {
        try (NDManager scope = manager.newSubManager()) {
            // Results live where their input lives.
            rows.attach(scope);
            answers.attach(scope);
            Torch.record(true);
            try {
                NDArray output = network.forward(rows, weights.current(), true);
                Torch.backward(output, loss.gradient(output, answers));
            } finally {
                Torch.record(false);
            }
            weights.update(Math.toIntExact(rows.getShape().get(0)));
        }
    }

    /** Without rows to watch, the latest epoch is always the best. */
    private double watchedLoss() throws TrainingFailure {
        if (watched.size() == 0) {
            return -step;
        }
        double mean = loss.mean(outputs(watched, weights.current()), watchedTarget);
        if (!Double.isFinite(mean)) {
            throw new TrainingFailure(Kind.DIVERGED, "the network's loss left the finite numbers in epoch " + step);
        }
        return mean;
    }

    private float[] outputs(Table table, List<NDArray> parameters) {
        Torch.record(false);
        float[] all = new float[table.size() * loss.outputs()];
        int[] order = IntStream.range(0, table.size()).toArray();
        int chunk = Math.max(1, CHUNK_CELLS / table.width());
        for (int from = 0; from < order.length; from += chunk) {
            int to = Math.min(order.length, from + chunk);
            try (NDManager scope = manager.newSubManager()) {
                NDArray rows = Torch.array(scope, table.read(order, from, to), to - from, table.width());
                float[] part = network.forward(rows, parameters, false).toFloatArray();
                System.arraycopy(part, 0, all, from * loss.outputs(), part.length);
            }
        }
        return all;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private static TrainingFailure failure(Exception e) {
        String text = String.valueOf(e.getMessage());
        return new TrainingFailure(MemoryFailure.kind(text).orElse(Kind.CODE), "the network: " + text, e);
    }
}
