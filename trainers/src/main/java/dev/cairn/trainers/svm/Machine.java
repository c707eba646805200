package dev.cairn.trainers.svm;

import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.tribuo.TribuoRows;
import libsvm.svm_model;
import libsvm.svm_node;
import org.tribuo.classification.Label;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/** A fitted support vector machine. */
sealed interface Machine {
    Predictions predict(Matrix inputs);

    /** Tribuo's. */
    LibSVMModel<?> model();

    default long bytes() {
        return bytes(model());
    }

    /** Of the support vectors and their weights, as LibSVM keeps them: a number and its place for each cell. */
    static long bytes(LibSVMModel<?> model) {
        long bytes = 0;
        for (svm_model part : model.getInnerModels()) {
            for (svm_node[] vector : part.SV) {
                bytes += 16L * vector.length + 8L * part.sv_coef.length;
            }
        }
        return bytes;
    }

    /** With probabilities; 0 for a class that the fold did not have. */
    record Classifier(LibSVMModel<Label> model, Temperature calibration, int classes) implements Machine {
        @Override
        public Predictions predict(Matrix inputs) {
            PairedClassifier pairs = new PairedClassifier(model);
            int[] codes = pairs.codes();
            double[][] scores = pairs.scores(inputs);
            double[] flat = new double[inputs.rows() * classes];
            for (int row = 0; row < scores.length; row++) {
                double[] probabilities = calibration.probabilities(scores[row]);
                for (int label = 0; label < codes.length; label++) {
                    flat[row * classes + codes[label]] = probabilities[label];
                }
            }
            return new Predictions.Probabilities(classes, flat);
        }
    }

    /** Of a scaled target. */
    record Regression(LibSVMModel<Regressor> model, TargetScale scale) implements Machine {
        @Override
        public Predictions predict(Matrix inputs) {
            String[] names = TribuoRows.names(inputs);
            double[] values = new double[inputs.rows()];
            for (int row = 0; row < values.length; row++) {
                Regressor said = model.predict(
                                TribuoRows.example(inputs, row, names, RegressionFactory.UNKNOWN_REGRESSOR))
                        .getOutput();
                values[row] = scale.original(said.getValues()[0]);
            }
            return new Predictions.Values(values);
        }
    }
}
