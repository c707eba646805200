package dev.cairn.bench;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Test functions of global optimisation (Surjanovic and Bingham's collection), as search-bench defines them. */
final class Synthetic {
    private static final double[][] A = {
        {10, 3, 17, 3.5, 1.7, 8}, {.05, 10, 17, .1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, .05, 10, .1, 14}
    };
    private static final double[][] P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };
    private static final double[] ALPHA = {1, 1.2, 3, 3.2};

    private Synthetic() {}

    static List<Task> all() {
        return List.of(
                task("branin", List.of(Real.of("x0", -5, 10), Real.of("x1", 0, 15)), Synthetic::branin),
                task("hartmann6", cube(6, 0, 1), Synthetic::hartmann),
                task("ackley10s", cube(10, -10, 10), Synthetic::ackley),
                task("rosenbrock5", cube(5, -5, 10), Synthetic::rosenbrock),
                task("levy8", cube(8, -10, 10), Synthetic::levy));
    }

    private static Task task(String name, List<Parameter> axes, ToDoubleFunction<double[]> f) {
        return new Task(name, new SearchSpace(axes, List.of()), 1, (values, epoch) -> {
            double[] x = new double[axes.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = values.real("x" + i);
            }
            return f.applyAsDouble(x);
        });
    }

    private static List<Parameter> cube(int dimensions, double low, double high) {
        List<Parameter> axes = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            axes.add(Real.of("x" + i, low, high));
        }
        return axes;
    }

    private static double branin(double[] p) {
        double x = p[0];
        double ridge = p[1] - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return ridge * ridge + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    private static double hartmann(double[] x) {
        double sum = 0;
        for (int i = 0; i < A.length; i++) {
            double exponent = 0;
            for (int j = 0; j < x.length; j++) {
                double d = x[j] - 1e-4 * P[i][j];
                exponent += A[i][j] * d * d;
            }
            sum += ALPHA[i] * Math.exp(-exponent);
        }
        return -sum;
    }

    /** Shifted, so that no sampler profits from starting in the middle. */
    private static double ackley(double[] x) {
        double squares = 0;
        double cosines = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - 3.1 * Math.sin(1 + i);
            squares += d * d / x.length;
            cosines += Math.cos(2 * Math.PI * d) / x.length;
        }
        return -20 * Math.exp(-.2 * Math.sqrt(squares)) - Math.exp(cosines) + 20 + Math.E;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
        }
        return Math.log1p(sum);
    }

    private static double levy(double[] x) {
        int d = x.length;
        double[] w = new double[d];
        for (int i = 0; i < d; i++) {
            w[i] = 1 + (x[i] - 1) / 4;
        }
        double sum = square(Math.sin(Math.PI * w[0]));
        for (int i = 0; i + 1 < d; i++) {
            sum += square(w[i] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[i] + 1)));
        }
        return sum + square(w[d - 1] - 1) * (1 + square(Math.sin(2 * Math.PI * w[d - 1])));
    }

    private static double square(double x) {
        return x * x;
    }
}
