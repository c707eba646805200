package dev.cairn.trainers.ensemble;

/** Minimizes a quadratic form, some of whose variables must not be negative, one variable at a time. */
final class NonNegative {
    private NonNegative() {}

    /**
     * The least of {@code x'Hx/2 - g'x}.
     *
     * @param hessian symmetric, no row of it zero where its variable may move
     * @param x where to begin; holds the minimum afterwards
     * @param bounded how many of the first variables must not be negative
     */
    static void minimize(double[][] hessian, double[] gradient, double[] x, int bounded, int sweeps, double still) {
        double moved = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < sweeps && moved > still; sweep++) {
            moved = 0;
            for (int i = 0; i < x.length; i++) {
                if (!(hessian[i][i] > 0)) {
                    continue;
                }
                double slope = gradient[i];
                for (int j = 0; j < x.length; j++) {
                    slope -= hessian[i][j] * x[j];
                }
                double next = x[i] + slope / hessian[i][i];
                next = i < bounded ? Math.max(0, next) : next;
                moved = Math.max(moved, Math.abs(next - x[i]));
                x[i] = next;
            }
        }
    }
}
