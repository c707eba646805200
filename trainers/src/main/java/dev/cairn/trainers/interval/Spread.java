package dev.cairn.trainers.interval;

/**
 * How large residuals are expected to be at a row, relative to all: the product of a curve along the predicted value and one along the members'
 * disagreement. It only shapes intervals; whether they hold what they should does not depend on its being right.
 */
public record Spread(Curve byValue, Curve byDisagreement) {
    /** Fits what a scaling asks for, one curve after the other. */
    static Spread fit(Scaling scaling, Said said, double[] residuals) {
        double[] sizes = new double[residuals.length];
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] = Math.abs(residuals[row]);
        }
        Curve byValue = scaling.byValue() ? Curve.of(said.values(), sizes) : Curve.LEVEL;
        for (int row = 0; row < sizes.length; row++) {
            sizes[row] /= byValue.height(said.values()[row]);
        }
        return new Spread(byValue, scaling.byDisagreement() ? Curve.of(said.disagreement(), sizes) : Curve.LEVEL);
    }

    double of(Said said, int row) {
        return byValue.height(said.values()[row]) * byDisagreement.height(said.disagreement()[row]);
    }
}
