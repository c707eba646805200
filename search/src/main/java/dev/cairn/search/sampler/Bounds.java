package dev.cairn.search.sampler;

import dev.cairn.search.math.Normal;
import dev.cairn.search.model.Features;
import dev.cairn.search.model.GaussianProcess;
import dev.cairn.search.model.GaussianProcess.Belief;
import dev.cairn.search.model.Warping;
import dev.cairn.search.space.SearchSpace;
import java.util.Arrays;
import java.util.List;

/**
 * How likely one bound on an outcome is kept, by a Gaussian process of how far it is from being broken (Gardner et al., ICML 2014).
 *
 * @param limit the standardised value of a violation of 0
 */
record Bounds(GaussianProcess process, double limit) {
    /** The bound's model, on the hyperparameters of fewer observations. */
    static Bounds of(
            SearchSpace space, Features features, FitMemo fits, Evidence violations, int fitted, int mostFitted) {
        double[] tamed = tamed(violations.losses());
        Evidence seen = new Evidence(violations.points(), tamed, violations.pending());
        double mean = Arrays.stream(tamed).average().orElse(0);
        double variance =
                Arrays.stream(tamed).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        double deviation = variance > 1e-20 ? Math.sqrt(variance) : 1;
        double[] y = Arrays.stream(tamed).map(v -> (v - mean) / deviation).toArray();
        GaussianProcess process = GaussianProcess.of(
                features,
                fits.fit(space, features, Warping.WIDE, seen.first(fitted).thinned(mostFitted)),
                violations.points(),
                y);
        return new Bounds(process, -mean / deviation);
    }

    /** Keeps the sign and draws in what is far off, so that one terrible value does not hide where the bound is. */
    private static double[] tamed(double[] violations) {
        double[] sizes = Arrays.stream(violations).map(Math::abs).sorted().toArray();
        double typical = Math.max(1e-12, sizes[sizes.length / 2]);
        return Arrays.stream(violations)
                .map(v -> Math.copySign(Math.log1p(Math.abs(v) / typical), v))
                .toArray();
    }

    /** Adds the logarithm of the probability that the bound is kept. */
    void addTo(double[] logs, List<double[]> points) {
        List<Belief> beliefs = process.atAll(points);
        for (int i = 0; i < logs.length; i++) {
            double z = (limit - beliefs.get(i).mean()) / beliefs.get(i).deviation();
            // Beyond this the probability is no double any more; the square goes on to tell near from far.
            logs[i] += z > -30 ? Math.log(Normal.cumulative(z)) : -0.5 * z * z - Math.log(-z) - 0.92;
        }
    }
}
