package dev.cairn.trainers.lightgbm;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Device;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.FoldData.InnerSplit;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.Patience;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.lightgbm.Native.Floats;
import dev.cairn.trainers.split.Seeds;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One boosted model. Grows trees on most of the fold's training rows and watches its loss on the others, which chooses the number of rounds.
 * LightGBM keeps the streams it draws rows and columns from to itself, so a saved model could not go on as if nothing had happened: what is saved is
 * the number of rounds, which are grown anew.
 */
final class LightgbmLearner implements Learner {
    private static final double WATCHED = 0.15;

    /** Scores are added up in blocks that begin at the same rounds whenever they are asked for: the last bit depends on the order. */
    private static final int BLOCK_ROUNDS = 10;

    private final FoldData fold;
    private final Values values;
    private final Features features;
    private final Optional<TargetScale> scale;
    private final int rounds;
    private final Patience patience;
    private final Dataset fitted;
    private final @Nullable Dataset watched;
    private final Booster booster;
    private @Nullable Asked lastAsked;
    private int step;
    private boolean exhausted;

    /** Rows that were predicted, and the sum of their scores over whole blocks of rounds: a fold predicts the same rows again and again. */
    private static final class Asked {
        final RowSet rows;
        final Floats cells;
        final double[] scores;
        int rounds;

        Asked(RowSet rows, Matrix matrix, int outputs) {
            this.rows = rows;
            this.cells = Floats.of(matrix.cells());
            this.scores = new double[matrix.rows() * outputs];
        }
    }

    LightgbmLearner(FoldData fold, Values values, long seed, Device device) throws TrainingFailure {
        Native.load();
        this.fold = fold;
        this.values = values;
        this.rounds = Math.toIntExact(values.whole("rounds"));
        this.patience = new Patience(Math.toIntExact(values.whole("patience")));
        this.features = Features.fit(fold.train(), FeatureSpec.RAW);
        this.scale = fold.train().target() instanceof Target.Numbers numbers
                ? Optional.of(TargetScale.fit(numbers))
                : Optional.empty();
        LightgbmParameters parameters = new LightgbmParameters(fold, values, Seeds.of(seed, "lightgbm"), device);
        InnerSplit split = fold.innerSplit(WATCHED, Seeds.of(seed, "inner"));
        String bins = parameters.ofDataset(fold.train().frame());
        this.fitted = Dataset.of(features.transform(split.fit()), bins, labels(split.fit()), weights(split.fit()));
        this.watched = split.watch().size() == 0
                ? null
                : fitted.alike(features.transform(split.watch()), bins, labels(split.watch()), weights(split.watch()));
        this.booster = Booster.of(fitted, parameters.ofBooster());
        if (watched != null) {
            booster.watch(watched);
        }
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= rounds || exhausted || patience.exhausted(step);
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) throws TrainingFailure {
        while (step < toStep && !finished() && !cancelled.getAsBoolean()) {
            if (booster.grow() || step == 0) {
                step++;
                patience.tell(step, watched == null ? -step : booster.watchedLoss());
            } else {
                exhausted = true;
            }
        }
    }

    @Override
    public Predictions predict(RowSet rows) throws TrainingFailure {
        double[] scores = scores(rows);
        if (scale.isPresent()) {
            double[] numbers = new double[scores.length];
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] = scale.get().original(scores[row]);
            }
            return new Predictions.Values(numbers);
        }
        return new Predictions.Probabilities(
                fold.shape().classes(), fold.shape().classes() == 2 ? sigmoid(scores) : softmax(scores));
    }

    private int outputs() {
        return Math.max(1, fold.shape().classes() == 2 ? 1 : fold.shape().classes());
    }

    private double[] scores(RowSet rows) throws TrainingFailure {
        Asked asked = lastAsked;
        if (asked == null || !asked.rows.equals(rows)) {
            forget();
            asked = new Asked(rows, features.transform(rows), outputs());
            lastAsked = asked;
        }
        int best = patience.bestStep();
        for (; asked.rounds + BLOCK_ROUNDS <= best; asked.rounds += BLOCK_ROUNDS) {
            add(asked, asked.rounds + BLOCK_ROUNDS, asked.scores);
        }
        double[] scores = asked.scores.clone();
        if (asked.rounds < best) {
            add(asked, best, scores);
        }
        return scores;
    }

    private void add(Asked asked, int toRound, double[] scores) throws TrainingFailure {
        double[] added =
                booster.scores(asked.cells, asked.rows.size(), features.width(), outputs(), asked.rounds, toRound);
        for (int i = 0; i < added.length; i++) {
            scores[i] += added[i];
        }
    }

    private static double[] sigmoid(double[] scores) {
        double[] flat = new double[2 * scores.length];
        for (int row = 0; row < scores.length; row++) {
            double yes = 1 / (1 + Math.exp(-scores[row]));
            flat[2 * row] = 1 - yes;
            flat[2 * row + 1] = yes;
        }
        return flat;
    }

    private double[] softmax(double[] scores) {
        int classes = outputs();
        double[] flat = new double[scores.length];
        for (int from = 0; from < scores.length; from += classes) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < classes; label++) {
                highest = Math.max(highest, scores[from + label]);
            }
            double sum = 0;
            for (int label = 0; label < classes; label++) {
                flat[from + label] = Math.exp(scores[from + label] - highest);
                sum += flat[from + label];
            }
            for (int label = 0; label < classes; label++) {
                flat[from + label] /= sum;
            }
        }
        return flat;
    }

    @Override
    public long modelBytes() throws TrainingFailure {
        return booster.text(Math.max(1, patience.bestStep())).length();
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(step).array();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        advance(ByteBuffer.wrap(state).getInt(), () -> false);
    }

    @Override
    public void close() {
        forget();
        booster.close();
        fitted.close();
        if (watched != null) {
            watched.close();
        }
    }

    private void forget() {
        if (lastAsked != null) {
            lastAsked.cells.close();
            lastAsked = null;
        }
    }

    /** Empty when all count the same. */
    private float[] weights(RowSet rows) {
        ClassWeights weights = ClassWeights.of(fold.train().target(), values);
        return weights.equal() ? new float[0] : weights.ofRows(rows.target());
    }

    private float[] labels(RowSet rows) {
        float[] labels = new float[rows.size()];
        Target target = rows.target();
        for (int row = 0; row < labels.length; row++) {
            labels[row] = target instanceof Target.Classes classes
                    ? classes.codes()[row]
                    : (float) scale.orElseThrow().scaled(((Target.Numbers) target).values()[row]);
        }
        return labels;
    }
}
