package dev.cairn.search.sampler;

import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import java.util.List;

/**
 * How low a loss may plausibly be: the mean less some deviations (GP-UCB, here for losses: Srinivas, Krause, Kakade and Seeger, ICML 2010).
 *
 * @param width how many deviations
 */
record LowerBound(GaussianProcess process, double width) implements Acquisition {
    /** The square root of 0.2 d log 2t, which the theory's bound is shrunk to in practice (Kandasamy, Schneider and Póczos, ICML 2015). */
    static LowerBound after(GaussianProcess process, int observations, double dimensions) {
        return new LowerBound(process, Math.sqrt(0.2 * dimensions * Math.log(2.0 * observations)));
    }

    @Override
    public double[] atAll(List<double[]> points) {
        return process.atAll(points).stream().mapToDouble(this::at).toArray();
    }

    private double at(Belief belief) {
        return width * belief.deviation() - belief.mean();
    }

    @Override
    public double negative(double[] point, double[] gradient) {
        double[] byDeviation = new double[point.length];
        Belief belief = process.at(point, gradient, byDeviation);
        for (int d = 0; d < point.length; d++) {
            gradient[d] -= width * byDeviation[d];
        }
        return -at(belief);
    }
}
