package dev.cairn.trainers.ensemble;

/**
 * What the models of a mean may cost together, such as the time to answer: each that takes part is asked, however small its weight.
 *
 * @param costs per limit and candidate
 * @param limits none for a mean that may cost anything
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Allowance(double[][] costs, double[] limits) {
    static final Allowance ANY = new Allowance(new double[0][], new double[0]);

    /** What cannot be told apart from nothing costs at least this share of a limit, so that a gain has a price. */
    private static final double LEAST = 1e-3;

    public Allowance {
        if (costs.length != limits.length) {
            throw new IllegalArgumentException(
                    "each limit has its costs, got " + costs.length + " for " + limits.length);
        }
    }

    boolean any() {
        return limits.length == 0;
    }

    /** Whether another candidate may join those that take part. */
    boolean admits(int[] times, int candidate) {
        for (int limit = 0; limit < limits.length && times[candidate] == 0; limit++) {
            double sum = costs[limit][candidate];
            for (int other = 0; other < times.length; other++) {
                sum += times[other] > 0 ? costs[limit][other] : 0;
            }
            if (!(sum <= limits[limit])) {
                return false;
            }
        }
        return true;
    }

    /** The largest share of a limit that a candidate takes; nothing for one that takes part already. */
    double price(int[] times, int candidate) {
        double most = LEAST;
        for (int limit = 0; limit < limits.length && times[candidate] == 0; limit++) {
            most = Math.max(most, costs[limit][candidate] / limits[limit]);
        }
        return most;
    }
}
