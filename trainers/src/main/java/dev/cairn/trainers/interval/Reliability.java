package dev.cairn.trainers.interval;

import dev.cairn.trainers.metric.Interval;
import java.util.Optional;

/**
 * What intervals of one level came to.
 *
 * @param scaledBy what their width varies by
 * @param heldOut on training rows that set neither the models nor the intervals that spoke of them
 * @param sealed on the sealed rows, where there are some
 */
public record Reliability(double level, Scaling scaledBy, Rate heldOut, Optional<Rate> sealed) {
    /** The sealed rows were read. */
    public Reliability with(Rate rate) {
        return new Reliability(level, scaledBy, heldOut, Optional.of(rate));
    }

    /**
     * On some rows, each with its 95 % interval.
     *
     * @param coverage the share of rows whose truth is inside
     * @param width the mean, in units of the target
     */
    public record Rate(Interval coverage, Interval width, int rows) {
        /** 95 % of a normal distribution. */
        private static final double DEVIATIONS = 1.959964;

        /** Of intervals around these rows. */
        public static Rate of(Bounds bounds, double[] truth) {
            int inside = 0;
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < truth.length; row++) {
                inside += bounds.hold(row, truth[row]) ? 1 : 0;
                sum += bounds.width(row);
                squares += bounds.width(row) * bounds.width(row);
            }
            double mean = sum / truth.length;
            double deviation = Math.sqrt(Math.max(0, squares / truth.length - mean * mean));
            double error = DEVIATIONS * deviation / Math.sqrt(truth.length);
            return new Rate(share(inside, truth.length), new Interval(mean, mean - error, mean + error), truth.length);
        }

        /** Wilson's interval (JASA 1927). */
        private static Interval share(int inside, int rows) {
            double share = (double) inside / rows;
            double square = DEVIATIONS * DEVIATIONS / rows;
            double middle = (share + square / 2) / (1 + square);
            double half = DEVIATIONS * Math.sqrt(share * (1 - share) / rows + square / rows / 4) / (1 + square);
            return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
        }
    }
}
