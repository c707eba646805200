package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.calibration.Isotonic;
import dev.cairn.trainers.calibration.Temperature;
import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import dev.cairn.trainers.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes probabilities say what they mean, after a model gave them. Numbers stay as they are. */
public sealed interface Recalibration {
    Recalibration NONE = new None();

    /** Rows that tell one parameter well enough, for each of many candidates. */
    int OF_MEMBER = 1_000;

    /** What the probabilities become. */
    Predictions of(Predictions said);

    /** As they are. */
    record None() implements Recalibration {
        @Override
        public Predictions of(Predictions said) {
            return said;
        }
    }

    /**
     * A power of each probability, scaled to 1 in all (Guo et al., ICML 2017, §4.2): flatter below 1, steeper above.
     *
     * @param steepness the power
     */
    record Steeper(double steepness) implements Recalibration {
        /** Surer than this no model is taken to be. */
        private static final double LEAST = 1e-7;

        public Steeper {
            if (!(steepness > 0) || Double.isInfinite(steepness)) {
                throw new IllegalArgumentException("a steepness is greater than 0, got " + steepness);
            }
        }

        /**
         * Fits it.
         *
         * @param most rows that it is fitted on: every so many, where there are more
         */
        static Steeper fit(Probabilities said, Target.Classes truth, int most) {
            int stride = Math.max(1, (said.rows() + most - 1) / most);
            int rows = (said.rows() + stride - 1) / stride;
            double[][] scores = new double[rows][];
            int[] answers = new int[rows];
            for (int i = 0; i < rows; i++) {
                scores[i] = logarithms(said, i * stride);
                answers[i] = truth.codes()[i * stride];
            }
            return new Steeper(Temperature.fit(scores, answers).steepness());
        }

        @Override
        public Predictions of(Predictions said) {
            if (!(said instanceof Probabilities probabilities)) {
                return said;
            }
            Temperature temperature = new Temperature(steepness);
            double[] flat = new double[probabilities.flat().length];
            for (int row = 0; row < probabilities.rows(); row++) {
                double[] steeper = temperature.probabilities(logarithms(probabilities, row));
                System.arraycopy(steeper, 0, flat, row * steeper.length, steeper.length);
            }
            return probabilities.alike(flat);
        }

        private static double[] logarithms(Probabilities said, int row) {
            double[] logarithms = new double[said.classes()];
            for (int label = 0; label < logarithms.length; label++) {
                logarithms[label] = Math.log(Math.max(LEAST, said.of(row, label)));
            }
            return logarithms;
        }
    }

    /**
     * A curve that never falls for each class, the curves' values scaled to 1 in all (Zadrozny and Elkan, KDD 2002, §4).
     *
     * @param curves one per class; of two classes for the second alone
     */
    record Stepped(List<Isotonic> curves) implements Recalibration {
        /** Where a curve says never, since no row of the class was there. */
        private static final double LEAST = 1e-4;

        public Stepped {
            curves = List.copyOf(curves);
        }

        static Stepped fit(Probabilities said, Target.Classes truth) {
            List<Isotonic> curves = new ArrayList<>();
            for (int label = said.classes() == 2 ? 1 : 0; label < said.classes(); label++) {
                double[] scores = new double[said.rows()];
                int[] hits = new int[said.rows()];
                for (int row = 0; row < scores.length; row++) {
                    scores[row] = said.of(row, label);
                    hits[row] = truth.codes()[row] == label ? 1 : 0;
                }
                curves.add(Isotonic.fit(scores, hits));
            }
            return new Stepped(curves);
        }

        @Override
        public Predictions of(Predictions said) {
            if (!(said instanceof Probabilities probabilities)) {
                return said;
            }
            int classes = probabilities.classes();
            double[] flat = new double[probabilities.flat().length];
            for (int row = 0; row < probabilities.rows(); row++) {
                double sum = 0;
                for (int label = 0; label < classes; label++) {
                    double value = within(value(probabilities, row, label));
                    flat[row * classes + label] = value;
                    sum += value;
                }
                for (int label = 0; label < classes; label++) {
                    flat[row * classes + label] /= sum;
                }
            }
            return probabilities.alike(flat);
        }

        private double value(Probabilities said, int row, int label) {
            if (curves.size() == 1) {
                double second = curves.get(0).probability(said.of(row, 1));
                return label == 1 ? second : 1 - second;
            }
            return curves.get(label).probability(said.of(row, label));
        }

        private static double within(double value) {
            return Math.max(LEAST, Math.min(1 - LEAST, value));
        }
    }

    /** Whether a metric sees how sure a model is, and not only what it prefers. */
    static boolean seenBy(Metric metric) {
        return metric == Metric.LOG_LOSS || metric == Metric.BRIER || metric == Metric.CALIBRATION_ERROR;
    }

    /** For a log. */
    static String inWords(Recalibration calibration) {
        if (calibration instanceof Steeper steeper) {
            return String.format(Locale.ROOT, "temperature %.3g", 1 / steeper.steepness());
        }
        return calibration instanceof Stepped ? "isotonic" : "none";
    }

    /** A candidate's own steepness, where the metric sees it: without it the blend is of those that happen to be calibrated. */
    static Recalibration ofMember(Metric metric, Predictions said, Target truth) {
        return seenBy(metric) && said instanceof Probabilities probabilities && truth instanceof Target.Classes classes
                ? Steeper.fit(probabilities, classes, OF_MEMBER)
                : NONE;
    }
}
