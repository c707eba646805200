package dev.cairn.search.simulate;

import dev.cairn.search.InvalidSearch;
import java.util.OptionalDouble;

/**
 * What a simulated study may spend, and on how much.
 *
 * @param trials at most, stopped ones included
 * @param parallel trials that are queued or run at the same time
 * @param slots that run them
 * @param seconds from the start of the study
 * @param deviceSeconds summed over slots
 * @param money at {@code price}
 * @param price of one hour of a slot, at least 0
 */
public record Means(
        int trials,
        int parallel,
        int slots,
        OptionalDouble seconds,
        OptionalDouble deviceSeconds,
        OptionalDouble money,
        double price) {
    private static final double HOUR = 3600;

    public Means {
        if (trials < 1 || parallel < 1 || slots < 1) {
            throw new InvalidSearch("a study has at least one trial, place and slot, got %d, %d and %d"
                    .formatted(trials, parallel, slots));
        }
        if (!(price >= 0)) {
            throw new InvalidSearch("the price of a slot is at least 0, got " + price);
        }
    }

    /** As many trials on as many slots, and no other bound. */
    public static Means of(int trials, int parallel) {
        return new Means(
                trials, parallel, parallel, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0);
    }

    /** What so much slot time costs. */
    double cost(double usedSeconds) {
        return price * usedSeconds / HOUR;
    }

    /** A bound, and when it is reached, in seconds from the start. */
    record Limit(Bound bound, double at) {}

    /** The first bound to be reached if as many slots stay busy; infinitely far where nothing bounds time. */
    Limit limit(double now, double used, int busy) {
        Limit first = new Limit(Bound.TIME, seconds.orElse(Double.POSITIVE_INFINITY));
        if (deviceSeconds.isPresent()) {
            first = sooner(first, Bound.DEVICE_HOURS, reached(deviceSeconds.getAsDouble() - used, now, busy));
        }
        if (money.isPresent() && price > 0) {
            first = sooner(first, Bound.MONEY, reached(money.getAsDouble() / price * HOUR - used, now, busy));
        }
        return first;
    }

    private static double reached(double left, double now, int busy) {
        if (left <= 0) {
            return now;
        }
        return busy == 0 ? Double.POSITIVE_INFINITY : now + left / busy;
    }

    private static Limit sooner(Limit first, Bound bound, double at) {
        return at < first.at ? new Limit(bound, at) : first;
    }
}
