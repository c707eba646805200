package dev.cairn.trainers.interval;

import java.util.Arrays;
import java.util.List;

/**
 * Intervals around the answers of a model of numbers: conformal margins of held-out residuals, scaled by the spread that is expected at a row (Lei et
 * al., JASA 2018, §5.2). The residuals are of models of the folds, the answers of one model of all rows: its coverage is that of the folds' models, as
 * in Barber et al. (Annals of Statistics 2021, §3) without their bound, and so it is measured.
 *
 * @param margins one per level, ascending; a level that too few rows tell is left out
 */
public record Intervals(Scaling scaling, Spread spread, List<Margin> margins) {
    public Intervals {
        margins = List.copyOf(margins);
    }

    /** Learned from what was said about rows and what is true of them. */
    static Intervals fit(Scaling scaling, List<Double> levels, Said said, double[] truth) {
        double[] residuals = new double[truth.length];
        Arrays.setAll(residuals, row -> truth[row] - said.values()[row]);
        Spread spread = Spread.fit(scaling, said, residuals);
        Arrays.setAll(residuals, row -> residuals[row] / spread.of(said, row));
        Arrays.sort(residuals);
        return new Intervals(
                scaling,
                spread,
                levels.stream()
                        .sorted()
                        .flatMap(level -> Margin.of(level, residuals).stream())
                        .toList());
    }

    /** Around these answers, one for each margin. */
    public List<Bounds> around(Said said) {
        double[] spreads = new double[said.values().length];
        Arrays.setAll(spreads, row -> spread.of(said, row));
        return margins.stream().map(margin -> around(margin, said, spreads)).toList();
    }

    private static Bounds around(Margin margin, Said said, double[] spreads) {
        double[] lower = new double[spreads.length];
        double[] upper = new double[spreads.length];
        for (int row = 0; row < spreads.length; row++) {
            lower[row] = said.values()[row] + margin.below() * spreads[row];
            upper[row] = said.values()[row] + margin.above() * spreads[row];
        }
        return new Bounds(margin.level(), lower, upper);
    }
}
