package dev.cairn.trainers.forest;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.split.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One boosted committee. Its votes are made probabilities on rows set aside. Trees are small, so that what is saved is their number: they are grown
 * anew.
 */
final class AdaBoostLearner implements Learner {
    private static final double CALIBRATED_ON = 0.15;

    /** A tree without errors would outvote all others for ever. */
    private static final double LEAST_ERROR = 1e-6;

    private final int classes;
    private final int count;
    private final double rate;
    private final TreeSettings settings;
    private final long seed;
    private final Binning binning;
    private final BinnedTable fitted;
    private final Answers answers;
    private final int[] codes;
    private final float[] weights;
    private final RowSet watch;
    private final BinnedTable watched;
    private final List<Tree> trees = new ArrayList<>();
    private final List<Double> votes = new ArrayList<>();
    private boolean exhausted;

    AdaBoostLearner(FoldData fold, Values values, long seed) {
        this.classes = fold.shape().classes();
        this.count = Math.toIntExact(values.whole("trees"));
        this.rate = values.real("lr");
        this.settings = new TreeSettings(
                TreesTrainer.features(fold.shape()),
                Math.toIntExact(values.whole("depth")),
                TreeSettings.UNLIMITED,
                Math.toIntExact(values.whole("minLeaf")),
                Criterion.GINI,
                false);
        this.seed = Seeds.of(seed, "adaBoost");
        InnerSplit split = fold.innerSplit(CALIBRATED_ON, Seeds.of(seed, "inner"));
        this.binning = Binning.fit(split.fit());
        this.fitted = binning.encode(split.fit());
        this.watch = split.watch();
        this.watched = binning.encode(watch);
        Target.Classes target = (Target.Classes) split.fit().target();
        this.codes = target.codes();
        this.answers = Answers.of(target, 0);
        this.weights = ClassWeights.of(fold.train().target(), values).ofRows(target);
    }

    @Override
    public int step() {
        return trees.size();
    }

    @Override
    public boolean finished() {
        return step() >= count || exhausted;
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) {
        while (step() < toStep && !finished() && !cancelled.getAsBoolean()) {
            Optional<Tree> grown = grow(cancelled);
            if (grown.isEmpty()) {
                return;
            }
            take(grown.get());
        }
    }

    private Optional<Tree> grow(BooleanSupplier cancelled) {
        int[] rows = new int[codes.length];
        Arrays.setAll(rows, row -> row);
        Sample sample = new Sample(rows, weights.clone(), answers);
        return new TreeGrower(sample, fitted, binning.columns(), settings, Sample.random(seed, step())).grow(cancelled);
    }

    /** Ends the committee before a tree that is no better than chance; the first is taken in any case. */
    private void take(Tree tree) {
        int[] said = labels(tree, fitted);
        double sum = 0;
        double wrong = 0;
        for (int row = 0; row < codes.length; row++) {
            sum += weights[row];
            wrong += said[row] == codes[row] ? 0 : weights[row];
        }
        double error = Math.max(LEAST_ERROR, wrong / sum);
        double vote = rate * (Math.log((1 - error) / error) + Math.log(classes - 1));
        exhausted = vote <= 0 || wrong == 0;
        if (vote <= 0 && !trees.isEmpty()) {
            return;
        }
        trees.add(tree);
        votes.add(Math.max(vote, rate * LEAST_ERROR));
        weigh(said, vote);
    }

    /** Brings the mean weight back to 1, which leaves no room for it to overflow. */
    private void weigh(int[] said, double vote) {
        double sum = 0;
        for (int row = 0; row < codes.length; row++) {
            weights[row] *= said[row] == codes[row] ? 1 : (float) Math.exp(vote);
            sum += weights[row];
        }
        for (int row = 0; row < codes.length; row++) {
            weights[row] = (float) Math.max(1e-9, weights[row] * (codes.length / sum));
        }
    }

    private int[] labels(Tree tree, BinnedTable table) {
        int width = classes > 2 ? classes : 1;
        double[] shares = new double[table.rows() * width];
        tree.addTo(shares, classes, table);
        int[] labels = new int[table.rows()];
        for (int row = 0; row < labels.length; row++) {
            if (width == 1) {
                labels[row] = shares[row] > 0.5 ? 1 : 0;
            } else {
                for (int code = 1; code < classes; code++) {
                    labels[row] = shares[row * width + code] > shares[row * width + labels[row]] ? code : labels[row];
                }
            }
        }
        return labels;
    }

    /** Row by row, the share of the votes that each class got. */
    private double[][] scores(BinnedTable table) {
        double[][] scores = new double[table.rows()][classes];
        double all = votes.stream().mapToDouble(Double::doubleValue).sum();
        for (int tree = 0; tree < trees.size(); tree++) {
            int[] labels = labels(trees.get(tree), table);
            for (int row = 0; row < labels.length; row++) {
                scores[row][labels[row]] += votes.get(tree) / all;
            }
        }
        return scores;
    }

    @Override
    public Predictions predict(RowSet rows) {
        Temperature temperature = watch.size() == 0
                ? new Temperature(1)
                : Temperature.fit(scores(watched), ((Target.Classes) watch.target()).codes());
        double[][] scores = scores(binning.encode(rows));
        double[] flat = new double[scores.length * classes];
        for (int row = 0; row < scores.length; row++) {
            System.arraycopy(temperature.probabilities(scores[row]), 0, flat, row * classes, classes);
        }
        return new Predictions.Probabilities(classes, flat);
    }

    @Override
    public long modelBytes() {
        return trees.stream().mapToLong(Tree::bytes).sum();
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(step()).array();
    }

    @Override
    public void restore(byte[] state) {
        advance(ByteBuffer.wrap(state).getInt(), () -> false);
    }

    @Override
    public void close() {}
}
