package dev.cairn.trainers.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.Objective;
import dev.cairn.trainers.RegressionLoss;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.TargetScale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** What a model with an output per class, or one for a number, minimises row by row, and how its outputs become predictions. */
public sealed interface OutputLoss {
    int outputs();

    /** The loss of a training row and the direction in output space that lowers it. */
    Pair<Double, SGDVector> ascent(int row, DenseVector output);

    Predictions predictions(Stream<DenseVector> outputs);

    /**
     * Linear outputs as people read them: of a number in its own unit, of two classes the log-odds of the second, of more a score each.
     *
     * @param labels of the classes; none for a number
     * @param weights per sum and input
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Scores(List<String> labels, double[][] weights, double[] intercepts) {}

    /** What weights and intercepts per output amount to. */
    Scores scores(double[][] weights, double[] intercepts);

    private static Scores rescaled(TargetScale scale, double[][] weights, double[] intercepts) {
        double[] scaled = Arrays.stream(weights[0])
                .map(weight -> weight * scale.deviation())
                .toArray();
        return new Scores(List.of(), new double[][] {scaled}, new double[] {scale.original(intercepts[0])});
    }

    /** For a model that predicts means, whatever the objective wants. */
    static OutputLoss ofMeans(Target target, Values values) {
        if (target instanceof Target.Classes classes) {
            return new Softmax(classes, ClassWeights.of(classes, values), new LogMulticlass());
        }
        Target.Numbers numbers = (Target.Numbers) target;
        return new Squares(numbers, TargetScale.fit(numbers), new SquaredLoss());
    }

    static OutputLoss of(Target target, Objective objective, Values values) {
        if (!(target instanceof Target.Numbers numbers)) {
            return ofMeans(target, values);
        }
        RegressionLoss loss = RegressionLoss.of(objective, values);
        if (loss instanceof RegressionLoss.Quantile quantile) {
            return new Pinball(numbers, TargetScale.fit(numbers), quantile.level());
        }
        return loss instanceof RegressionLoss.Absolute
                ? new Pinball(numbers, TargetScale.fit(numbers), 0.5)
                : ofMeans(target, values);
    }

    /** The negative log-likelihood of the true class under a softmax, times what a row of the class counts for. */
    record Softmax(Target.Classes target, ClassWeights weights, LogMulticlass objective) implements OutputLoss {
        @Override
        public int outputs() {
            return target.classes();
        }

        @Override
        public Pair<Double, SGDVector> ascent(int row, DenseVector output) {
            int code = target.codes()[row];
            float weight = weights.ofClass()[code];
            Pair<Double, SGDVector> plain = objective.lossAndGradient(code, output);
            return weight == 1
                    ? plain
                    : new Pair<>(weight * plain.getA(), plain.getB().scale(weight));
        }

        @Override
        public Scores scores(double[][] weights, double[] intercepts) {
            if (target.classes() > 2) {
                return new Scores(target.labels(), weights, intercepts);
            }
            double[] apart = new double[weights[0].length];
            Arrays.setAll(apart, input -> weights[1][input] - weights[0][input]);
            return new Scores(target.labels(), new double[][] {apart}, new double[] {intercepts[1] - intercepts[0]});
        }

        @Override
        public Predictions predictions(Stream<DenseVector> outputs) {
            double[] flat = outputs.flatMapToDouble(output -> {
                        output.normalize(objective.getNormalizer());
                        return Arrays.stream(output.toArray());
                    })
                    .toArray();
            return new Predictions.Probabilities(target.classes(), flat);
        }
    }

    /** Half the squared error of the scaled target. */
    record Squares(Target.Numbers target, TargetScale scale, SquaredLoss objective) implements OutputLoss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Pair<Double, SGDVector> ascent(int row, DenseVector output) {
            double truth = scale.scaled(target.values()[row]);
            return objective.lossAndGradient(DenseVector.createDenseVector(new double[] {truth}), output);
        }

        @Override
        public Scores scores(double[][] weights, double[] intercepts) {
            return rescaled(scale, weights, intercepts);
        }

        @Override
        public Predictions predictions(Stream<DenseVector> outputs) {
            return new Predictions.Values(
                    outputs.mapToDouble(output -> scale.original(output.get(0))).toArray());
        }
    }

    /** The pinball loss of the scaled target, whose least mean is at a quantile; the absolute error at a half. */
    record Pinball(Target.Numbers target, TargetScale scale, double level) implements OutputLoss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public Pair<Double, SGDVector> ascent(int row, DenseVector output) {
            double below = scale.scaled(target.values()[row]) - output.get(0);
            double slope = below > 0 ? level : level - 1;
            return new Pair<>(below * slope, DenseVector.createDenseVector(new double[] {slope}));
        }

        @Override
        public Scores scores(double[][] weights, double[] intercepts) {
            return rescaled(scale, weights, intercepts);
        }

        @Override
        public Predictions predictions(Stream<DenseVector> outputs) {
            return new Predictions.Values(
                    outputs.mapToDouble(output -> scale.original(output.get(0))).toArray());
        }
    }
}
