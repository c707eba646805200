package dev.cairn.trainers.kernel;

/**
 * How alike two rows are: a falling function of their distance, and in part their product.
 *
 * @param laplace whether it falls with the distance, and not with its square
 * @param gamma how fast, in units of the mean squared distance of two training rows
 * @param linear the part of the product, from 0 to 1
 * @param spread the sum of the inputs' variances: half the mean squared distance
 */
record Kernel(boolean laplace, double gamma, double linear, double spread) {
    /** Closer rows count as this close, where a slope is asked for: the Laplace kernel has none at 0. */
    private static final double CLOSEST = 1e-9;

    double of(double squaredDistance, double product) {
        return (1 - linear) * radial(squaredDistance) + linear * product / spread;
    }

    /** The derivative by the squared distance. */
    double slope(double squaredDistance) {
        double steepness = gamma / (2 * spread);
        double value = (1 - linear) * radial(squaredDistance);
        if (!laplace) {
            return -steepness * value;
        }
        double scale = gamma / Math.sqrt(2 * spread);
        return -scale * value / (2 * Math.sqrt(Math.max(CLOSEST * spread, squaredDistance)));
    }

    /** The derivative by the product. */
    double productSlope() {
        return linear / spread;
    }

    private double radial(double squaredDistance) {
        double apart = Math.max(0, squaredDistance) / (2 * spread);
        return Math.exp(-gamma * (laplace ? Math.sqrt(apart) : apart));
    }
}
