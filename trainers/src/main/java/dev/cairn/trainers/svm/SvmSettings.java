package dev.cairn.trainers.svm;

import dev.cairn.search.space.Values;
import dev.cairn.trainers.ClassWeights;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.feature.Matrix;
import dev.cairn.trainers.feature.TargetScale;
import dev.cairn.trainers.tribuo.TribuoRows;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.libsvm.LibSVMClassificationTrainer;
import org.tribuo.classification.libsvm.SVMClassificationType;
import org.tribuo.common.libsvm.KernelType;
import org.tribuo.common.libsvm.LibSVMModel;
import org.tribuo.common.libsvm.SVMParameters;
import org.tribuo.common.libsvm.SVMType;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.libsvm.LibSVMRegressionTrainer;
import org.tribuo.regression.libsvm.SVMRegressionType;

/** Our values in LibSVM's terms. */
record SvmSettings(Values values, int width, long seed) {
    /** Kernel rows that LibSVM keeps; its own 500 MB would not fit a trial's heap. */
    private static final double CACHE_MEGABYTES = 50;

    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        // It warns of every cost that is set for a regression, which is legal.
        TRIBUO.setLevel(Level.SEVERE);
    }

    LibSVMModel<Label> classifier(Matrix inputs, Target.Classes target) {
        SVMParameters<Label> parameters = parameters(new SVMClassificationType(SVMClassificationType.SVMMode.C_SVC));
        LibSVMClassificationTrainer trainer = new LibSVMClassificationTrainer(parameters, seed);
        ClassWeights weights = ClassWeights.of(target, values);
        if (!weights.equal()) {
            trainer.setLabelWeights(byLabel(weights.ofClass()));
        }
        return trainer.train(TribuoRows.dataset(inputs, new LabelFactory(), row -> label(target.codes()[row])));
    }

    /** The cost of a row is that of all times its class's weight. */
    private static Map<Label, Float> byLabel(float[] weights) {
        Map<Label, Float> byLabel = new HashMap<>();
        for (int code = 0; code < weights.length; code++) {
            byLabel.put(label(code), weights[code]);
        }
        return byLabel;
    }

    private static Label label(int code) {
        return new Label(Integer.toString(code));
    }

    LibSVMModel<Regressor> regression(Matrix inputs, Target.Numbers target, TargetScale scale) {
        SVMParameters<Regressor> parameters = parameters(new SVMRegressionType(SVMRegressionType.SVMMode.EPSILON_SVR));
        parameters.setEpsilon(values.real("epsilon"));
        return new LibSVMRegressionTrainer(parameters, false, seed)
                .train(TribuoRows.dataset(
                        inputs,
                        new RegressionFactory(),
                        row -> new Regressor("y", scale.scaled(target.values()[row]))));
    }

    private <T extends Output<T>> SVMParameters<T> parameters(SVMType<T> type) {
        KernelType kernel = KernelType.valueOf(values.text("kernel").toUpperCase(Locale.ROOT));
        SVMParameters<T> parameters = new SVMParameters<>(type, kernel);
        parameters.setCost(values.real("c"));
        parameters.setGamma(values.real("gamma") / width);
        parameters.setDegree(Math.toIntExact(values.whole("degree")));
        if (kernel == KernelType.POLY) {
            parameters.setCoeff(1);
        }
        parameters.setCacheSize(CACHE_MEGABYTES);
        return parameters;
    }
}
