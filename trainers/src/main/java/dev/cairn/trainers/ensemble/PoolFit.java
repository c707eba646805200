package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.List;

/**
 * Weights that are not negative, and a factor per class, of a pool of probabilities, by penalized likelihood: Newton's method, each of whose quadratic
 * problems is solved one variable at a time (Friedman, Hastie and Tibshirani, Journal of Statistical Software 2010, §4), with its step halved as long
 * as the loss rises.
 */
final class PoolFit {
    private static final int MOST_STEPS = 30;
    private static final int MOST_HALVINGS = 12;
    private static final int SWEEPS = 500;
    private static final double STILL = 1e-7;

    /** More answers of the models hardly change the weights. */
    private static final int MOST_ANSWERS = 60_000;

    /** Factors of classes are near 1: models see how frequent a class is. */
    private static final double OF_FACTORS = 4;

    private final double[][] logarithms;
    private final int[] truth;
    private final int classes;
    private final double[] centre;
    private final double strength;
    private double[] x;

    private PoolFit(double[][] logarithms, int[] truth, int classes, double[] prior, double strength) {
        this.logarithms = logarithms;
        this.truth = truth;
        this.classes = classes;
        this.strength = strength;
        this.centre = Arrays.copyOf(prior, prior.length + classes);
        this.x = centre.clone();
    }

    static PoolFit of(List<Predictions> said, Target.Classes truth, double[] prior, double strength) {
        int classes = truth.classes();
        int stride = Math.max(1, truth.rows() * classes / MOST_ANSWERS);
        int rows = (truth.rows() + stride - 1) / stride;
        double[][] logarithms = new double[said.size()][rows * classes];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = truth.codes()[row * stride];
            for (int model = 0; model < logarithms.length; model++) {
                Probabilities probabilities = (Probabilities) said.get(model);
                for (int label = 0; label < classes; label++) {
                    logarithms[model][row * classes + label] =
                            Combination.Pool.logarithm(probabilities.of(row * stride, label));
                }
            }
        }
        PoolFit fit = new PoolFit(logarithms, codes, classes, prior, strength);
        fit.descend();
        return fit;
    }

    double[] weights() {
        return Arrays.copyOf(x, logarithms.length);
    }

    List<Double> intercepts() {
        return Arrays.stream(x, logarithms.length, x.length).boxed().toList();
    }

    private void descend() {
        double loss = loss(x);
        boolean moving = true;
        for (int step = 0; step < MOST_STEPS && moving; step++) {
            double[] target = newton();
            double share = 1;
            double[] next = between(target, share);
            double after = loss(next);
            for (int halving = 0; halving < MOST_HALVINGS && !(after <= loss); halving++) {
                share /= 2;
                next = between(target, share);
                after = loss(next);
            }
            moving = after < loss - STILL * truth.length;
            if (after <= loss) {
                x = next;
                loss = after;
            }
        }
    }

    private double[] between(double[] target, double share) {
        double[] between = new double[x.length];
        Arrays.setAll(between, i -> x[i] + share * (target[i] - x[i]));
        return between;
    }

    private double penalty(int variable) {
        return variable < logarithms.length ? strength : OF_FACTORS;
    }

    private double loss(double[] at) {
        double loss = 0;
        for (int i = 0; i < at.length; i++) {
            loss += penalty(i) * (at[i] - centre[i]) * (at[i] - centre[i]) / 2;
        }
        double[] said = new double[classes];
        for (int row = 0; row < truth.length; row++) {
            probabilities(at, row, said);
            loss -= Math.log(Math.max(Double.MIN_NORMAL, said[truth[row]]));
        }
        return loss;
    }

    private void probabilities(double[] at, int row, double[] said) {
        for (int label = 0; label < classes; label++) {
            double score = at[logarithms.length + label];
            for (int model = 0; model < logarithms.length; model++) {
                score += at[model] * logarithms[model][row * classes + label];
            }
            said[label] = score;
        }
        Combination.Pool.softmax(said, 0, classes);
    }

    /** The least of the quadratic model around here. */
    private double[] newton() {
        int size = x.length;
        double[][] hessian = new double[size][size];
        double[] down = new double[size];
        for (int i = 0; i < size; i++) {
            hessian[i][i] = penalty(i);
            down[i] = penalty(i) * (centre[i] - x[i]);
        }
        double[] said = new double[classes];
        double[] mean = new double[size];
        for (int row = 0; row < truth.length; row++) {
            probabilities(x, row, said);
            add(row, said, mean, hessian, down);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                hessian[j][i] = hessian[i][j];
            }
        }
        double[] linear = down.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                linear[i] += hessian[i][j] * x[j];
            }
        }
        double[] least = x.clone();
        NonNegative.minimize(hessian, linear, least, logarithms.length, SWEEPS, STILL);
        return least;
    }

    /** One row's part in slope and curvature, the lower triangle of it. */
    private void add(int row, double[] said, double[] mean, double[][] hessian, double[] down) {
        Arrays.fill(mean, 0);
        for (int label = 0; label < classes; label++) {
            double rest = (label == truth[row] ? 1 : 0) - said[label];
            for (int i = 0; i < mean.length; i++) {
                double input = input(row, label, i);
                down[i] += rest * input;
                mean[i] += said[label] * input;
            }
        }
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < mean.length; i++) {
                double apart = said[label] * (input(row, label, i) - mean[i]);
                for (int j = 0; apart != 0 && j <= i; j++) {
                    hessian[i][j] += apart * (input(row, label, j) - mean[j]);
                }
            }
        }
    }

    private double input(int row, int label, int variable) {
        return variable < logarithms.length
                ? logarithms[variable][row * classes + label]
                : variable - logarithms.length == label ? 1 : 0;
    }
}
