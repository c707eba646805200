package dev.cairn.trainers.linear;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.ReadableModel;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.TrainingFailure.Kind;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.OutputLoss;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.Tensor;

/** One linear model. Every random draw is a function of seed and epoch, so weights and squared gradients are all there is to save. */
final class LinearLearner implements Learner {
    private static final int ROWS_BETWEEN_QUESTIONS = 512;

    private final Features features;
    private final Matrix inputs;
    private final OutputLoss loss;
    private final LinearParameters parameters;
    private final ElasticNetAdaGrad optimizer;
    private final long seed;
    private final int epochs;
    private final int batch;
    private final int maxTerms;
    private int step;

    LinearLearner(FoldData fold, Values values, long seed) {
        this.features = Features.fit(fold.train(), FeatureSpec.DENSE);
        this.inputs = features.transform(fold.train());
        this.loss = OutputLoss.of(fold.train().target(), fold.objective(), values);
        this.parameters = new LinearParameters(features.width() + 1, loss.outputs());
        this.optimizer = new ElasticNetAdaGrad(
                parameters.getWeightMatrix(), values.real("lr"), values.real("l1"), values.real("l2"));
        this.seed = seed;
        this.epochs = Math.toIntExact(values.whole("epochs"));
        this.batch = Math.toIntExact(values.whole("batch"));
        this.maxTerms = Math.toIntExact(values.whole(LinearTrainer.MAX_TERMS));
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= epochs;
    }

    /** An epoch that is called off is taken back. */
    @Override
    public void advance(int toStep, BooleanSupplier cancelled) {
        while (step < toStep && !finished() && epoch(cancelled)) {
            step++;
        }
    }

    private boolean epoch(BooleanSupplier cancelled) {
        ElasticNetAdaGrad.State before = optimizer.state();
        int[] order = shuffled(inputs.rows(), Seeds.random(seed, "epoch", step));
        int sinceAsked = ROWS_BETWEEN_QUESTIONS;
        for (int from = 0; from < order.length; from += batch) {
            if (sinceAsked >= ROWS_BETWEEN_QUESTIONS) {
                if (cancelled.getAsBoolean()) {
                    optimizer.back(before);
                    return false;
                }
                sinceAsked = 0;
            }
            learn(order, from, Math.min(order.length, from + batch));
            sinceAsked += batch;
        }
        if (maxTerms > 0) {
            optimizer.keep(maxTerms);
        }
        return true;
    }

    private void learn(int[] order, int from, int to) {
        DenseMatrix sum = new DenseMatrix(loss.outputs(), inputs.columns() + 1);
        for (int i = from; i < to; i++) {
            DenseVector input = input(inputs, order[i]);
            Tensor[] ascent = parameters.gradients(loss.ascent(order[i], parameters.predict(input)), input);
            sum.intersectAndAddInPlace(ascent[0], value -> value);
        }
        optimizer.step(sum, 1.0 / (to - from));
    }

    @Override
    public Predictions predict(RowSet rows) {
        Matrix asked = features.transform(rows);
        return loss.predictions(
                IntStream.range(0, asked.rows()).mapToObj(row -> parameters.predict(input(asked, row))));
    }

    @Override
    public Optional<ReadableModel> readable() {
        DenseMatrix learned = parameters.getWeightMatrix();
        int width = features.width();
        double[][] weights = new double[loss.outputs()][width];
        double[] intercepts = new double[loss.outputs()];
        for (int output = 0; output < weights.length; output++) {
            for (int input = 0; input < width; input++) {
                weights[output][input] = learned.get(output, input);
            }
            intercepts[output] = learned.get(output, width);
        }
        OutputLoss.Scores scores = loss.scores(weights, intercepts);
        return Optional.of(ReadableModel.sum(
                scores.labels(), features.readings(), scores.weights(), scores.intercepts(), inputs.deviations()));
    }

    /** The row, and a 1 for the intercept. */
    private static DenseVector input(Matrix matrix, int row) {
        double[] cells = new double[matrix.columns() + 1];
        for (int column = 0; column < matrix.columns(); column++) {
            cells[column] = matrix.at(row, column);
        }
        cells[matrix.columns()] = 1;
        return DenseVector.createDenseVector(cells);
    }

    @Override
    public long modelBytes() {
        return (long) Double.BYTES * loss.outputs() * (features.width() + 1);
    }

    @Override
    public byte[] save() throws TrainingFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(step);
            optimizer.write(out);
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "a linear model cannot be saved", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void restore(byte[] state) throws TrainingFailure {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            step = in.readInt();
            optimizer.read(in);
        } catch (IOException e) {
            throw new TrainingFailure(Kind.CODE, "the saved linear model ends too early", e);
        }
    }

    @Override
    public void close() {}

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
