package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import java.util.List;
import java.util.Optional;

/**
 * The logarithm of expected improvement upon a loss (Ament et al., NeurIPS 2023): its gradient does not vanish where EI does.
 *
 * @param prior what is believed of the space, which counts by its power {@code strength}
 */
record LogImprovement(GaussianProcess process, double incumbent, Prior prior, double strength) {
    private double at(Belief belief) {
        return Math.log(belief.deviation()) + Normal.logImprovement((incumbent - belief.mean()) / belief.deviation());
    }

    double[] atAll(List<double[]> points) {
        double[] values = process.atAll(points).stream().mapToDouble(this::at).toArray();
        if (prior.given()) {
            for (int i = 0; i < values.length; i++) {
                values[i] += strength * prior.log(points.get(i), 0, Optional.empty());
            }
        }
        return values;
    }

    /** The negative of the acquisition, to minimise, with its gradient by the coordinates of the point. */
    double negative(double[] point, double[] gradient) {
        double[] byDeviation = new double[point.length];
        Belief belief = process.at(point, gradient, byDeviation);
        double s = belief.deviation();
        double z = (incumbent - belief.mean()) / s;
        double slope = Normal.logImprovementSlope(z);
        for (int d = 0; d < point.length; d++) {
            gradient[d] = slope * (gradient[d] + z * byDeviation[d]) / s - byDeviation[d] / s;
        }
        return -at(belief) - strength * prior.log(point, -strength, Optional.of(gradient));
    }
}
