package dev.cairn.trainers.ensemble;

import dev.cairn.trainers.data.Predictions;
import dev.cairn.trainers.data.Predictions.Probabilities;
import dev.cairn.trainers.data.Predictions.Values;
import dev.cairn.trainers.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A second model over what the first ones said about rows that they had not seen (Wolpert, Neural Networks 1992, §1), linear and without negative
 * weights (Breiman, Machine Learning 1996, §2): of numbers by least squares, of probabilities by the likelihood of their pool. Its weights are held
 * near those of a blend that was there before, as by a normal prior around them, since on few rows similar models cannot be told apart.
 *
 * @param strength one over the variance of that prior, 0 for none
 */
public record Stacking(double strength) {
    /** Of 0 to 3,000, tried on thirteen small tables, those from 100 on did best and hardly differed; a weight then is within about .06 of the mean's. */
    private static final double USUAL_STRENGTH = 300;

    public static final Stacking USUAL = new Stacking(USUAL_STRENGTH);

    public Stacking {
        if (!(strength >= 0)) {
            throw new IllegalArgumentException("a strength is not negative, got " + strength);
        }
    }

    /**
     * Fits it.
     *
     * @param candidates each about the rows of {@code truth}
     * @param before the blend whose members take part and near whose weights it stays
     * @return empty where no member helps, or for what there is no such model for
     */
    public Optional<Blend> fit(List<Predictions> candidates, Target truth, Blend before) {
        int[] members = before.heaviestFirst().sorted().toArray();
        List<Predictions> said = IntStream.of(members).mapToObj(candidates::get).toList();
        double[] prior = IntStream.of(members)
                .mapToDouble(place -> before.weights()[place])
                .toArray();
        if (truth instanceof Target.Numbers numbers && said.get(0) instanceof Values) {
            LeastSquares fitted = new LeastSquares(said, numbers.values(), prior, strength);
            return blend(fitted.weights(), members, candidates.size())
                    .map(weights -> new Blend(weights, new Combination.Line(fitted.total(), fitted.intercept())));
        }
        if (truth instanceof Target.Classes classes && said.get(0) instanceof Probabilities) {
            PoolFit fitted = PoolFit.of(said, classes, prior, strength);
            double total = Arrays.stream(fitted.weights()).sum();
            return blend(fitted.weights(), members, candidates.size())
                    .map(weights -> new Blend(weights, new Combination.Pool(total, fitted.intercepts())));
        }
        return Optional.empty();
    }

    private static Optional<double[]> blend(double[] fitted, int[] members, int candidates) {
        double total = Arrays.stream(fitted).sum();
        if (!(total > 1e-6) || Double.isInfinite(total)) {
            return Optional.empty();
        }
        double[] weights = new double[candidates];
        for (int i = 0; i < members.length; i++) {
            weights[members[i]] = fitted[i] / total;
        }
        return Optional.of(weights);
    }
}
