package dev.cairn.trainers.svm;

import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.common.libsvm.LibSVMTrainer;

/** LibSVM's machines for each pair of classes, and the score that each class gets from them. */
record PairedClassifier(LibSVMModel<Label> model) {
    /** Our code of each class that the machines know, in their order. */
    int[] codes() {
        return Arrays.stream(inner().label)
                .map(id ->
                        Integer.parseInt(model.getOutputIDInfo().getOutput(id).getLabel()))
                .toArray();
    }

    /** Row by row, a score per class in the order of {@link #codes}. */
    double[][] scores(Matrix inputs) {
        svm_model machines = inner();
        String[] names = TribuoRows.names(inputs);
        double[] decisions = new double[machines.nr_class * (machines.nr_class - 1) / 2];
        double[][] scores = new double[inputs.rows()][];
        for (int row = 0; row < scores.length; row++) {
            if (decisions.length > 0) {
                svm.svm_predict_values(
                        machines,
                        LibSVMTrainer.exampleToNodes(
                                TribuoRows.example(inputs, row, names, LabelFactory.UNKNOWN_LABEL),
                                model.getFeatureIDMap(),
                                null),
                        decisions);
            }
            scores[row] = scores(decisions, machines.nr_class);
        }
        return scores;
    }

    /**
     * For two classes the distance from the border; for more, the pairs won, and less than half a pair by how clearly they were won, which breaks
     * ties.
     */
    private static double[] scores(double[] decisions, int classes) {
        double[] scores = new double[classes];
        if (classes == 2) {
            scores[0] = decisions[0];
            scores[1] = -decisions[0];
            return scores;
        }
        double[] clearly = new double[classes];
        int pair = 0;
        for (int first = 0; first < classes; first++) {
            for (int second = first + 1; second < classes; second++) {
                double decision = decisions[pair++];
                scores[decision > 0 ? first : second]++;
                clearly[first] += decision;
                clearly[second] -= decision;
            }
        }
        for (int label = 0; label < classes; label++) {
            scores[label] += clearly[label] / (2 * (Math.abs(clearly[label]) + 1));
        }
        return scores;
    }

    private svm_model inner() {
        return model.getInnerModels().get(0);
    }
}
