package dev.cairn.trainers.kernel;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.TrainingFailure;
import dev.cairn.trainers.Whole;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.RowSet;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.TargetScale;
import java.util.Arrays;

/**
 * A fitted kernel machine. Class probabilities are a softmax of the outputs, whose steepness is fitted on what the machine would say about each
 * training row had it not seen it, which is known without fitting again (Cawley and Talbot, Pattern Recognition 2003, §3). Further rounds weigh each
 * feature by how steep the outputs are along it, and the round that does best on rows left out predicts (the diagonal of Radhakrishnan et al.,
 * Science 2024, algorithm 1).
 */
final class KernelRidge implements Whole.Model {
    private final Inputs inputs;
    private final Solution solution;
    private final Answers answers;
    private final Temperature calibration;

    private KernelRidge(Inputs inputs, Solution solution, Answers answers) {
        this.inputs = inputs;
        this.solution = solution;
        this.answers = answers;
        this.calibration = answers.calibration(solution.leftOut());
    }

    static KernelRidge fit(RowSet rows, Values values) throws TrainingFailure {
        Answers answers = Answers.of(rows.target());
        Inputs inputs = Inputs.fit(rows, values.text("columns").equals("common"));
        Inputs best = inputs;
        Solution solution = solved(inputs, rows, answers, values);
        Solution latest = solution;
        for (int round = 1; round < values.whole("rounds"); round++) {
            inputs = inputs.stretched(relevances(latest.slopes()));
            latest = solved(inputs, rows, answers, values);
            if (latest.loss() < solution.loss()) {
                solution = latest;
                best = inputs;
            }
        }
        return new KernelRidge(best, solution, answers);
    }

    private static Solution solved(Inputs inputs, RowSet rows, Answers answers, Values values) throws TrainingFailure {
        double[][] points = inputs.of(rows);
        double spread = 0;
        for (double[] feature : points) {
            spread += Arrays.stream(feature).map(at -> at * at).sum() / Math.max(1, feature.length);
        }
        Kernel kernel = new Kernel(
                values.text("kernel").equals("laplace"),
                values.real("gamma"),
                values.real("linear"),
                spread > 0 ? spread : 1);
        return Solution.of(kernel, points, penalties(rows.target(), values), answers.centred());
    }

    private static double[] penalties(Target target, Values values) {
        double penalty = values.real("l2");
        double[] penalties = new double[target.rows()];
        Arrays.fill(penalties, penalty);
        ClassWeights weights = ClassWeights.of(target, values);
        if (target instanceof Target.Classes classes && !weights.equal()) {
            Arrays.setAll(penalties, row -> penalty / Math.max(1e-6, weights.ofClass()[classes.codes()[row]]));
        }
        return penalties;
    }

    /** In units of the steepest; the roots, so that one round alone forgets no feature. */
    private static double[] relevances(double[] slopes) {
        double most = Arrays.stream(slopes).max().orElse(0);
        return Arrays.stream(slopes)
                .map(slope -> most > 0 ? Math.pow(slope / most, 0.25) : 1)
                .toArray();
    }

    @Override
    public long bytes() {
        return solution.bytes();
    }

    @Override
    public Predictions predict(RowSet rows) {
        double[][] others = inputs.of(rows);
        double[][] said = new double[rows.size()][];
        for (int row = 0; row < said.length; row++) {
            said[row] = solution.outputs(others, row);
        }
        return answers.predictions(said, calibration);
    }

    /**
     * The truth as outputs of mean 0: the number, or 1 for a row's class and -1 for the others; two classes share one output.
     *
     * @param means what was taken off
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Answers(Target target, double[][] centred, double[] means, TargetScale scale) {
        static Answers of(Target target) {
            if (target instanceof Target.Numbers numbers) {
                TargetScale scale = TargetScale.fit(numbers);
                double[] scaled =
                        Arrays.stream(numbers.values()).map(scale::scaled).toArray();
                return new Answers(target, new double[][] {scaled}, new double[] {0}, scale);
            }
            Target.Classes classes = (Target.Classes) target;
            int outputs = classes.classes() == 2 ? 1 : classes.classes();
            double[][] centred = new double[outputs][target.rows()];
            double[] means = new double[outputs];
            for (int output = 0; output < outputs; output++) {
                int label = outputs == 1 ? 1 : output;
                double[] signs = centred[output];
                Arrays.setAll(signs, row -> classes.codes()[row] == label ? 1 : -1);
                double mean = Arrays.stream(signs).average().orElse(0);
                means[output] = mean;
                Arrays.setAll(signs, row -> signs[row] - mean);
            }
            return new Answers(target, centred, means, new TargetScale(0, 1));
        }

        Temperature calibration(double[][] leftOut) {
            if (!(target instanceof Target.Classes classes)) {
                return new Temperature(1);
            }
            double[][] scores = new double[target.rows()][];
            for (int row = 0; row < scores.length; row++) {
                double[] outputs = new double[leftOut.length];
                for (int output = 0; output < outputs.length; output++) {
                    outputs[output] = leftOut[output][row];
                }
                scores[row] = scores(outputs);
            }
            return Temperature.fit(scores, classes.codes());
        }

        Predictions predictions(double[][] said, Temperature calibration) {
            if (target instanceof Target.Classes classes) {
                double[] flat = new double[said.length * classes.classes()];
                for (int row = 0; row < said.length; row++) {
                    double[] probabilities = calibration.probabilities(scores(said[row]));
                    System.arraycopy(probabilities, 0, flat, row * probabilities.length, probabilities.length);
                }
                return new Predictions.Probabilities(classes.classes(), flat);
            }
            return new Predictions.Values(Arrays.stream(said)
                    .mapToDouble(outputs -> scale.original(outputs[0]))
                    .toArray());
        }

        private double[] scores(double[] outputs) {
            double[] scores = new double[Math.max(2, outputs.length)];
            for (int output = 0; output < outputs.length; output++) {
                scores[output] = outputs[output] + means[output];
            }
            if (outputs.length == 1) {
                scores[1] = scores[0];
                scores[0] = -scores[1];
            }
            return scores;
        }
    }
}
