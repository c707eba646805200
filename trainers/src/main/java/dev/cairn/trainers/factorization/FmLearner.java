package dev.cairn.trainers.factorization;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.FoldData;
import dev.cairn.trainers.Learner;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.feature.FeatureSpec;
import dev.cairn.trainers.feature.Features;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.split.Seeds;
import dev.cairn.trainers.tribuo.OutputLoss;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tribuo.common.sgd.FMParameters;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.optimisers.AdaGrad;

/**
 * One factorization machine, fitted one row at a time. Tribuo's optimizer keeps its sums of squares to itself, so what is saved is the number of
 * epochs, which are run anew; each draws its order from seed and epoch.
 */
final class FmLearner implements Learner {
    private static final double FLOOR = 0.1;

    /** Rows between two looks at whether it was called off. */
    private static final int ROWS_BETWEEN_LOOKS = 1024;

    private final Features features;
    private final Matrix inputs;
    private final OutputLoss loss;
    private final FMParameters parameters;
    private final AdaGrad optimizer;
    private final long seed;
    private final int epochs;
    private final int factors;
    private int step;

    FmLearner(FoldData fold, Values values, long seed) {
        this.features = Features.fit(fold.train(), FeatureSpec.DENSE);
        this.inputs = features.transform(fold.train());
        this.loss = OutputLoss.ofMeans(fold.train().target(), values);
        this.seed = seed;
        this.epochs = Math.toIntExact(values.whole("epochs"));
        this.factors = Math.toIntExact(values.whole("factors"));
        this.parameters = new FMParameters(
                Seeds.random(seed, "factors"), features.width(), loss.outputs(), factors, values.real("spread"));
        this.optimizer = new AdaGrad(values.real("lr"), FLOOR);
        optimizer.initialise(parameters);
    }

    @Override
    public int step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= epochs;
    }

    @Override
    public void advance(int toStep, BooleanSupplier cancelled) {
        while (step < toStep && !finished() && epoch(cancelled)) {
            step++;
        }
    }

    /** One pass over the rows in a new order. Returns false when called off in between: what is saved then is learned anew from the beginning. */
    private boolean epoch(BooleanSupplier cancelled) {
        int[] order = shuffled(inputs.rows(), Seeds.random(seed, "epoch", step));
        for (int i = 0; i < order.length; i++) {
            if (i % ROWS_BETWEEN_LOOKS == 0 && cancelled.getAsBoolean()) {
                return false;
            }
            DenseVector input = input(inputs, order[i]);
            parameters.update(
                    optimizer.step(parameters.gradients(loss.ascent(order[i], parameters.predict(input)), input), 1.0));
        }
        return true;
    }

    @Override
    public Predictions predict(RowSet rows) {
        Matrix asked = features.transform(rows);
        return loss.predictions(
                IntStream.range(0, asked.rows()).mapToObj(row -> parameters.predict(input(asked, row))));
    }

    private static DenseVector input(Matrix matrix, int row) {
        double[] cells = new double[matrix.columns()];
        for (int column = 0; column < cells.length; column++) {
            cells[column] = matrix.at(row, column);
        }
        return DenseVector.createDenseVector(cells);
    }

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

    @Override
    public long modelBytes() {
        long perInput = 1L + factors;
        return (long) Double.BYTES * loss.outputs() * (1 + perInput * features.width());
    }

    @Override
    public byte[] save() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(step).array();
    }

    @Override
    public void restore(byte[] state) {
        advance(ByteBuffer.wrap(state).getInt(), () -> false);
    }

    @Override
    public void close() {}
}
