package dev.cairn.search.math;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function within a box: L-BFGS steps on the variables that are not held by their bounds, with a projected
 * backtracking line search (the active-set idea of Bertsekas, SIAM J. Control Optim. 20, 1982, with the two-loop recursion of Nocedal,
 * Math. Comp. 35, 1980).
 */
@SuppressWarnings("ArrayRecordComponent") // small carriers of results, not values to compare
public final class BoxMinimizer {
    private static final int MEMORY = 8;
    private static final int MAX_BACKTRACKS = 12;
    private static final double ARMIJO = 1e-4;

    /** A function with its gradient. */
    @FunctionalInterface
    public interface Smooth {
        /** The value at x; the gradient is written to {@code gradient}. A value that is not finite is treated as too high. */
        double at(double[] x, double[] gradient);
    }

    /** Where the search ended, and the value there. */
    public record Minimum(double[] at, double value) {}

    private record Pair(double[] s, double[] y, double rho) {}

    private final Smooth function;
    private final double[] lower;
    private final double[] upper;
    private final int maxIterations;
    private final double tolerance;

    /**
     * A search of this function in this box.
     *
     * @param tolerance the search ends when an iteration gains less than this, relative to the value
     */
    public BoxMinimizer(Smooth function, double[] lower, double[] upper, int maxIterations, double tolerance) {
        this.function = function;
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    public Minimum from(double[] start) {
        double[] x = start.clone();
        project(x);
        double[] gradient = new double[x.length];
        double value = function.at(x, gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int iteration = 0; iteration < maxIterations && Double.isFinite(value); iteration++) {
            double[] direction = direction(x, gradient, memory);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            double length = memory.isEmpty() ? Math.min(1, 0.2 / maxAbs(direction)) : 1;
            double[] nextGradient = new double[x.length];
            double[] next = new double[x.length];
            double nextValue = search(x, value, gradient, direction, length, next, nextGradient);
            if (!(nextValue < value)) {
                if (memory.isEmpty()) {
                    break;
                }
                memory.clear();
                continue;
            }
            remember(memory, x, next, gradient, nextGradient);
            double gain = value - nextValue;
            x = next;
            gradient = nextGradient;
            value = nextValue;
            if (gain <= tolerance * (1 + Math.abs(value))) {
                break;
            }
        }
        return new Minimum(x, value);
    }

    /** Backtracks along the projected path until the decrease is sufficient; infinite if it never is. */
    private double search(
            double[] x,
            double value,
            double[] gradient,
            double[] direction,
            double length,
            double[] next,
            double[] nextGradient) {
        double t = length;
        for (int i = 0; i < MAX_BACKTRACKS; i++) {
            double expected = 0;
            for (int j = 0; j < x.length; j++) {
                next[j] = Math.min(upper[j], Math.max(lower[j], x[j] + t * direction[j]));
                expected += gradient[j] * (next[j] - x[j]);
            }
            double nextValue = function.at(next, nextGradient);
            if (nextValue <= value + ARMIJO * expected && expected < 0) {
                return nextValue;
            }
            double curvature = 2 * (nextValue - value - expected);
            double shrink = Double.isFinite(curvature) && curvature > 0 ? -expected / curvature : 0.25;
            t *= Math.min(0.5, Math.max(0.1, shrink));
        }
        return Double.POSITIVE_INFINITY;
    }

    private double[] direction(double[] x, double[] gradient, Deque<Pair> memory) {
        boolean[] free = new boolean[x.length];
        double[] q = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            free[j] = !(x[j] <= lower[j] && gradient[j] > 0) && !(x[j] >= upper[j] && gradient[j] < 0);
            q[j] = free[j] ? gradient[j] : 0;
        }
        double[] factors = new double[memory.size()];
        int i = 0;
        for (Pair pair : memory) {
            factors[i] = pair.rho * dot(pair.s, q);
            add(q, -factors[i], pair.y);
            i++;
        }
        if (!memory.isEmpty()) {
            Pair newest = memory.getFirst();
            scale(q, 1 / (newest.rho * dot(newest.y, newest.y)));
        }
        for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            i--;
            add(q, factors[i] - pair.rho * dot(pair.y, q), pair.s);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = free[j] ? -q[j] : 0;
        }
        return q;
    }

    private static void remember(
            Deque<Pair> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        double[] s = next.clone();
        add(s, -1, x);
        double[] y = nextGradient.clone();
        add(y, -1, gradient);
        double sy = dot(s, y);
        if (sy > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y))) {
            memory.addFirst(new Pair(s, y, 1 / sy));
            if (memory.size() > MEMORY) {
                memory.removeLast();
            }
        }
    }

    private void project(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.min(upper[j], Math.max(lower[j], x[j]));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static void add(double[] target, double factor, double[] source) {
        for (int j = 0; j < target.length; j++) {
            target[j] += factor * source[j];
        }
    }

    private static void scale(double[] target, double factor) {
        for (int j = 0; j < target.length; j++) {
            target[j] *= factor;
        }
    }

    private static double maxAbs(double[] a) {
        double max = 1e-300;
        for (double x : a) {
            max = Math.max(max, Math.abs(x));
        }
        return max;
    }
}
