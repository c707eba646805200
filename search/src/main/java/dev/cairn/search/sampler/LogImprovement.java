package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import java.util.List;

/** The logarithm of expected improvement upon a loss (Ament et al., NeurIPS 2023): its gradient does not vanish where EI does. */
record LogImprovement(GaussianProcess process, double incumbent) implements Acquisition {
    /** By the belief of any model. */
    static double of(Belief belief, double incumbent) {
        return Math.log(belief.deviation()) + Normal.logImprovement((incumbent - belief.mean()) / belief.deviation());
    }

    @Override
    public double[] atAll(List<double[]> points) {
        return process.atAll(points).stream()
                .mapToDouble(belief -> of(belief, incumbent))
                .toArray();
    }

    @Override
    public double negative(double[] point, double[] gradient) {
        double[] byDeviation = new double[point.length];
        Belief belief = process.at(point, gradient, byDeviation);
        double s = belief.deviation();
        double z = (incumbent - belief.mean()) / s;
        double slope = Normal.logImprovementSlope(z);
        for (int d = 0; d < point.length; d++) {
            gradient[d] = slope * (gradient[d] + z * byDeviation[d]) / s - byDeviation[d] / s;
        }
        return -of(belief, incumbent);
    }
}
