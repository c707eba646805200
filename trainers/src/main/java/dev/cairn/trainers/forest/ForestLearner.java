package dev.cairn.trainers.forest;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.data.Task;
import dev.cairn.trainers.forest.Sample.Drawing;
import dev.cairn.trainers.split.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One forest; a step is a tree. What it says is the mean over its trees and, for classes, one more that knows only how frequent each class is: no
 * class is impossible because a few trees never saw it.
 */
final class ForestLearner implements Learner {
    /** Larger forests are saved as their number of trees and grown anew: all folds' states are in memory at once. */
    private static final long MOST_SAVED_BYTES = 8L << 20;

    private final Task task;
    private final int classes;
    private final List<String> labels;
    private final int count;
    private final double priorTrees;
    private final int threads;
    private final double mean;
    private final double[] prior;
    private final Binning binning;
    private final Forest forest;
    private @Nullable RowSet lastRows;
    private BinnedTable lastTable = new BinnedTable(0, new byte[0][]);
    private double[] lastSums = new double[0];
    private int lastTrees;

    ForestLearner(
            FoldData fold,
            TreeSettings settings,
            Drawing drawing,
            int count,
            double priorTrees,
            Values values,
            long seed,
            Device device) {
        Target target = fold.train().target();
        this.task = fold.shape().task();
        this.classes = fold.shape().classes();
        this.labels = target instanceof Target.Classes named ? named.labels() : List.of();
        this.count = count;
        this.priorTrees = priorTrees;
        this.threads = device.threads();
        this.mean = target instanceof Target.Numbers numbers
                ? Arrays.stream(numbers.values()).average().orElse(0)
                : 0;
        float[] weights = ClassWeights.of(target, values).ofRows(target);
        this.prior = prior(target, weights);
        this.binning = Binning.fit(fold.train());
        this.forest = new Forest(
                binning.encode(fold.train()),
                binning.columns(),
                Answers.of(target, mean),
                weights,
                settings,
                drawing,
                Seeds.of(seed, "forest"));
    }

    private static double[] prior(Target target, float[] weights) {
        if (!(target instanceof Target.Classes classes)) {
            return new double[0];
        }
        double[] prior = new double[classes.classes()];
        double sum = 0;
        for (int row = 0; row < weights.length; row++) {
            prior[classes.codes()[row]] += weights[row];
            sum += weights[row];
        }
        for (int code = 0; code < prior.length; code++) {
            prior[code] /= sum;
        }
        return prior;
    }

    @Override
    public int step() {
        return forest.trees().size();
    }

    @Override
    public boolean finished() {
        return step() >= count;
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) {
        forest.growTo(Math.min(toStep, count), threads, cancelled);
    }

    @Override
    public Predictions predict(RowSet rows) {
        double[] sums = sums(rows);
        if (task == Task.REGRESSION) {
            return new Predictions.Values(Arrays.stream(sums)
                    .map(sum -> mean + sum / Math.max(1, step()))
                    .toArray());
        }
        double[] flat = new double[rows.size() * classes];
        for (int row = 0; row < rows.size(); row++) {
            for (int code = 0; code < classes; code++) {
                flat[row * classes + code] = (sum(sums, row, code) + priorTrees * prior[code]) / (step() + priorTrees);
            }
        }
        return new Predictions.Probabilities(classes, flat);
    }

    private double sum(double[] sums, int row, int code) {
        if (classes > 2) {
            return sums[row * classes + code];
        }
        return code == 1 ? sums[row] : step() - sums[row];
    }

    /** A fold predicts the same rows again and again; only the new trees are asked. */
    private double[] sums(RowSet rows) {
        if (!rows.equals(lastRows)) {
            lastRows = rows;
            lastTable = binning.encode(rows);
            lastSums = new double[classes > 2 ? rows.size() * classes : rows.size()];
            lastTrees = 0;
        }
        while (lastTrees < step()) {
            forest.trees().get(lastTrees++).addTo(lastSums, classes, lastTable);
        }
        return lastSums;
    }

    /** One tree can be read; many can not. */
    @Override
    public Optional<ReadableModel> readable() {
        if (count != 1 || step() != 1) {
            return Optional.empty();
        }
        Tree tree = forest.trees().get(0);
        TreeReading reading = TreeReading.of(tree, binning, forest.table(), leaf -> says(tree, leaf));
        return Optional.of(new ReadableModel.Questions(labels, reading.root()));
    }

    private List<Double> says(Tree tree, int leaf) {
        float[] said = TreeReading.said(tree, leaf, classes);
        if (task == Task.REGRESSION) {
            return List.of(mean + said[0]);
        }
        List<Double> shares = new ArrayList<>();
        for (int code = 0; code < classes; code++) {
            double share = classes > 2 ? said[code] : code == 1 ? said[0] : 1 - said[0];
            shares.add((share + priorTrees * prior[code]) / (1 + priorTrees));
        }
        return shares;
    }

    @Override
    public long modelBytes() {
        return forest.trees().stream().mapToLong(Tree::bytes).sum();
    }

    @Override
    public byte[] save() throws TrainingFailure {
        boolean small = forest.trees().stream().mapToLong(Tree::bytes).sum() <= MOST_SAVED_BYTES;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(step());
            out.writeBoolean(small);
            if (small) {
                for (Tree tree : forest.trees()) {
                    tree.write(out);
                }
            }
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "a forest cannot be saved", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            int trees = in.readInt();
            if (!in.readBoolean()) {
                advance(trees, () -> false);
                return;
            }
            for (int tree = 0; tree < trees; tree++) {
                forest.trees().add(Tree.read(in));
            }
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the saved forest ends too early", e);
        }
    }

    @Override
    public void close() {}
}
