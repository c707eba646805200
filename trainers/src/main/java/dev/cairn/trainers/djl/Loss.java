package dev.cairn.trainers.djl;

import ai.djl.ndarray.NDArray;
import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.TargetScale;

/** What a network's output means, how wrong it is, and in which direction it should move. */
sealed interface Loss {
    /** Columns of the network's output. */
    int outputs();

    /** The answers at these positions, as rows of {@link #outputs} numbers. */
    float[] answers(Target target, int[] positions, int from, int to);

    /** The gradient of the batch's summed loss with respect to the network's output. */
    NDArray gradient(NDArray output, NDArray answers);

    /** The mean loss of these outputs; NaN or infinite when the network has diverged. */
    double mean(float[] outputs, Target target);

    Predictions predictions(float[] outputs);

    static Loss of(Target target, Values values) {
        if (target instanceof Target.Classes classes) {
            return new CrossEntropy(classes.classes(), ClassWeights.of(classes, values));
        }
        return new SquaredError(TargetScale.fit((Target.Numbers) target));
    }

    /** Of a softmax over the classes, times what a row of the true class counts for; its gradient is the softmax minus the truth. */
    record CrossEntropy(int outputs, ClassWeights weights) implements Loss {
        @Override
        public float[] answers(Target target, int[] positions, int from, int to) {
            int[] codes = ((Target.Classes) target).codes();
            float[] answers = new float[(to - from) * outputs];
            for (int i = from; i < to; i++) {
                int code = codes[positions[i]];
                answers[(i - from) * outputs + code] = weights.ofClass()[code];
            }
            return answers;
        }

        @Override
        public NDArray gradient(NDArray output, NDArray answers) {
            NDArray softmax = Torch.detachedSoftmax(output);
            if (weights.equal()) {
                return softmax.subi(answers);
            }
            try (NDArray ofRows = answers.sum(new int[] {1}, true)) {
                return softmax.muli(ofRows).subi(answers);
            }
        }

        @Override
        public double mean(float[] logits, Target target) {
            int[] codes = ((Target.Classes) target).codes();
            double sum = 0;
            double rows = 0;
            for (int row = 0; row < codes.length; row++) {
                double weight = weights.ofClass()[codes[row]];
                sum += weight * (logNormaliser(logits, row) - logits[row * outputs + codes[row]]);
                rows += weight;
            }
            return sum / rows;
        }

        @Override
        public Predictions predictions(float[] logits) {
            double[] probabilities = new double[logits.length];
            for (int row = 0; row * outputs < logits.length; row++) {
                double normaliser = logNormaliser(logits, row);
                for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                    probabilities[i] = Math.exp(logits[i] - normaliser);
                }
            }
            return new Predictions.Probabilities(outputs, probabilities);
        }

        /** The logarithm of the sum of exponentials, taken from the largest logit so that nothing overflows. */
        private double logNormaliser(float[] logits, int row) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                largest = Math.max(largest, logits[i]);
            }
            double sum = 0;
            for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                sum += Math.exp(logits[i] - largest);
            }
            return largest + Math.log(sum);
        }
    }

    /** Of the standardised target. */
    record SquaredError(TargetScale scale) implements Loss {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float[] answers(Target target, int[] positions, int from, int to) {
            double[] values = ((Target.Numbers) target).values();
            float[] answers = new float[to - from];
            for (int i = from; i < to; i++) {
                answers[i - from] = (float) scale.scaled(values[positions[i]]);
            }
            return answers;
        }

        @Override
        public NDArray gradient(NDArray output, NDArray answers) {
            return Torch.detached(output).sub(answers).muli(2);
        }

        @Override
        public double mean(float[] outputs, Target target) {
            double[] values = ((Target.Numbers) target).values();
            double sum = 0;
            for (int row = 0; row < values.length; row++) {
                double error = outputs[row] - scale.scaled(values[row]);
                sum += error * error;
            }
            return sum / values.length;
        }

        @Override
        public Predictions predictions(float[] outputs) {
            double[] values = new double[outputs.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = scale.original(outputs[row]);
            }
            return new Predictions.Values(values);
        }
    }
}
