package dev.cairn.trainers.forest;

/**
 * How pure a part of a node is (Breiman et al., Classification and Regression Trees 1984, §4.3 and §8.3). A part's value is larger the purer and the
 * heavier it is, so that the best split has the largest sum over its parts.
 */
enum Criterion {
    /** Gini's index; for numbers, and for two classes as 0 and 1, the variance, which is the same up to a factor. */
    GINI,
    ENTROPY;

    /** What one class of this weight adds to a part. */
    double term(double weight) {
        return this == GINI ? weight * weight : xlogx(weight);
    }

    /** A part's value. */
    double part(double terms, double weight) {
        if (weight <= 0) {
            return 0;
        }
        return this == GINI ? terms / weight : terms - xlogx(weight);
    }

    /** A part's value from its weight and the weighted sum of its numbers, which for entropy are 0 and 1. */
    double scalarPart(double sum, double weight) {
        if (this == GINI) {
            return weight > 0 ? sum * sum / weight : 0;
        }
        return xlogx(sum) + xlogx(weight - sum) - xlogx(weight);
    }

    private static double xlogx(double x) {
        return x > 0 ? x * Math.log(x) : 0;
    }
}
